//! What pages and their data call.

use super::{CacheSlot, Stated};
use crate::page::Policy;
use std::{fmt::Display, future::Future};

/// States how long the page, or the answer of a server function, may be kept. Of several
/// statements the strictest counts.
pub fn cache(policy: Policy) {
    CacheSlot::with_current(|stated| stated.policy(policy));
}

/// Names what the page shows, so that a purge of the name reaches it: `article:how-to`. Where the
/// name is known before it is read, use [`tracked`].
pub fn tag(name: impl Display) {
    CacheSlot::with_current(|stated| stated.tag(name.to_string()));
}

/// Reads something that the page shows, and notes its name before: what is purged while it is read
/// is purged with the page, and what is not there yet, by whoever creates it.
pub async fn tracked<F: Future>(name: impl Display, read: impl FnOnce() -> F) -> F::Output {
    tag(name);
    read().await
}

/// Notes that the page shows what has this policy: its tags are the page's, and the page is kept no
/// longer, if it is kept at all.
pub(crate) fn shows(policy: Policy) {
    CacheSlot::with_current(|stated| stated.at_most(policy));
}

/// Notes that the page depends on a cookie, for caches that do not know which.
pub(crate) fn varies_by_cookie() {
    CacheSlot::with_current(Stated::varies_by_cookie);
}

/// Notes that a part of the page could not be made, so that no cache keeps it.
pub(crate) fn failed() {
    CacheSlot::with_current(Stated::fail);
}

/// Makes something that is no page, such as a feed, and brings what was [stated](cache) meanwhile.
pub async fn stating<F: Future>(make: F) -> (F::Output, Stated) {
    let slot = CacheSlot::default();
    let made = slot.around(make).await;
    (made, slot.take())
}
