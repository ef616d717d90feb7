//! The locks of [`register`](super::register); its model test puts loom's in their place.

pub(super) use std::sync::{Arc, Mutex, MutexGuard};
