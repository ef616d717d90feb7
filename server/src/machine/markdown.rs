//! Articles as Markdown: `/article/{slug}.md`, and `/article/{slug}` for those who prefer it.

use super::{
    Machines, accept,
    reply::{Asking, Name, policy, reply},
};
use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, header},
    middleware::Next,
    response::{IntoResponse, Response},
    routing::get,
};
use sunup_server::etag::EtagLayer;
use tower::ServiceExt;

/// The address of articles' pages, whose route [`negotiate`] stands around.
pub(crate) const ARTICLE: &str = "/article/{slug}";

/// Answers with Markdown or lets the page answer, and says to caches what decided.
pub(crate) async fn negotiate(
    State(texts): State<Router>,
    request: Request,
    next: Next,
) -> Response {
    let named = request.uri().path().ends_with(".md");
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let markdown = reads && (named || accept::prefers_markdown(request.headers()));
    let mut response = if markdown {
        texts.oneshot(request).await.into_response()
    } else {
        next.run(request).await
    };
    // The address with the ending is Markdown for everybody.
    if !named {
        let accept = HeaderValue::from_static("accept");
        response.headers_mut().append(header::VARY, accept);
    }
    response
}

/// What [`negotiate`] asks for Markdown. No route: the request has the name from the page's, and a
/// second one would give it two.
pub(crate) fn texts(machines: Machines) -> Router {
    Router::new()
        // The layer stands inside what takes the body from an answer to HEAD.
        .fallback(get(text).layer(EtagLayer::new()))
        .with_state(machines)
}

async fn text(
    State(machines): State<Machines>,
    asking: Asking,
    name: Name,
    request: Request<Body>,
) -> Response {
    let Some(slug) = name.without(".md").or(name.0.as_deref()) else {
        return asking.missing(&machines);
    };
    let text = machines.publication.markdown(slug).await;
    let answer = text.map(|text| {
        text.map(|text| {
            let content_type = "text/markdown; charset=utf-8; variant=GFM";
            let mut response = reply(content_type, policy::TEXT, text);
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
