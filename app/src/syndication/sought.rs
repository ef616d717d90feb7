//! The pages that most visitors come for.

use super::{Publication, SyndicationError, address::segment};
use crate::entities::{article, tag};
use sea_orm::{QueryOrder, QuerySelect, prelude::*};

/// Tags whose pages are named at most.
const TAGS: u64 = 1_000;

impl Publication {
    /// Paths of the pages of the `newest` articles and of all tags, the newest first. They are there
    /// to be rendered before anybody asks.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn sought(&self, newest: u64) -> Result<Vec<String>, SyndicationError> {
        let slugs: Vec<String> = article::Entity::find()
            .select_only()
            .column(article::Column::Slug)
            .order_by_desc(article::Column::PublishedOn)
            .order_by_desc(article::Column::Slug)
            .limit(newest)
            .into_tuple()
            .all(self.reader())
            .await?;
        let tags: Vec<String> = tag::Entity::find()
            .select_only()
            .column(tag::Column::Tag)
            .order_by_asc(tag::Column::Tag)
            .limit(TAGS)
            .into_tuple()
            .all(self.reader())
            .await?;
        let articles = slugs
            .iter()
            .map(|slug| format!("/article/{}", segment(slug)));
        let tags = tags.iter().map(|tag| format!("/tag/{}", segment(tag)));
        Ok(articles.chain(tags).collect())
    }
}
