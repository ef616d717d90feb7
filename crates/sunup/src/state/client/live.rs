//! [`Live`]: a store in the browser, its type left out.

use super::{channel::Channel, cookie, entry::Entry, inspection, storage};
use crate::state::{Place, binding::Binding, record::Record};
use leptos::prelude::untrack;
use std::{cell::RefCell, rc::Rc};

/// A store in the browser, and the record of what it holds.
pub(super) struct Live {
    binding: Binding,
    /// What the store holds, as far as it was kept or told. What the store turns out to hold
    /// besides was written by this tab.
    last: RefCell<Record>,
    channel: RefCell<Option<Rc<Channel>>>,
    pub(super) entry: Entry,
}

impl Live {
    pub(super) fn new(binding: Binding) -> Self {
        let first = Record {
            version: binding.version,
            stamp: 0,
            body: untrack(&binding.write),
        };
        Self {
            entry: Entry::new(first.body.clone()),
            last: RefCell::new(first),
            channel: RefCell::default(),
            binding,
        }
    }

    pub(super) fn name(&self) -> &'static str {
        self.binding.name
    }

    /// Tells what changes here from now on to other tabs.
    pub(super) fn tell(&self, channel: Rc<Channel>) {
        *self.channel.borrow_mut() = Some(channel);
    }

    /// Takes over what is kept, if it is newer than what the store holds.
    pub(super) fn restore(&self) {
        let name = self.name();
        match self.binding.place {
            None => {}
            Some(Place::Cookie) => {
                // A cookie has no room for a stamp; it is what the last tab wrote.
                if let Some(body) = cookie::find(name).filter(|body| *body != self.body()) {
                    let stamp = self.last.borrow().stamp;
                    let version = self.binding.version;
                    self.take(
                        Record {
                            version,
                            stamp,
                            body,
                        },
                        "the cookie",
                    );
                }
            }
            Some(Place::Entry) => self.return_to_entry(),
            Some(place) => {
                if let Some(text) = storage::find(place, name) {
                    self.offer(&text, "the storage");
                }
            }
        }
    }

    /// Another tab says what it wrote.
    pub(super) fn heard(&self, text: &str) {
        if self.offer(text, "another tab") {
            // Two tabs that wrote at the same moment may have kept their values in the other
            // order than the one that holds.
            self.keep();
        }
    }

    /// Keeps and tells what the store holds now, when this tab changed it. Tracked.
    pub(super) fn changed(&self) {
        let body = (self.binding.write)();
        if body == self.body() {
            return;
        }
        let stamp = self.last.borrow().stamp;
        *self.last.borrow_mut() = Record {
            version: self.binding.version,
            // Later than anything seen, whatever the clock says.
            stamp: (js_sys::Date::now() as u64).max(stamp + 1),
            body,
        };
        self.mirror();
        self.keep();
        if let Some(channel) = &*self.channel.borrow() {
            channel.post(&self.last.borrow().write(self.name()));
        }
    }

    /// Gives the store the value of the entry that is shown now.
    pub(super) fn return_to_entry(&self) {
        let record = match self.entry.kept(self.name()) {
            Some(text) => Record::read(self.name(), &text),
            None => Some(Record {
                version: self.binding.version,
                stamp: 0,
                body: self.entry.first().to_owned(),
            }),
        };
        match record {
            Some(record) if record.body == self.body() => {}
            Some(record) => self.take(record, "the history entry"),
            None => {
                inspection::complain(self.name(), "the history entry", "is damaged, and ignored")
            }
        }
    }

    fn body(&self) -> String {
        self.last.borrow().body.clone()
    }

    /// Takes a record over when it holds against what is here. Says whether it did.
    fn offer(&self, text: &str, source: &'static str) -> bool {
        let Some(record) = Record::read(self.name(), text) else {
            inspection::complain(
                self.name(),
                source,
                "is damaged or somebody else's, and ignored",
            );
            return false;
        };
        let overrules = record.overrules(&self.last.borrow());
        if overrules {
            self.take(record, source);
        }
        overrules
    }

    fn take(&self, record: Record, source: &'static str) {
        inspection::comes_from(self.name(), source);
        if (self.binding.read)(record.version, &record.body) {
            // Written anew: an older version's value has become one of today's.
            let body = untrack(&self.binding.write);
            let version = self.binding.version;
            let stamp = record.stamp;
            *self.last.borrow_mut() = Record {
                version,
                stamp,
                body,
            };
            self.mirror();
        } else {
            inspection::complain(
                self.name(),
                source,
                "is of a version that nobody understands, and ignored",
            );
        }
    }

    fn mirror(&self) {
        if self.binding.place == Some(Place::Cookie) {
            cookie::mirror(self.name(), &self.last.borrow().body);
        }
    }

    fn keep(&self) {
        let (name, last) = (self.name(), self.last.borrow());
        let kept = match self.binding.place {
            None => Ok(()),
            Some(Place::Cookie) => cookie::keep(name, &last.body),
            Some(Place::Entry) => self.entry.keep(name, last.write(name)),
            Some(place) => storage::keep(place, name, &last.write(name)),
        };
        if kept.is_err() {
            inspection::complain(
                name,
                "the value",
                "is not kept: the storage is full or forbidden",
            );
        }
    }
}
