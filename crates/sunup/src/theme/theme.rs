//! [`Theme`]: light, dark, or what the system says.

use super::side;
use crate::{
    preference::{Word, preferred},
    state::{self, Plan},
};
use reactive_stores::Store;

/// Light, dark, or what the system says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// What the visitor's system says.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl Theme {
    /// Name of the cookie, of the attribute and of the form's field.
    pub const NAME: &'static str = "theme";

    /// Provides the theme to everything below. Called once, in the site's root component.
    pub fn provide() -> Store<Self> {
        let plan = Plan::preference(Self::NAME).seed(Self::asked_for);
        let theme = plan.provide();
        side::follow(theme);
        theme
    }

    /// The theme in context.
    pub fn current() -> Store<Self> {
        state::current()
    }

    /// What the visitor's cookie asks for.
    pub fn asked_for() -> Self {
        preferred(Self::NAME)
    }

    /// When the colour of a scheme, `Light` or `Dark`, is that of the browser's own bars.
    pub(super) fn media(self, scheme: Self) -> &'static str {
        match (self, scheme) {
            (Self::System, Self::Dark) => "(prefers-color-scheme: dark)",
            (Self::System, _) => "(prefers-color-scheme: light)",
            (theme, scheme) if theme == scheme => "all",
            _ => "not all",
        }
    }
}

impl Word for Theme {
    const ALL: &'static [Self] = &[Self::System, Self::Light, Self::Dark];

    fn word(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg_attr(not(target_family = "wasm"), test)]
    #[cfg_attr(target_family = "wasm", wasm_bindgen_test::wasm_bindgen_test)]
    fn a_theme_has_one_of_three_words() {
        for theme in Theme::ALL {
            assert_eq!(Theme::of(theme.word()), Some(*theme));
        }
        for other in ["", "Dark", "dark ", "auto", "<script>"] {
            assert_eq!(Theme::of(other), None, "{other:?}");
        }
    }

    #[cfg_attr(not(target_family = "wasm"), test)]
    #[cfg_attr(target_family = "wasm", wasm_bindgen_test::wasm_bindgen_test)]
    fn one_colour_of_the_bars_holds_under_each_theme() {
        assert_eq!(Theme::Dark.media(Theme::Dark), "all");
        assert_eq!(Theme::Dark.media(Theme::Light), "not all");
        assert_ne!(
            Theme::System.media(Theme::Dark),
            Theme::System.media(Theme::Light)
        );
    }
}
