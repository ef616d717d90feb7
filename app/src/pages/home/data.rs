//! What both sides know of the front page.

use crate::listing::Listing;
use leptos::prelude::*;
use sunup::{PageError, page::Read};

/// All articles, newest first, from `place` on.
#[server(prefix = "/_fn", endpoint = "articles", protocol = Read)]
pub(crate) async fn articles(place: String) -> Result<Listing, PageError> {
    use crate::listing::{Scope, listing};
    listing(&Scope::All, &place).await
}
