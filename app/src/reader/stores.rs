//! The stores of the reader, provided once.

use super::{Progress, ReadingList, TextSize};
use sunup::{
    state::{Place, Plan},
    theme::Theme,
    toast::Toasts,
};

/// Provides what the browser remembers of its reader to every page.
pub(crate) fn provide_stores() {
    Theme::provide();
    Plan::<TextSize>::preference(TextSize::NAME).provide();
    Plan::new("reading-list", ReadingList::default())
        .keep(Place::Local)
        .tabs()
        .provide();
    Plan::new("progress", Progress::default())
        .keep(Place::Local)
        .tabs()
        .provide();
    Toasts::provide();
}
