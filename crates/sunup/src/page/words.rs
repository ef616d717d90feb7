//! [`Words`]: what this crate says to a visitor, in the site's words.

use leptos::prelude::*;

/// What this crate says to a visitor, in the site's words: typed messages, for example. Each is
/// asked for when it is shown, so that it is in the language of that moment.
///
/// ```
/// use sunup::page::{Words, provide_words};
/// # leptos::prelude::Owner::new().set();
/// provide_words(Words {
///     loading: || "Loading…".to_owned(),
///     ..Words::default()
/// });
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Words {
    /// In place of a page's data, while it is on its way.
    pub loading: fn() -> String,
    /// In place of a lazily loaded part, while its code is on its way.
    pub part_loading: fn() -> String,
    /// Above a lazily loaded part whose code did not come.
    pub part_failed: fn() -> String,
    /// On the button that fetches it again.
    pub retry: fn() -> String,
    /// In place of the button, while it is fetched again.
    pub retrying: fn() -> String,
}

/// Signs that need no language, for a site that provides no words.
impl Default for Words {
    fn default() -> Self {
        let waiting = || "…".to_owned();
        Self {
            loading: waiting,
            part_loading: waiting,
            part_failed: || "⚠".to_owned(),
            retry: || "↻".to_owned(),
            retrying: waiting,
        }
    }
}

impl Words {
    /// The site's words.
    pub(crate) fn current() -> Self {
        use_context().unwrap_or_default()
    }
}

/// Sets the words of the site. Called once, in the site's root component.
pub fn provide_words(words: Words) {
    provide_context(words);
}
