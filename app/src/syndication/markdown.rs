//! An article as Markdown, as its author wrote it.

use super::{Publication, SyndicationError, entries, text::line};
use crate::{
    caching::names,
    entities::{article, author},
    t::machines as words,
};
use sea_orm::prelude::*;
use sunup::page::{tag, tracked};

impl Publication {
    /// The article as Markdown: title, who wrote it and when, and the text as it was written.
    /// `None` when there is no such article.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn markdown(&self, slug: &str) -> Result<Option<String>, SyndicationError> {
        let found = article::Entity::find()
            .find_also_related(author::Entity)
            .filter(article::Column::Slug.eq(slug));
        let found = tracked(names::article(slug), || found.one(self.reader())).await?;
        let Some((article, author)) = found else {
            return Ok(None);
        };
        let mut tags = entries::tags(self.reader(), vec![article.id]).await?;
        let tags = tags.remove(&article.id).unwrap_or_default().join(", ");
        if let Some(author) = &author {
            tag(names::byline(&author.username));
        }
        let author = author.map(|author| author.name).unwrap_or_default();
        let series = match (article.series, article.series_part) {
            (Some(series), Some(part)) => format!("{} ({part})", line(&series)),
            (series, _) => line(&series.unwrap_or_default()),
        };
        let facts = [
            (words::author(), line(&author)),
            (words::published(), article.published_on),
            (words::updated(), article.updated_on.unwrap_or_default()),
            (words::series(), series),
            (words::tags(), line(&tags)),
            (words::page(), self.article(&article.slug)),
        ];
        let mut text = format!(
            "# {}\n\n> {}\n\n",
            plain(&article.title),
            plain(&article.description)
        );
        for (name, value) in facts.iter().filter(|(_, value)| !value.is_empty()) {
            text += &format!("- {name}: {value}\n");
        }
        text.push('\n');
        text.push_str(article.body_markdown.trim());
        text.push('\n');
        Ok(Some(text))
    }
}

/// A text of one line that means nothing in Markdown but itself.
pub(super) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in line(text).chars() {
        if matches!(
            letter,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '#' | '&' | '|'
        ) {
            plain.push('\\');
        }
        plain.push(letter);
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn a_title_is_no_markdown() {
        assert_eq!(
            plain("# [x](y) <b>\n`*_&"),
            "\\# \\[x\\](y) \\<b> \\`\\*\\_\\&"
        );
    }
}
