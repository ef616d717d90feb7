//! [`Shown`]: what others show of an article, and what decides in which lists it stands.

use crate::entities::{article, article_tag, author};
use sea_orm::{
    Condition, DatabaseTransaction, DbErr, EntityTrait, FromQueryResult, JoinType, QueryFilter,
    QueryOrder, QuerySelect, RelationTrait,
};
use std::collections::BTreeMap;

/// What others show of an article, and what decides in which lists it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Shown {
    pub(crate) title: String,
    pub(crate) description: String,
    pub(crate) reading_minutes: i32,
    /// ISO 8601.
    pub(crate) published_on: String,
    /// ISO 8601; where the article says that it was changed.
    pub(crate) updated_on: Option<String>,
    pub(crate) username: String,
    /// In the order of their author.
    pub(crate) tags: Vec<String>,
    pub(crate) series: Option<String>,
    pub(crate) series_part: Option<i32>,
}

#[derive(Debug, FromQueryResult)]
struct Row {
    id: i64,
    slug: String,
    title: String,
    description: String,
    reading_minutes: i32,
    published_on: String,
    updated_on: Option<String>,
    username: String,
    series: Option<String>,
    series_part: Option<i32>,
}

impl Shown {
    /// What is shown of the articles that fulfil `condition`, by slug: two statements.
    pub(crate) async fn of(
        change: &DatabaseTransaction,
        condition: Condition,
    ) -> Result<BTreeMap<String, Self>, DbErr> {
        use article::Column;
        let rows: Vec<Row> = article::Entity::find()
            .select_only()
            .columns([
                Column::Id,
                Column::Slug,
                Column::Title,
                Column::Description,
                Column::ReadingMinutes,
                Column::PublishedOn,
                Column::UpdatedOn,
                Column::Series,
                Column::SeriesPart,
            ])
            .column(author::Column::Username)
            .join(JoinType::InnerJoin, article::Relation::Author.def())
            .filter(condition.clone())
            .into_model()
            .all(change)
            .await?;
        if rows.is_empty() {
            return Ok(BTreeMap::new());
        }
        let tagged: Vec<(i64, String)> = article_tag::Entity::find()
            .select_only()
            .columns([article_tag::Column::ArticleId, article_tag::Column::Tag])
            .join(JoinType::InnerJoin, article_tag::Relation::Article.def())
            .filter(condition)
            .order_by_asc(article_tag::Column::Position)
            .into_tuple()
            .all(change)
            .await?;
        let mut tags: BTreeMap<i64, Vec<String>> = BTreeMap::new();
        for (article, tag) in tagged {
            tags.entry(article).or_default().push(tag);
        }
        let shown = rows.into_iter().map(|row| {
            let shown = Self {
                title: row.title,
                description: row.description,
                reading_minutes: row.reading_minutes,
                published_on: row.published_on,
                updated_on: row.updated_on,
                username: row.username,
                tags: tags.remove(&row.id).unwrap_or_default(),
                series: row.series,
                series_part: row.series_part,
            };
            (row.slug, shown)
        });
        Ok(shown.collect())
    }

    /// What a list shows of it.
    pub(super) fn card(&self) -> impl PartialEq {
        (
            &self.title,
            &self.description,
            self.reading_minutes,
            &self.published_on,
            &self.username,
            &self.tags,
        )
    }

    /// What the other parts of its series show of it; `None` for an article that stands alone.
    pub(super) fn part(&self) -> Option<impl PartialEq> {
        let series = self.series.as_ref()?;
        Some((series, self.series_part, &self.title))
    }

    /// `2026-11` of `2026-11-21`.
    pub(super) fn month(&self) -> &str {
        self.published_on.get(..7).unwrap_or(&self.published_on)
    }
}
