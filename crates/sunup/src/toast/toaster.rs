//! [`Toaster`]: where toasts are shown.

use super::{Toasts, toast::Action};
use crate::effect;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{FocusEvent, HtmlElement};
use leptos::{ev, html, prelude::*};
use send_wrapper::SendWrapper;
use std::time::Duration;

/// How long a toast stays, in steps of [`STEP`], not counting the time it is looked at. Long
/// enough to read two lines slowly and to reach the button.
const STEPS: u32 = 20;

/// How often the toaster looks whether its toast is being looked at.
const STEP: Duration = Duration::from_millis(500);

/// Where toasts are shown: once in the site's root component, after everything else.
///
/// ```
/// use leptos::prelude::*;
/// use sunup::toast::{Toaster, Toasts};
///
/// #[component]
/// fn App() -> impl IntoView {
///     Toasts::provide();
///     view! {
///         <main>"What the page is about."</main>
///         <Toaster dismiss="Dismiss"/>
///     }
/// }
/// ```
///
/// **Pattern.** A live region (`role="status"`, polite), which is in the page from the start, as
/// screen readers ask for. It takes no focus.
///
/// **Time.** A toast goes away after ten seconds. The pointer over it or the focus in it stops the
/// clock, and so does a tab in the background (WCAG 2.2.1).
///
/// **Keyboard.** Escape takes the toast away, unless a dialog or a popover is open, to which the
/// key belongs. Its buttons are tab stops; when a toast goes away that has the focus, the focus
/// returns to where it came from.
#[component]
pub fn Toaster(
    /// What the button that takes a toast away is called: "Dismiss".
    #[prop(into)]
    dismiss: String,
) -> impl IntoView {
    let toasts = Toasts::current();
    let region = NodeRef::<html::Div>::new();
    // Wrapped by itself: the server stores none and may drop the store on any thread, which a
    // `StoredValue::new_local` does not allow.
    let came_from = StoredValue::new(None::<SendWrapper<HtmlElement>>);
    let go = move || {
        let had_focus = is(region, ":focus-within");
        toasts.dismiss();
        let before = came_from.try_update_value(Option::take).flatten();
        if let Some(before) = before.filter(|_| had_focus) {
            // An element that is gone leaves the focus to the browser.
            let _ = before.focus();
        }
    };
    let note_focus = move |event: FocusEvent| {
        let before = event.related_target();
        let before = before.and_then(|before| before.dyn_into::<HtmlElement>().ok());
        let region = region.get_untracked();
        if let Some((region, before)) = region.zip(before)
            && !region.contains(Some(&before))
        {
            came_from.set_value(Some(SendWrapper::new(before)));
        }
    };
    let escape = window_event_listener(ev::keydown, move |event| {
        let is_mine = event.key() == "Escape" && !event.default_prevented() && !is_covered();
        if is_mine && toasts.is_shown() {
            go();
        }
    });
    on_cleanup(move || escape.remove());
    effect(move || {
        let shown = toasts.shown();
        if shown.toast.is_some() {
            count_down(toasts, shown.number, STEPS, region);
        }
    });
    let toast = move || {
        let shown = toasts.shown().toast?;
        let action = shown.action.map(|Action { label, run }| {
            let press = move |_| {
                // First, because the action may show a toast of its own.
                go();
                run();
            };
            view! { <button type="button" class="toast-action" on:click=press>{label}</button> }
        });
        Some(view! {
            <div class="toast">
                <p>{shown.text}</p>
                {action}
                <button
                    type="button"
                    class="toast-dismiss"
                    aria-label=dismiss.clone()
                    on:click=move |_| go()
                ></button>
            </div>
        })
    };
    view! {
        <div
            class="toaster"
            role="status"
            aria-live="polite"
            node_ref=region
            on:focusin=note_focus
        >
            {toast}
        </div>
    }
}

/// Takes a toast away after so many steps, not counting those while it is looked at.
fn count_down(toasts: Toasts, number: u32, steps: u32, region: NodeRef<html::Div>) {
    let step = move || {
        if !toasts.is_shown_still(number) {
            return;
        }
        let is_looked_at = document().hidden() || is(region, ":hover, :focus-within");
        match steps - u32::from(!is_looked_at) {
            0 => toasts.dismiss(),
            steps => count_down(toasts, number, steps, region),
        }
    };
    set_timeout(step, STEP);
}

/// Whether the region is what a selector says.
fn is(region: NodeRef<html::Div>, selector: &str) -> bool {
    let region = region.get_untracked();
    region.is_some_and(|region| region.matches(selector).unwrap_or(false))
}

/// Whether something is open that Escape closes. A browser without popovers has none open.
fn is_covered() -> bool {
    let find = |selector| document().query_selector(selector).ok().flatten().is_some();
    find("dialog[open]") || find(":popover-open")
}
