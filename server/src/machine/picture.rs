//! Pictures of links, drawn when they are asked for the first time.

use super::{
    Machines,
    reply::{Asking, Name, policy, reply},
};
use app::syndication::{Card, SyndicationError};
use axum::{body::Bytes, extract::State, response::Response};
use std::{
    collections::VecDeque,
    sync::{Mutex, PoisonError},
};
use tokio::sync::Semaphore;

/// `/social.png`
pub(super) async fn site(State(machines): State<Machines>, asking: Asking) -> Response {
    let picture = machines.pictures.of(machines.publication.card()).await;
    asking.or_error(&machines, picture.map(png))
}

/// `/social/{slug}.png`
pub(super) async fn article(
    State(machines): State<Machines>,
    asking: Asking,
    name: Name,
) -> Response {
    let Some(slug) = name.without(".png") else {
        return asking.missing(&machines);
    };
    let card = match machines.publication.article_card(slug).await {
        Ok(Some(card)) => card,
        Ok(None) => return asking.missing(&machines),
        Err(error) => return asking.or_error(&machines, Err(error)),
    };
    let picture = machines.pictures.of(card).await;
    asking.or_error(&machines, picture.map(png))
}

fn png(picture: Bytes) -> Response {
    reply("image/png", policy::PICTURE, picture)
}

/// Pictures that were drawn, the last ones asked for at the end.
#[derive(Debug)]
pub(super) struct Pictures {
    drawn: Mutex<VecDeque<(Card, Bytes)>>,
    /// Drawing takes a processor for itself: one at a time, and the others go on serving pages.
    easel: Semaphore,
}

/// Pictures that are kept: some ten megabytes.
const KEPT: usize = 200;

impl Default for Pictures {
    fn default() -> Self {
        Self {
            drawn: Mutex::default(),
            easel: Semaphore::new(1),
        }
    }
}

impl Pictures {
    /// The picture of a card. A card is what it shows, so that a changed title is another one.
    async fn of(&self, card: Card) -> Result<Bytes, SyndicationError> {
        if let Some(picture) = self.kept(&card) {
            return Ok(picture);
        }
        // The semaphore is never closed; without a place the picture would be drawn all the same.
        let _place = self.easel.acquire().await;
        if let Some(picture) = self.kept(&card) {
            return Ok(picture);
        }
        let drawing = card.clone();
        let drawn = tokio::task::spawn_blocking(move || drawing.png()).await;
        let picture = Bytes::from(drawn.map_err(SyndicationError::drawing)??);
        let mut kept = self.drawn.lock().unwrap_or_else(PoisonError::into_inner);
        kept.push_back((card, picture.clone()));
        if kept.len() > KEPT {
            kept.pop_front();
        }
        Ok(picture)
    }

    fn kept(&self, card: &Card) -> Option<Bytes> {
        let mut drawn = self.drawn.lock().unwrap_or_else(PoisonError::into_inner);
        let place = drawn.iter().position(|(kept, _)| kept == card)?;
        let found = drawn.remove(place)?;
        let picture = found.1.clone();
        drawn.push_back(found);
        Some(picture)
    }
}
