//! [`Input`]: what a page's data is fetched for, with its type left out.
//!
//! As with [`Payload`](super::payload::Payload): Leptos' resources are generic over what they are
//! fetched for, and a browser would download them again for every type of it.

use std::{any::Any, sync::Arc};

/// What data is fetched for: a slug, say, or a tag and a place in its list.
#[derive(Clone)]
pub(super) struct Input {
    value: Arc<dyn Any + Send + Sync>,
    equal: fn(&dyn Any, &dyn Any) -> bool,
}

impl Input {
    pub(super) fn new<S: PartialEq + Send + Sync + 'static>(value: S) -> Self {
        Self {
            value: Arc::new(value),
            equal: |one, other| match (one.downcast_ref::<S>(), other.downcast_ref::<S>()) {
                (Some(one), Some(other)) => one == other,
                _ => false,
            },
        }
    }

    /// The value, for whoever knows what it is.
    pub(super) fn open<S: Clone + 'static>(&self) -> Option<S> {
        self.value.downcast_ref().cloned()
    }
}

impl PartialEq for Input {
    fn eq(&self, other: &Self) -> bool {
        (self.equal)(&*self.value, &*other.value)
    }
}

#[cfg(all(test, not(target_family = "wasm")))]
mod tests {
    use super::Input;

    #[test]
    fn inputs_are_equal_when_their_values_are() {
        assert!(Input::new("a".to_owned()) == Input::new("a".to_owned()));
        assert!(Input::new(1_u8) != Input::new(2_u8));
        assert!(Input::new(1_u8) != Input::new(1_u16));
        assert_eq!(Input::new(1_u8).open::<u8>(), Some(1));
        assert_eq!(Input::new(1_u8).open::<u16>(), None);
    }
}
