//! Pictures of links, drawn when they are asked for the first time.

use super::{
    Machines,
    reply::{Asking, Name, reply},
};
use app::syndication::{Card, SyndicationError};
use axum::{body::Bytes, extract::State, response::Response};
use sunup::page::{Policy, cache};
use tokio::sync::Semaphore;

/// Whoever shows a picture beside a link need not look every time whether the title has changed.
const POLICY: Policy = Policy::days().browser_max_age(3600);

/// `/social.png`
pub(super) async fn site(State(machines): State<Machines>, asking: Asking) -> Response {
    cache(POLICY);
    let picture = machines.pictures.draw(machines.publication.card()).await;
    asking.or_error(&machines, picture.map(png))
}

/// `/social/{slug}.png`
pub(super) async fn article(
    State(machines): State<Machines>,
    asking: Asking,
    name: Name,
) -> Response {
    let card = match name.without(".png") {
        Some(slug) => machines.publication.article_card(slug).await,
        None => Ok(None),
    };
    let card = match card {
        Ok(Some(card)) => card,
        Ok(None) => {
            // It may be written in a minute, and then every browser is to ask.
            cache(Policy::days());
            return asking.missing(&machines);
        }
        Err(error) => return asking.or_error(&machines, Err(error)),
    };
    cache(POLICY);
    let picture = machines.pictures.draw(card).await;
    asking.or_error(&machines, picture.map(png))
}

fn png(picture: Bytes) -> Response {
    reply("image/png", picture)
}

/// Draws pictures; the page cache keeps them.
#[derive(Debug)]
pub(super) struct Pictures {
    /// Drawing takes a processor for itself: one at a time, and the others go on serving pages.
    easel: Semaphore,
}

impl Default for Pictures {
    fn default() -> Self {
        Self {
            easel: Semaphore::new(1),
        }
    }
}

impl Pictures {
    async fn draw(&self, card: Card) -> Result<Bytes, SyndicationError> {
        // The semaphore is never closed; without a place the picture would be drawn all the same.
        let _place = self.easel.acquire().await;
        let drawn = tokio::task::spawn_blocking(move || card.png()).await;
        Ok(Bytes::from(drawn.map_err(SyndicationError::drawing)??))
    }
}
