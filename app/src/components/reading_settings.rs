//! How the reader wants the site to look.

use crate::{reader::TextSize, t};
use leptos::prelude::*;
use sunup::{preference::PreferenceSwitch, state, theme::ThemeSwitch};

/// Theme and size of the text, behind a button. The browser opens and closes the popover by itself,
/// also by Escape and by a click elsewhere, and without JavaScript.
#[component]
pub(crate) fn ReadingSettings() -> impl IntoView {
    let size = state::current::<TextSize>();
    let text = |size| match size {
        TextSize::Small => t::reader::text_small(),
        TextSize::Medium => t::reader::text_medium(),
        TextSize::Large => t::reader::text_large(),
        TextSize::Largest => t::reader::text_largest(),
    };
    view! {
        <button
            type="button"
            class="settings-button"
            popovertarget="reading-settings"
            aria-label=t::reader::settings()
        ></button>
        <div id="reading-settings" class="reading-settings" popover="auto">
            <ThemeSwitch
                label=t::reader::theme()
                system=t::reader::theme_system()
                light=t::reader::theme_light()
                dark=t::reader::theme_dark()
            />
            <PreferenceSwitch name=TextSize::NAME label=t::reader::text() store=size text/>
        </div>
    }
}
