//! [`router`]: `POST /preferences`.

use std::sync::Arc;

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::{Request, State},
    response::Response,
    routing::any,
};
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};

use super::{Preference, PreferenceError, back, form};
use crate::error_page::{Client, ErrorPages};

/// Where the form is sent.
pub const PATH: &str = "/preferences";

/// The longest form that is read; ours have some dozen bytes and a path.
const LONGEST: usize = 8 * 1024;

/// Which preferences there are.
#[derive(Clone, Debug)]
pub struct Config {
    /// The preferences of the site.
    pub known: Vec<Preference>,
    /// Whether the site is served over HTTPS only, and the cookies are for it alone.
    pub secure: bool,
}

#[derive(Clone)]
struct Desk {
    config: Arc<Config>,
    errors: ErrorPages,
}

/// `POST /preferences`: a cookie for each preference in the form, and 303 to `back`.
///
/// A field or a value that is not known is 400, and no cookie is set then.
pub fn router(config: Config, errors: ErrorPages) -> Router {
    let config = Arc::new(config);
    Router::new()
        .route(PATH, any(answer))
        .with_state(Desk { config, errors })
}

async fn answer(State(desk): State<Desk>, request: Request) -> Response {
    let client = Client::of(&request);
    match desk.config.answer(request).await {
        Ok(response) => response,
        Err(error) => {
            let status = error.status();
            let mut response = desk.errors.respond(client, status, &error.to_string());
            if error == PreferenceError::Method {
                let allowed = HeaderValue::from_static("POST");
                response.headers_mut().insert(header::ALLOW, allowed);
            }
            response
        }
    }
}

impl Config {
    async fn answer(&self, request: Request) -> Result<Response, PreferenceError> {
        if request.method() != Method::POST {
            return Err(PreferenceError::Method);
        }
        if !is_form(request.headers()) {
            return Err(PreferenceError::ContentType);
        }
        let referer = request.headers().get(header::REFERER).cloned();
        let body = to_bytes(request.into_body(), LONGEST).await;
        let body = body.map_err(|_| PreferenceError::Body)?;
        let body = std::str::from_utf8(&body).map_err(|_| PreferenceError::Body)?;

        let mut response = Response::new(Body::empty());
        let headers = response.headers_mut();
        let mut path = None;
        for (name, value) in form::fields(body) {
            if name == "back" {
                path = Some(value);
                continue;
            }
            let preference = self.known.iter().find(|known| known.name == name);
            let preference = preference.ok_or(PreferenceError::Name)?;
            let cookie = preference.cookie(&value, self.secure);
            headers.append(header::SET_COOKIE, cookie.ok_or(PreferenceError::Value)?);
        }
        let location = back::location(path.as_deref(), referer.as_ref());
        headers.insert(header::LOCATION, location);
        let no_store = HeaderValue::from_static("no-store");
        headers.insert(header::CACHE_CONTROL, no_store);
        *response.status_mut() = StatusCode::SEE_OTHER;
        Ok(response)
    }
}

fn is_form(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    kind.eq_ignore_ascii_case("application/x-www-form-urlencoded")
}
