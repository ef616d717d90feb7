//! The server's half: the cookies of the request.

use crate::page::varies_by_cookie;
use axum::http::{header::COOKIE, request::Parts};
use leptos::reactive::owner::with_context;

/// All cookies of the request that is being answered.
pub(super) fn cookies() -> Option<String> {
    varies_by_cookie();
    // By reference: a copy of the parts copies every header of the request.
    with_context(|parts: &Parts| {
        let cookies = parts.headers.get_all(COOKIE).iter();
        let cookies: Vec<&str> = cookies.filter_map(|value| value.to_str().ok()).collect();
        cookies.join("; ")
    })
}
