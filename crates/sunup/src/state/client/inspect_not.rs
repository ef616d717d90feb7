//! Builds for visitors show nothing of their stores.

use reactive_stores::Store;

pub(in crate::state) fn inspect<T>(_name: &'static str, _store: Store<T>) {}

pub(super) fn comes_from(_name: &'static str, _source: &'static str) {}

pub(super) fn complain(_name: &'static str, _source: &'static str, _why: &'static str) {}
