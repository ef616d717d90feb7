//! [`OnServer`]: here it is the value.

/// A value that only the server has; the browser's half is empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OnServer<T>(T);

impl<T> OnServer<T> {
    /// What `make` makes.
    pub fn new(make: impl FnOnce() -> T) -> Self {
        Self(make())
    }

    /// The value.
    pub(super) fn get(&self) -> &T {
        &self.0
    }
}
