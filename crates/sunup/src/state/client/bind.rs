//! Binds a store to what keeps it, for as long as the component lives that provided it.

use super::{channel::Channel, entry, live::Live};
use crate::effect::effect;
use crate::hydrate::turns;
use crate::state::{Place, binding::Binding};
use leptos::{ev, prelude::*};
use send_wrapper::SendWrapper;
use std::{mem::replace, rc::Rc};

/// Binds a store. A store that is neither kept nor shared needs nothing.
pub(in crate::state) fn bind(binding: impl FnOnce() -> Binding) {
    let binding = binding();
    if binding.place.is_none() && !binding.tabs {
        return;
    }
    let (place, tabs) = (binding.place, binding.tabs);
    let live = Rc::new(Live::new(binding));
    // While the page is being hydrated its first view has to be the server's.
    let hydrating = Owner::current_shared_context().is_some_and(|page| page.during_hydration());
    if !hydrating {
        live.restore();
    }
    let following = Rc::clone(&live);
    let mut waits = hydrating;
    effect(move || {
        if replace(&mut waits, false) {
            following.restore();
        }
        following.changed();
    });
    if place == Some(Place::Entry) {
        entry::follow(Rc::clone(&live));
    }
    if tabs {
        // What another tab says while the page is being hydrated would be in the store, and not
        // in a view that is the server's.
        turns::afterwards(move || share(live));
    }
}

/// Keeps a store in step with the other tabs.
///
/// A page that goes into the back-forward cache closes its channel, or it would not be let in, and
/// catches up from what is kept when it comes back.
fn share(live: Rc<Live>) {
    let hears = Rc::clone(&live);
    let channel = Channel::open(live.name(), move |text| hears.heard(&text));
    live.tell(Rc::clone(&channel));
    let leaving = SendWrapper::new(Rc::clone(&channel));
    let hide = window_event_listener(ev::pagehide, move |_| leaving.close());
    let coming = SendWrapper::new((Rc::clone(&channel), live));
    let show = window_event_listener(ev::pageshow, move |_| {
        let (channel, live) = &*coming;
        channel.reopen();
        live.restore();
    });
    let channel = SendWrapper::new(channel);
    on_cleanup(move || {
        hide.remove();
        show.remove();
        channel.close();
    });
}
