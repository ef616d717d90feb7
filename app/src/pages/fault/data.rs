//! What both sides know of faults.

use leptos::prelude::*;
use sunup::{PageError, page::Read};

/// Fails the way `kind` says.
#[server(prefix = "/_fn", endpoint = "fault", protocol = Read)]
pub(crate) async fn fault(kind: String) -> Result<String, PageError> {
    super::server::fault(&kind).await
}
