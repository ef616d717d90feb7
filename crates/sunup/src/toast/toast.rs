//! [`Toast`]: one message.

use std::{fmt, sync::Arc};

/// A message about what just happened, and at most one thing to do about it.
#[derive(Clone)]
pub struct Toast {
    pub(super) text: String,
    pub(super) action: Option<Action>,
}

/// A button of a toast.
#[derive(Clone)]
pub(super) struct Action {
    pub(super) label: String,
    pub(super) run: Arc<dyn Fn() + Send + Sync>,
}

impl Toast {
    /// One short sentence.
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            action: None,
        }
    }

    /// Adds a button. The toast goes away when it is pressed.
    #[must_use]
    pub fn action(
        mut self,
        label: impl Into<String>,
        run: impl Fn() + Send + Sync + 'static,
    ) -> Self {
        self.action = Some(Action {
            label: label.into(),
            run: Arc::new(run),
        });
        self
    }
}

impl fmt::Debug for Toast {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}
