//! [`PreferenceSwitch`]: chooses one word.

use super::Word;
use crate::page::{Still, still};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use reactive_stores::Store;

/// Chooses a preference: a group of buttons of which one is pressed. It stands inside the router.
///
/// **Pattern.** Toggle buttons (WAI-ARIA APG, *Button*) in a `<fieldset>`, which names the group.
/// The pressed one has `aria-pressed="true"`.
///
/// **Keyboard.** Each button is a tab stop; Enter and Space choose it. Radio buttons would take one
/// stop and choose by arrow keys, and then a form without JavaScript would need a button more.
///
/// **Without JavaScript**, and before hydration, a button submits `name`, its word and `back`, the
/// path of the page, to `action`.
#[component]
pub fn PreferenceSwitch<T, F>(
    /// Name of the preference, of its cookie and of the field.
    name: &'static str,
    /// What is chosen.
    #[prop(into)]
    label: String,
    /// The preference, from [`Plan::preference`](crate::state::Plan::preference).
    store: Store<T>,
    /// What a value is called.
    text: F,
    /// Address of the form.
    #[prop(default = "/preferences")]
    action: &'static str,
) -> impl IntoView
where
    T: Word,
    F: Fn(T) -> String + 'static,
{
    let choices = T::ALL.iter().map(|value| (value.word(), text(*value)));
    let chosen = Signal::derive(move || store.get().word());
    let choose = Callback::new(move |word: &'static str| {
        if let Some(value) = T::of(word) {
            store.set(value);
        }
    });
    switch(name, label, choices.collect(), chosen, choose, action)
}

/// The buttons. Not generic, so that the browser downloads them once.
fn switch(
    name: &'static str,
    label: String,
    choices: Vec<(&'static str, String)>,
    chosen: Signal<&'static str>,
    choose: Callback<&'static str>,
    action: &'static str,
) -> Still {
    let back = use_location().pathname;
    let button = move |(word, text): (&'static str, String)| {
        view! {
            <button
                type="submit"
                name=name
                value=word
                aria-pressed=move || if chosen.get() == word { "true" } else { "false" }
                on:click=move |event| {
                    event.prevent_default();
                    choose.run(word);
                }
            >
                {text}
            </button>
        }
    };
    still(view! {
        <form class="preference" data-preference=name method="post" action=action>
            <input type="hidden" name="back" value=move || back.get()/>
            <fieldset>
                <legend>{label}</legend>
                {choices.into_iter().map(button).collect_view()}
            </fieldset>
        </form>
    })
}
