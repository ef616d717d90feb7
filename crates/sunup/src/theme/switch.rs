//! [`ThemeSwitch`]: chooses the theme.

use super::Theme;
use crate::preference::PreferenceSwitch;
use leptos::prelude::*;

/// Chooses the theme: three buttons of which one is pressed.
///
/// ```
/// use leptos::prelude::*;
/// use sunup::theme::ThemeSwitch;
///
/// #[component]
/// fn Settings() -> impl IntoView {
///     view! { <ThemeSwitch label="Theme" system="As the system" light="Light" dark="Dark"/> }
/// }
/// ```
/// The theme changes at once, here and in the site's other tabs. It is provided by
/// [`Theme::provide`], and the switch stands inside the router.
///
/// **Pattern.** Toggle buttons (WAI-ARIA APG, *Button*) in a `<fieldset>` that names the group, as
/// in every [`PreferenceSwitch`]. The pressed one has `aria-pressed="true"`; the labels stay what
/// they are.
///
/// **Keyboard.** Each of the three is a tab stop; Enter and Space choose it, and the focus stays.
///
/// **Without JavaScript** a button submits its word to `/preferences`, which sets the cookie and
/// sends the visitor back.
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
