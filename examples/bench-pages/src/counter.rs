//! [`Counter`]: what shows that a page is hydrated.

use leptos::prelude::*;

/// A button that counts its clicks.
#[component]
pub fn Counter() -> impl IntoView {
    let count = RwSignal::new(0);
    view! {
        <button type="button" on:click=move |_| count.update(|count| *count += 1)>
            "Clicks: " {count}
        </button>
    }
}
