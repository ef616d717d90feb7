//! [`Plan`]: a store before it is provided.

use super::{Older, Place, binding::Binding, codec, context::provide, handover::handed_over, side};
use crate::preference::Word;
use leptos::prelude::{ReadUntracked, Set, Track};
use reactive_stores::Store;
use serde::{Serialize, de::DeserializeOwned};
use std::{cmp::Ordering, fmt::Debug};

/// A store before it is provided: what it is called, what it begins with, where it is kept. The
/// [module](super) has an example.
#[derive(Debug)]
pub struct Plan<T> {
    name: &'static str,
    value: T,
    place: Option<Place>,
    tabs: bool,
    version: u16,
    write: fn(&T) -> String,
    read: fn(&str) -> Option<T>,
    migrate: fn(Older<'_>) -> Option<T>,
}

impl<T: Debug + Serialize + DeserializeOwned + Send + Sync + 'static> Plan<T> {
    /// A store of a value that can be written down. `name` is unique in the site and has no white
    /// space; `value` is what the store holds until there is another.
    pub fn new(name: &'static str, value: T) -> Self {
        Self {
            name,
            value,
            place: None,
            tabs: false,
            version: 1,
            write: codec::write,
            read: codec::read,
            migrate: |_| None,
        }
    }

    /// Keeps the value, so that it is there again after a reload or, with [`Place::Entry`], on the
    /// way back.
    #[must_use]
    pub fn keep(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// Keeps all tabs of the site in step. Of two writes the last one wins, in every tab.
    #[must_use]
    pub fn tabs(mut self) -> Self {
        self.tabs = true;
        self
    }

    /// The version of the value's type, 1 unless said. Raise it with every change of the type:
    /// what is kept does not say what it is made of.
    #[must_use]
    pub fn version(mut self, version: u16) -> Self {
        self.version = version;
        self
    }

    /// Understands what earlier versions kept. Without it, or where it answers nothing, the store
    /// begins anew.
    #[must_use]
    pub fn migrate(mut self, migrate: fn(Older<'_>) -> Option<T>) -> Self {
        self.migrate = migrate;
        self
    }
}

impl<T: Word> Plan<T> {
    /// A preference: one word of few, such as a theme or a size of text.
    ///
    /// It is kept in the cookie `name` for a year, shared by all tabs, and mirrored as
    /// `data-{name}` on `<html>`, where the stylesheet reads it. [`preference`](crate::preference)
    /// tells how the next page has it at its first frame.
    pub fn preference(name: &'static str) -> Self {
        Self {
            name,
            value: T::default(),
            place: Some(Place::Cookie),
            tabs: true,
            version: 1,
            write: |value| value.word().to_owned(),
            read: T::of,
            migrate: |_| None,
        }
    }
}

impl<T: Debug + Send + Sync + 'static> Plan<T> {
    /// The first value is made on the server and handed over in the page. `value` is asked in the
    /// browser as well, for a store whose page the server did not render.
    #[must_use]
    pub fn seed(mut self, value: impl FnOnce() -> T) -> Self {
        self.value = handed_over(self.read, self.write, value);
        self
    }

    /// Provides the store to everything below.
    pub fn provide(self) -> Store<T> {
        let Self {
            name,
            value,
            place,
            tabs,
            version,
            write,
            read,
            migrate,
        } = self;
        let store = provide(name, value);
        side::bind(|| Binding {
            name,
            place,
            tabs,
            version,
            write: Box::new(move || {
                store.track();
                write(&store.read_untracked())
            }),
            read: Box::new(move |kept, body| {
                let value = match kept.cmp(&version) {
                    Ordering::Less => migrate(Older {
                        version: kept,
                        body,
                    }),
                    Ordering::Equal => read(body),
                    Ordering::Greater => None,
                };
                value.is_some_and(|value| store.try_set(value).is_none())
            }),
        });
        store
    }
}
