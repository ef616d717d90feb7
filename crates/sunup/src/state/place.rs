//! [`Place`]: where a store is kept.

/// Where a store is kept while no page of the site is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The browser's local storage: until somebody clears it.
    Local,
    /// The tab's session storage: as long as the tab.
    Session,
    /// The entry of the session's history: Back shows what was there, and a page that is opened
    /// anew begins with the first value. Good for a store that a page provides for itself.
    Entry,
    /// A cookie of one word; [`Plan::preference`](super::Plan::preference) chooses it.
    #[doc(hidden)]
    Cookie,
}
