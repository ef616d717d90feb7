//! The server's half: a store is a value in context, for the length of a render.

use super::binding::Binding;
use reactive_stores::Store;

pub(super) fn bind(_binding: impl FnOnce() -> Binding) {}

pub(super) fn inspect<T>(_name: &'static str, _store: Store<T>) {}
