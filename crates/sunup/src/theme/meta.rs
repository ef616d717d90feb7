//! [`ThemeMeta`]: what browsers want to know of the theme before there is a stylesheet.

use super::Theme;
use crate::preference::Word;
use leptos::{attr::custom::custom_attribute, prelude::*};

/// `color-scheme`, for the canvas before the stylesheet, and `theme-color`, for the browser's own
/// bars. It stands in the document's `<head>`.
#[component]
pub fn ThemeMeta(
    /// Colour of the bars in the light scheme.
    light: &'static str,
    /// Colour of the bars in the dark scheme.
    dark: &'static str,
) -> impl IntoView {
    let theme = Theme::asked_for();
    let schemes = match theme {
        Theme::System => "light dark",
        theme => theme.word(),
    };
    let bars = [(Theme::Light, light), (Theme::Dark, dark)].map(|(scheme, colour)| {
        view! {
            <meta
                name="theme-color"
                content=colour
                data-scheme=scheme.word()
                {..custom_attribute("media", theme.media(scheme))}
            />
        }
    });
    view! {
        <meta name="color-scheme" content=schemes/>
        {bars}
    }
}
