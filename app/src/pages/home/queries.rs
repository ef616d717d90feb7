//! The SQL of the front page: two statements.

use super::{Date, Summary};
use crate::{
    entities::{article, article_tag, author},
    state::AppState,
};
use sea_orm::{QueryOrder, prelude::*};
use std::collections::HashMap;
use sunup::PageError;

/// All articles, newest first.
pub(super) async fn newest() -> Result<Vec<Summary>, PageError> {
    let state = AppState::current()?;
    let reader = state.database.reader();
    let rows = article::Entity::find()
        .find_also_related(author::Entity)
        .order_by_desc(article::Column::PublishedOn)
        .order_by_asc(article::Column::Slug)
        .all(reader)
        .await
        .map_err(PageError::failed)?;
    let mut tags: HashMap<i64, Vec<String>> = HashMap::new();
    let ids = rows.iter().map(|(article, _)| article.id);
    let tagged = article_tag::Entity::find()
        .filter(article_tag::Column::ArticleId.is_in(ids))
        .order_by_asc(article_tag::Column::Position)
        .all(reader)
        .await
        .map_err(PageError::failed)?;
    for row in tagged {
        tags.entry(row.article_id).or_default().push(row.tag);
    }
    let summaries = rows.into_iter().map(|(article, author)| Summary {
        tags: tags.remove(&article.id).unwrap_or_default(),
        published: Date::written(article.published_on),
        slug: article.slug,
        title: article.title,
        description: article.description,
        author: author.map(|author| author.name).unwrap_or_default(),
        reading_minutes: article.reading_minutes,
    });
    Ok(summaries.collect())
}

impl Date {
    /// Writes an ISO date out: "21 November 2026".
    pub(crate) fn written(iso: String) -> Self {
        let text = iso
            .parse::<jiff::civil::Date>()
            .map(|date| date.strftime("%-d %B %Y").to_string())
            .unwrap_or_else(|_| iso.clone());
        Self { iso, text }
    }
}

#[cfg(test)]
mod tests {
    use super::Date;

    #[test]
    fn a_date_is_written_out() {
        assert_eq!(
            Date::written("2026-11-02".to_owned()).text,
            "2 November 2026"
        );
    }

    #[test]
    fn what_is_no_date_stays_as_it_is() {
        assert_eq!(Date::written("soon".to_owned()).text, "soon");
    }
}
