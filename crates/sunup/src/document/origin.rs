//! The public origin, the same on both sides.

#[cfg(feature = "ssr")]
#[path = "origin_server.rs"]
mod side;
#[cfg(not(feature = "ssr"))]
#[path = "origin_client.rs"]
mod side;

/// The site's public origin without a slash at the end, as `SUNUP_URL` gives it.
///
/// The browser reads it from `<html data-origin>`: behind a proxy or on a preview host its own
/// address may differ from the public one.
pub fn use_origin() -> String {
    side::origin()
}
