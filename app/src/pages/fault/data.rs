//! What both sides know of faults.

use leptos::prelude::*;
use sunup::PageError;

/// Fails the way `kind` says.
#[server(prefix = "/_fn", endpoint = "fault", input = leptos::server_fn::codec::GetUrl)]
pub(crate) async fn fault(kind: String) -> Result<String, PageError> {
    super::server::fault(&kind).await
}
