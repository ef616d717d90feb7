//! Error responses made by layers, in the site's own look.
//!
//! A layer refuses a request before the site sees it. So that visitors still get a page of the
//! site, the site hands over a closure that turns a status and a sentence into HTML. Clients that
//! do not ask for HTML get the sentence as plain text.
//!
//! ```
//! use http::{Request, StatusCode};
//! use sunup_server::error_page::{Client, ErrorPages};
//!
//! let pages = ErrorPages::new(|status, reason| format!("<h1>{status}</h1><p>{reason}</p>"));
//! let request = Request::builder().header("accept", "text/html").body(()).unwrap();
//! let response = pages.respond(Client::of(&request), StatusCode::NOT_FOUND, "No such file.");
//! assert_eq!(response.headers()["content-type"], "text/html; charset=utf-8");
//! ```

use std::{
    fmt,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
};

use axum::{body::Body, response::Response};
use http::{HeaderMap, HeaderValue, Method, Request, StatusCode, header};

/// Makes the error responses of every layer; cheap to clone.
#[derive(Clone)]
pub struct ErrorPages {
    html: Option<Arc<Render>>,
}

type Render = dyn Fn(StatusCode, &str) -> String + Send + Sync;

impl ErrorPages {
    /// Pages in the site's look. `render` gets the status and one sentence of plain text that is
    /// safe to show but not escaped for HTML, and returns a whole document.
    pub fn new(render: impl Fn(StatusCode, &str) -> String + Send + Sync + 'static) -> Self {
        Self {
            html: Some(Arc::new(render)),
        }
    }

    /// Plain text for everyone.
    pub fn plain() -> Self {
        Self { html: None }
    }

    /// The response: never stored by a cache, without a body for `HEAD`.
    pub fn respond(&self, client: Client, status: StatusCode, reason: &str) -> Response {
        let html = client
            .wants_html
            .then(|| self.html(status, reason))
            .flatten();
        let (content_type, text) = match html {
            Some(html) => ("text/html; charset=utf-8", html),
            None => ("text/plain; charset=utf-8", format!("{reason}\n")),
        };
        let length = HeaderValue::from(text.len());
        let body = if client.is_head {
            Body::empty()
        } else {
            Body::from(text)
        };
        let mut response = Response::new(body);
        *response.status_mut() = status;
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
        headers.insert(header::CONTENT_LENGTH, length);
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        response
    }

    /// A page that itself panics must not take the answer with it; the hook has logged it.
    fn html(&self, status: StatusCode, reason: &str) -> Option<String> {
        let render = self.html.as_ref()?;
        catch_unwind(AssertUnwindSafe(|| render(status, reason))).ok()
    }
}

impl fmt::Debug for ErrorPages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ErrorPages")
            .field("styled", &self.html.is_some())
            .finish()
    }
}

/// What an error response has to know about its request, taken before the request moves on.
#[derive(Clone, Copy, Debug)]
pub struct Client {
    wants_html: bool,
    is_head: bool,
}

impl Client {
    /// Looks at method and `Accept`.
    pub fn of<B>(request: &Request<B>) -> Self {
        Self::asking(request.method(), request.headers())
    }

    /// The same, where the request is in parts already.
    pub fn asking(method: &Method, headers: &HeaderMap) -> Self {
        Self {
            wants_html: wants_html(headers),
            is_head: method == Method::HEAD,
        }
    }
}

/// A request that may end in an error: as much of it as is needed then, and nothing looked at
/// before.
#[derive(Clone, Debug)]
pub struct Asker {
    method: Method,
    accept: Option<HeaderValue>,
}

impl Asker {
    /// Of several lines of `Accept` the first counts.
    pub fn of<B>(request: &Request<B>) -> Self {
        Self {
            method: request.method().clone(),
            accept: request.headers().get(header::ACCEPT).cloned(),
        }
    }

    /// Looks at what was kept.
    pub fn client(&self) -> Client {
        let mut headers = HeaderMap::new();
        if let Some(accept) = &self.accept {
            headers.insert(header::ACCEPT, accept.clone());
        }
        Client::asking(&self.method, &headers)
    }
}

/// True when `text/html` is named, and no text or JSON form is liked better. `*/*` alone does not
/// count: that is what command line tools send.
fn wants_html(headers: &HeaderMap) -> bool {
    let accepts: Vec<(&str, f32)> = headers
        .get_all(header::ACCEPT)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(media_range)
        .collect();
    let quality = |wanted: &str| {
        let of = |(range, q): &(&str, f32)| range.eq_ignore_ascii_case(wanted).then_some(*q);
        accepts.iter().find_map(of)
    };
    quality("text/html").is_some_and(|html| {
        html > 0.0
            && ["text/plain", "application/json"]
                .iter()
                .all(|other| quality(other).is_none_or(|other| other <= html))
    })
}

/// `text/html;level=1;q=0.8` as its type and quality; a quality that is no number counts as 1.
fn media_range(text: &str) -> (&str, f32) {
    let mut parts = text.split(';').map(str::trim);
    let range = parts.next().unwrap_or_default();
    let quality = parts
        .filter_map(|parameter| parameter.split_once('='))
        .find(|(name, _)| name.trim().eq_ignore_ascii_case("q"))
        .and_then(|(_, value)| value.trim().parse().ok())
        .unwrap_or(1.0);
    (range, quality)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepting(accept: &'static str) -> bool {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT, HeaderValue::from_static(accept));
        wants_html(&headers)
    }

    #[test]
    fn a_browser_gets_html_and_a_tool_gets_text() {
        assert!(accepting("text/html,application/xhtml+xml,*/*;q=0.8"));
        assert!(accepting("Text/HTML"));
        assert!(!accepting("*/*"));
        assert!(!accepting("application/json"));
        assert!(!accepting("application/json, text/html;q=0.5"));
        assert!(!accepting("text/html;q=0"));
        assert!(!wants_html(&HeaderMap::new()));
    }

    #[test]
    fn a_page_that_panics_falls_back_to_plain_text() {
        let pages = ErrorPages::new(|_, _| panic!("the error page is broken"));
        let request = Request::get("/").header("accept", "text/html").body(());
        let client = Client::of(&request.expect("a valid request"));
        let response = pages.respond(client, StatusCode::NOT_FOUND, "Gone.");
        assert_eq!(response.status(), StatusCode::NOT_FOUND);
        assert_eq!(
            response.headers()[header::CONTENT_TYPE],
            "text/plain; charset=utf-8"
        );
    }
}
