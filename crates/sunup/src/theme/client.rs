//! The browser's half: the colour of the browser's own bars follows the theme.

use super::Theme;
use crate::effect::effect;
use crate::preference::Word;
use leptos::prelude::*;
use reactive_stores::Store;

/// Follows the theme. The stylesheet does the rest by itself.
pub(super) fn follow(theme: Store<Theme>) {
    effect(move || {
        let theme = theme.get();
        for scheme in [Theme::Light, Theme::Dark] {
            let selector = ["meta[name=theme-color][data-scheme=", scheme.word(), "]"].concat();
            if let Ok(Some(meta)) = document().query_selector(&selector) {
                // The name is valid, which is the only condition.
                let _ = meta.set_attribute("media", theme.media(scheme));
            }
        }
    });
}
