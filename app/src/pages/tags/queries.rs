//! The SQL of tags: one statement each.

use super::TagCount;
use crate::{caching::names, entities::tag, state::AppState};
use sea_orm::{QueryOrder, QuerySelect, prelude::*};
use sunup::{
    PageError,
    page::{Policy, cache, tracked},
};

/// As many as a sidebar shows.
const POPULAR: u64 = 16;

/// All tags by name.
pub(super) async fn all() -> Result<Vec<TagCount>, PageError> {
    counts(tag::Entity::find().order_by_asc(tag::Column::Tag)).await
}

/// The tags with the most articles, the most first.
pub(super) async fn popular() -> Result<Vec<TagCount>, PageError> {
    let popular = tag::Entity::find()
        .order_by_desc(tag::Column::Articles)
        .order_by_asc(tag::Column::Tag)
        .limit(POPULAR);
    counts(popular).await
}

async fn counts(tags: Select<tag::Entity>) -> Result<Vec<TagCount>, PageError> {
    let state = AppState::current()?;
    cache(Policy::hours());
    let reader = state.database.reader();
    let rows = tracked(names::TAGS, || tags.all(reader))
        .await
        .map_err(PageError::failed)?;
    let counts = rows.into_iter().map(|row| TagCount {
        tag: row.tag,
        articles: row.articles,
    });
    Ok(counts.collect())
}
