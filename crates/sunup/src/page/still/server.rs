//! The server's half: views with their types left out, as Leptos has them.

use leptos::prelude::*;

/// A view of any type.
pub type Still = AnyView;

pub(super) fn still(view: impl IntoView + 'static) -> Still {
    view.into_any()
}
