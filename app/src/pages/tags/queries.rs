//! The SQL of tags: one statement each, read once for all pages that show it.

use super::TagCount;
use crate::{caching::names, database::Database, entities::tag, state::AppState};
use sea_orm::{QueryOrder, QuerySelect, prelude::*};
use sunup::{
    PageError,
    cache::data,
    page::{Policy, cache},
};

/// As many as a sidebar shows.
const POPULAR: u64 = 16;

/// All tags by name.
pub(super) async fn all() -> Result<Vec<TagCount>, PageError> {
    let all = || tag::Entity::find().order_by_asc(tag::Column::Tag);
    counts("tags:all", all).await
}

/// The tags with the most articles, the most first: beside every list.
pub(super) async fn popular() -> Result<Vec<TagCount>, PageError> {
    let popular = || {
        tag::Entity::find()
            .order_by_desc(tag::Column::Articles)
            .order_by_asc(tag::Column::Tag)
            .limit(POPULAR)
    };
    counts("tags:popular", popular).await
}

async fn counts(name: &str, tags: fn() -> Select<tag::Entity>) -> Result<Vec<TagCount>, PageError> {
    let AppState { database, .. } = AppState::current()?;
    cache(Policy::hours());
    let counts = data(name, Policy::hours().tag(names::TAGS));
    counts.read(move || read(database.clone(), tags())).await
}

async fn read(database: Database, tags: Select<tag::Entity>) -> Result<Vec<TagCount>, PageError> {
    let rows = tags.all(database.reader()).await;
    let rows = rows.map_err(PageError::failed)?;
    let counts = rows.into_iter().map(|row| TagCount {
        tag: row.tag,
        articles: row.articles,
    });
    Ok(counts.collect())
}
