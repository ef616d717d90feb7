//! [`Channel`]: what the tabs of a site say about a store.

use leptos::wasm_bindgen::{JsCast, JsValue, closure::Closure};
use leptos::web_sys::{BroadcastChannel, MessageEvent};
use std::{cell::RefCell, rc::Rc};

/// The channel of one store. A browser without channels has one that says nothing.
pub(super) struct Channel {
    name: String,
    open: RefCell<Option<BroadcastChannel>>,
    hears: Closure<dyn Fn(MessageEvent)>,
}

impl Channel {
    /// Opens the channel; `hears` gets what other tabs say, and nothing that this one says.
    pub(super) fn open(store: &str, hears: impl Fn(String) + 'static) -> Rc<Self> {
        let channel = Rc::new(Self {
            name: ["sunup-", store].concat(),
            open: RefCell::default(),
            hears: Closure::new(move |message: MessageEvent| {
                if let Some(text) = message.data().as_string() {
                    hears(text);
                }
            }),
        });
        channel.reopen();
        channel
    }

    /// Opens the channel unless it is open.
    pub(super) fn reopen(&self) {
        let mut open = self.open.borrow_mut();
        if open.is_none() {
            *open = BroadcastChannel::new(&self.name).ok();
            if let Some(channel) = &*open {
                channel.set_onmessage(Some(self.hears.as_ref().unchecked_ref()));
            }
        }
    }

    pub(super) fn close(&self) {
        if let Some(channel) = self.open.take() {
            channel.close();
        }
    }

    pub(super) fn post(&self, text: &str) {
        if let Some(channel) = &*self.open.borrow() {
            // A message that does not go out leaves other tabs as they are until they reload.
            let _ = channel.post_message(&JsValue::from_str(text));
        }
    }
}
