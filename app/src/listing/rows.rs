//! Articles as lists read them: without their texts.

use super::{Date, Summary, Writer};
use crate::entities::{article, article_tag, author};
use sea_orm::{
    DatabaseConnection, DbErr, FromQueryResult, JoinType, QueryOrder, QuerySelect, RelationTrait,
    Select, prelude::*,
};
use std::collections::HashMap;

/// An article and its author, as a list reads them.
#[derive(Clone, Debug, FromQueryResult)]
pub(crate) struct Row {
    pub(crate) id: i64,
    pub(crate) slug: String,
    pub(crate) title: String,
    pub(crate) description: String,
    pub(crate) published_on: String,
    pub(crate) reading_minutes: i32,
    pub(crate) username: String,
    pub(crate) name: String,
}

/// Selects [`Row`]s.
pub(crate) fn select() -> Select<article::Entity> {
    use article::Column;
    article::Entity::find()
        .select_only()
        .columns([
            Column::Id,
            Column::Slug,
            Column::Title,
            Column::Description,
            Column::PublishedOn,
            Column::ReadingMinutes,
        ])
        .columns([author::Column::Username, author::Column::Name])
        .join(JoinType::InnerJoin, article::Relation::Author.def())
}

/// Adds the tags, with one statement for all.
pub(crate) async fn with_tags(
    reader: &DatabaseConnection,
    rows: Vec<Row>,
) -> Result<Vec<Summary>, DbErr> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let ids = rows.iter().map(|row| row.id);
    let tagged = article_tag::Entity::find()
        .filter(article_tag::Column::ArticleId.is_in(ids))
        .order_by_asc(article_tag::Column::Position)
        .all(reader)
        .await?;
    let mut tags: HashMap<i64, Vec<String>> = HashMap::new();
    for row in tagged {
        tags.entry(row.article_id).or_default().push(row.tag);
    }
    let summaries = rows.into_iter().map(|row| {
        let tags = tags.remove(&row.id).unwrap_or_default();
        row.summary(tags)
    });
    Ok(summaries.collect())
}

impl Row {
    /// The article as a list shows it.
    pub(crate) fn summary(self, tags: Vec<String>) -> Summary {
        Summary {
            slug: self.slug,
            title: self.title,
            description: self.description,
            author: Writer {
                username: self.username,
                name: self.name,
            },
            published: Date::written(self.published_on),
            reading_minutes: self.reading_minutes,
            tags,
        }
    }
}
