//! A site whose articles read one query name and one header, and whose functions read a query.

#![allow(unreachable_pub)]

use http::{HeaderName, HeaderValue, header, request::Parts};
use std::sync::Arc;
use sunup_cache::key::{KeyRule, Place, RouteRule};

pub fn site() -> KeyRule {
    let articles = RouteRule::new("/article/{slug}")
        .query(["page", "q"])
        .headers([header::ACCEPT]);
    let articles = Arc::new(articles);
    let functions = Arc::new(RouteRule::new("/_fn/{name}").query(["slug"]));
    let place = move |parts: &Parts| match parts.uri.path().starts_with("/_fn/") {
        true => Place::of(&functions),
        false => Place::of(&articles).in_locale("en".into()),
    };
    KeyRule::new(place)
        .theme("theme", &["system", "light", "dark"])
        .islands(HeaderName::from_static("islands-router"))
        .host(HeaderValue::from_static("example.org"))
}
