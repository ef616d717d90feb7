//! The SQL of a tag's page: one statement beside those of the list.

use super::TagPage;
use crate::{
    caching::names,
    entities::tag,
    listing::{Scope, listing},
    state::AppState,
    t,
};
use sea_orm::prelude::*;
use sunup::{
    PageError,
    page::{Policy, cache, tracked},
};

/// The tag and one page of its articles.
pub(super) async fn by_tag(tag: String, place: &str) -> Result<TagPage, PageError> {
    let state = AppState::current()?;
    cache(Policy::hours());
    let known = tag::Entity::find_by_id(&tag);
    let reader = state.database.reader();
    let known = tracked(names::tag(&tag), || known.one(reader))
        .await
        .map_err(PageError::failed)?
        .ok_or_else(|| PageError::not_found(t::tag::unknown()))?;
    Ok(TagPage {
        listing: listing(&Scope::Tag(tag), place).await?,
        tag: known.tag,
        articles: known.articles,
    })
}
