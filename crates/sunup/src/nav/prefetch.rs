//! Fetches what the page behind a link needs before the link is clicked.
//!
//! One set of listeners serves every link of the page, those in the text of an article as well.

use super::{browser::get, routes};
use leptos::{
    ev,
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys::{Element, Event, HtmlAnchorElement},
};
use leptos_router::location::{BrowserUrl, LocationProvider};
use send_wrapper::SendWrapper;
use std::{cell::RefCell, rc::Rc, time::Duration};

/// A pointer that only passes over a link is on it for less than this.
const DELAY: Duration = Duration::from_millis(65);

/// Follows the pointer, the finger and the focus from link to link.
pub(super) fn follow_links() {
    let resting = SendWrapper::new(Rc::<Resting>::default());
    let (on_pointer, on_focus) = (resting.clone(), resting.clone());
    let listeners = [
        window_event_listener(ev::pointerover, move |event| on_pointer.rest(&event)),
        window_event_listener(ev::focusin, move |event| on_focus.rest(&event)),
        // A finger on a link is about to click it, which need not wait for this.
        window_event_listener(ev::touchstart, |event| {
            if let Some(link) = link_of(&event) {
                set_timeout(move || fetch(&link), Duration::ZERO);
            }
        }),
    ];
    on_cleanup(move || {
        for listener in listeners {
            listener.remove();
        }
    });
}

/// The link that the pointer or the focus rests on, and the timer that waits for it to stay.
#[derive(Default)]
struct Resting(RefCell<Option<(HtmlAnchorElement, Option<TimeoutHandle>)>>);

impl Resting {
    fn rest(&self, event: &Event) {
        let link = link_of(event);
        let mut resting = self.0.borrow_mut();
        if resting.as_ref().map(|(link, _)| link) == link.as_ref() {
            return;
        }
        if let Some((_, Some(timer))) = resting.take() {
            timer.clear();
        }
        *resting = link.map(|link| {
            let later = SendWrapper::new(link.clone());
            let timer = set_timeout_with_handle(move || fetch(&later), DELAY);
            (link, timer.ok())
        });
    }
}

/// The link an event is about, when the router would follow it.
pub(super) fn link_of(event: &Event) -> Option<HtmlAnchorElement> {
    let element: Element = event.target()?.dyn_into().ok()?;
    let link = element.closest("a[href]:not([target], [download], [rel~=external])");
    link.ok().flatten()?.dyn_into().ok()
}

fn fetch(link: &HtmlAnchorElement) {
    let here = window().location().origin();
    if let Ok(url) = BrowserUrl::parse(&link.href())
        && here.is_ok_and(|here| here == url.origin())
        && !wants_little_data()
    {
        routes::prefetch(&url);
    }
}

/// Whether the visitor asked for little data (Save-Data), or the network has none to spare.
/// Browsers without the interface do not say.
fn wants_little_data() -> bool {
    let connection = get(window().navigator().as_ref(), "connection");
    let kind = get(&connection, "effectiveType").as_string();
    get(&connection, "saveData").is_truthy() || kind.is_some_and(|kind| kind.ends_with("2g"))
}
