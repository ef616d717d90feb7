use crate::page::{Still, StillChildren};

/// The server writes it as anything else.
pub(super) fn later(children: StillChildren) -> Still {
    children.view()
}
