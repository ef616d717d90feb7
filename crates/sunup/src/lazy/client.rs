//! The browser's half: fetches the chunk and puts the part into its place.
//!
//! The place is an element whose content Leptos does not walk. What the server rendered there
//! stays visible until the chunk has come, and is then replaced: hydrating it later would number
//! its resources differently from the server, and a chunk that never comes has to leave the rest
//! of the page alive.

use super::{Lazy, LazyError, form_values::FormValues, retry};
use crate::nav::entry;
use crate::page::{Words, collect_part, is_collecting};
use leptos::{
    html,
    prelude::*,
    reactive::computed::ScopedFuture,
    tachys::view::{Mountable, Render},
    task::spawn_local,
    web_sys::HtmlElement,
};
use send_wrapper::SendWrapper;
use std::{cell::RefCell, rc::Rc};

/// Shows a lazily loaded part.
#[component]
pub fn LazyPart(
    /// The part, declared with [`lazy!`](crate::lazy!).
    part: &'static Lazy,
) -> impl IntoView {
    if is_collecting() {
        collect_part(part);
    }
    let place = NodeRef::<html::Div>::new();
    let slot = Slot::new(part);
    place.on_load(move |element| slot.fill(element.into()));
    view! { <div class="lazy" data-lazy=part.name() node_ref=place inner_html=""></div> }
}

/// The element of a part, and what is mounted there.
#[derive(Clone)]
struct Slot {
    part: &'static Lazy,
    owner: Owner,
    words: Words,
    mounted: Rc<RefCell<Option<Box<dyn Mountable>>>>,
}

impl Slot {
    /// A slot that empties itself when the component goes away. Views on their way stay out.
    fn new(part: &'static Lazy) -> SendWrapper<Self> {
        let owner = Owner::current().unwrap_or_default();
        let mounted = Rc::default();
        let slot = SendWrapper::new(Self {
            part,
            owner: owner.child(),
            words: Words::current(),
            mounted,
        });
        let cleaned = slot.clone();
        on_cleanup(move || {
            cleaned.unmount();
        });
        slot
    }

    /// Fetches the chunk; shows the part, or the message with its retry button.
    fn fill(&self, place: HtmlElement) {
        let slot = self.clone();
        if place.child_element_count() == 0 {
            let said = (slot.words.part_loading)();
            slot.show(&place, || {
                view! { <p class="lazy-loading" aria-busy="true">{said}</p> }
            });
        }
        spawn_local(async move {
            let fetched = retry::with_backoff(|| slot.part.preload()).await;
            if !place.is_connected() {
                return;
            }
            let view = match fetched {
                // The view is built when its code is there, which is in the future: the owner has to
                // be with it then, or the part finds no context.
                Ok(()) => {
                    let view = slot
                        .owner
                        .with(|| ScopedFuture::new_untracked(slot.part.view()));
                    view.await
                }
                Err(error) => Err(error),
            };
            match view {
                Ok(view) => {
                    let typed = FormValues::of(&place);
                    slot.show(&place, || view);
                    entry::part_arrived();
                    typed.restore(&place);
                }
                Err(LazyError) => slot.show_failure(&place),
            }
        });
    }

    fn show_failure(&self, place: &HtmlElement) {
        let slot = SendWrapper::new(self.clone());
        let target = SendWrapper::new(place.clone());
        let words = self.words;
        let message = move || {
            let retry = move |_| slot.retry(&target);
            view! {
                <div class="lazy-failed" role="alert">
                    <p>{(words.part_failed)()}</p>
                    <button type="button" on:click=retry>{(words.retry)()}</button>
                </div>
            }
        };
        // What the server rendered stays below the message: it can still be read and copied.
        self.unmount();
        self.mount(place, message);
    }

    /// Fetches again, and says so: it may take seconds.
    fn retry(&self, place: &HtmlElement) {
        self.unmount();
        let said = (self.words.retrying)();
        self.mount(place, || {
            view! { <p class="lazy-loading" role="status" aria-busy="true">{said}</p> }
        });
        self.fill(place.clone());
    }

    /// Replaces what is in the place.
    fn show<V: IntoView + 'static>(&self, place: &HtmlElement, view: impl FnOnce() -> V) {
        self.unmount();
        place.set_inner_html("");
        self.mount(place, view);
    }

    fn unmount(&self) {
        if let Some(mut previous) = self.mounted.borrow_mut().take() {
            previous.unmount();
        }
    }

    /// Builds a view and puts it first in the place.
    fn mount<V: IntoView + 'static>(&self, place: &HtmlElement, view: impl FnOnce() -> V) {
        let mut state = self.owner.with(|| view().into_view().build());
        state.mount(place, place.first_child().as_ref());
        *self.mounted.borrow_mut() = Some(Box::new(state));
    }
}
