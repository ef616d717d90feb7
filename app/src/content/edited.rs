//! Articles that were edited on the site: their files no longer decide.

use super::{ContentError, scan::Source};
use crate::entities::article;
use sea_orm::{DatabaseTransaction, EntityTrait};

/// How the file of an article that was edited on the site differs from it, if it does.
///
/// The article is never overwritten; whoever runs the site brings the two together.
pub(super) async fn difference(
    change: &DatabaseTransaction,
    source: &Source,
    id: i64,
    markdown: &str,
) -> Result<Option<ContentError>, ContentError> {
    let Some(article) = article::Entity::find_by_id(id).one(change).await? else {
        return Ok(None);
    };
    let Some(line) = first_difference(&article.body_markdown, markdown) else {
        return Ok(None);
    };
    let edited_on = article.edited_on.unwrap_or_default();
    let (site, file) = (
        article.body_markdown.lines().count(),
        markdown.lines().count(),
    );
    let reason = format!(
        "the article was edited on the site on {edited_on} and is not overwritten; the texts \
         differ from line {line} of the text on ({site} lines on the site, {file} in the file)"
    );
    // The file's own line: its text begins below the front matter.
    Ok(Some(
        source.error(source.text_starts_at() + line - 1, reason),
    ))
}

/// The first line, from 1, in which two texts differ.
fn first_difference(one: &str, other: &str) -> Option<usize> {
    let mut lines = one.lines();
    let mut others = other.lines();
    let mut line = 1;
    loop {
        match (lines.next(), others.next()) {
            (None, None) => return None,
            (left, right) if left != right => return Some(line),
            _ => line += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::first_difference;

    #[test]
    fn the_first_line_that_differs_is_named() {
        assert_eq!(first_difference("a\nb\n", "a\nb\n"), None);
        assert_eq!(first_difference("a\nb\n", "a\nc\n"), Some(2));
        assert_eq!(first_difference("a\n", "a\nb\n"), Some(2));
        assert_eq!(first_difference("", "a"), Some(1));
    }
}
