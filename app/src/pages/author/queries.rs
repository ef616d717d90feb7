//! The SQL of an author's page: one statement beside those of the list.

use super::AuthorPage;
use crate::{
    caching::names,
    entities::author,
    listing::{Scope, listing},
    state::AppState,
    t,
};
use sea_orm::prelude::*;
use sunup::{
    PageError,
    page::{Html, Policy, cache, tag, tracked},
};

/// The author and one page of their articles.
pub(super) async fn by_username(username: &str, place: &str) -> Result<AuthorPage, PageError> {
    let state = AppState::current()?;
    cache(Policy::hours());
    let author = author::Entity::find().filter(author::Column::Username.eq(username));
    let reader = state.database.reader();
    tag(names::by(username));
    let author = tracked(names::author(username), || author.one(reader))
        .await
        .map_err(PageError::failed)?
        .ok_or_else(|| PageError::not_found(t::author::unknown()))?;
    Ok(AuthorPage {
        listing: listing(&Scope::Author(author.id), place).await?,
        username: author.username,
        name: author.name,
        image: author.image,
        bio: Html::new(author.bio_html),
    })
}
