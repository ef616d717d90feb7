//! [`ThemeSwitch`]: chooses the theme.

use super::Theme;
use crate::preference::PreferenceSwitch;
use leptos::prelude::*;

/// Chooses the theme: three buttons of which one is pressed.
///
/// Pattern, keyboard and what happens without JavaScript are those of [`PreferenceSwitch`]. With
/// JavaScript the theme changes at once, here and in the site's other tabs.
#[component]
pub fn ThemeSwitch(
    /// What is chosen: "Theme".
    #[prop(into)]
    label: String,
    /// What [`Theme::System`] is called.
    #[prop(into)]
    system: String,
    /// What [`Theme::Light`] is called.
    #[prop(into)]
    light: String,
    /// What [`Theme::Dark`] is called.
    #[prop(into)]
    dark: String,
) -> impl IntoView {
    let text = move |theme| match theme {
        Theme::System => system.clone(),
        Theme::Light => light.clone(),
        Theme::Dark => dark.clone(),
    };
    view! { <PreferenceSwitch name=Theme::NAME label store=Theme::current() text/> }
}
