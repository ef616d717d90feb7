//! Articles as Markdown: `/article/{slug}.md`, and `/article/{slug}` for those who prefer it.
//!
//! Who prefers Markdown is asked in front of the cache, which then knows two addresses instead of
//! one page for each `Accept` that was ever sent.

use super::{
    Machines, accept,
    negotiate::marked,
    reply::{Asking, Name, for_caches, reply},
};
use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, Uri, header, uri::PathAndQuery},
    middleware::{Next, from_fn},
    response::{IntoResponse, Response},
    routing::get,
};
use sunup::page::{Policy, cache};
use tower::ServiceExt;

/// The address of articles' pages.
pub(crate) const ARTICLE: &str = "/article/{slug}";

/// Whether a request to an article's page is answered with its Markdown.
pub(super) fn is_preferred(method: &Method, page: &Uri, headers: &HeaderMap) -> bool {
    let reads = matches!(*method, Method::GET | Method::HEAD);
    reads && !is_named(page) && accept::prefers_markdown(headers)
}

/// Whether the address has the ending of Markdown, and is Markdown for everybody.
pub(crate) fn is_named(uri: &Uri) -> bool {
    uri.path().ends_with(".md")
}

/// The address of the Markdown of an article's page.
pub(crate) fn address(page: &Uri) -> Option<Uri> {
    let mut parts = page.clone().into_parts();
    let query = page.query().map(|query| ["?", query].concat());
    let text = [page.path(), ".md", &query.unwrap_or_default()].concat();
    parts.path_and_query = Some(PathAndQuery::try_from(text).ok()?);
    Uri::from_parts(parts).ok()
}

/// Answers addresses with the ending; the others are pages.
pub(crate) async fn by_name(State(texts): State<Router>, request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    if reads && is_named(request.uri()) {
        return texts.oneshot(request).await.into_response();
    }
    marked(next.run(request).await)
}

/// What [`by_name`] asks for Markdown. No route: the request has the name from the page's, and a
/// second one would give it two.
pub(crate) fn texts(machines: Machines) -> Router {
    Router::new()
        .fallback(get(text))
        .layer(from_fn(for_caches))
        .with_state(machines)
}

async fn text(
    State(machines): State<Machines>,
    asking: Asking,
    name: Name,
    request: Request<Body>,
) -> Response {
    cache(Policy::hours());
    let Some(slug) = name.without(".md") else {
        return asking.missing(&machines);
    };
    let text = machines.publication.markdown(slug).await;
    let answer = text.map(|text| {
        text.map(|text| {
            let content_type = "text/markdown; charset=utf-8; variant=GFM";
            let mut response = reply(content_type, text);
            whereabouts(response.headers_mut(), request.uri().path());
            response
        })
    });
    asking.or_missing(&machines, answer)
}

/// Where the text has an address of its own, and where the page is that it is a form of.
fn whereabouts(headers: &mut HeaderMap, path: &str) {
    let page = path.strip_suffix(".md").unwrap_or(path);
    for (name, value) in [
        (header::CONTENT_LOCATION, format!("{page}.md")),
        (
            header::LINK,
            format!("<{page}>; rel=\"canonical\"; type=\"text/html\""),
        ),
    ] {
        // The path of a request has no letters that a header cannot carry.
        if let Ok(value) = HeaderValue::try_from(value) {
            headers.insert(name, value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::address;
    use axum::http::Uri;

    #[test]
    fn the_address_of_the_markdown_keeps_what_else_was_asked() {
        for (page, expected) in [
            ("/article/x", "/article/x.md"),
            ("/article/x?a=b", "/article/x.md?a=b"),
            ("http://host/article/x", "http://host/article/x.md"),
        ] {
            let page = page.parse::<Uri>().expect("an address");
            let address = address(&page).expect("an address");
            assert_eq!(address.to_string(), expected);
        }
    }
}
