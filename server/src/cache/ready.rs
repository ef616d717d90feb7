//! Answers that are there already, for the first layer that a request meets.

use super::{Places, service::body};
use crate::machine;
use axum::response::Response;
use http::request::Parts;
use sunup_cache::Cache;
use sunup_server::{route::RouteLabel, rules::Table, target};

/// Finds the page that a request is for, where the cache has it and it is fresh.
///
/// The layers between here and the cache would let such a request pass, since what stands in the
/// cache came through them: no file has the address of a page. Some of them do something about
/// addresses or look at more, and are asked.
pub(crate) fn ready(
    cache: Cache,
    places: Places,
    rules: Table,
) -> impl Fn(&Parts, Option<RouteLabel>) -> Option<Response> {
    move |parts, label| {
        let added = rules.added(parts.uri.path())?;
        if target::check(&parts.method, &parts.uri).is_err() || machine::is_led_away(parts, label) {
            return None;
        }
        let mut answer = cache.fresh(parts, places.at(label))?.map(body);
        added.write(answer.headers_mut());
        Some(answer)
    }
}
