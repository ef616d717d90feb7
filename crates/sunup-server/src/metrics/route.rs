//! The name of a route in metrics and logs, of which there are few however many addresses exist.

use axum::{extract::MatchedPath, response::Response};
use http::Request;

/// What a request was routed to. Take it before the request moves on, ask it with the response.
///
/// The label is the [`RouteLabel`] of the response, else the pattern that the router matched (seen
/// only inside `Router::layer`), else `unmatched`.
#[derive(Clone, Debug)]
pub struct Route(Option<MatchedPath>);

impl Route {
    /// Looks for the matched pattern.
    pub fn of<B>(request: &Request<B>) -> Self {
        Self(request.extensions().get::<MatchedPath>().cloned())
    }

    /// The label of this request.
    pub fn label(&self, response: &Response) -> &str {
        match response.extensions().get::<RouteLabel>() {
            Some(RouteLabel(label)) => label,
            None => self.pattern(),
        }
    }

    /// The label of this request as long as there is no response.
    pub fn pattern(&self) -> &str {
        self.0.as_ref().map_or("unmatched", MatchedPath::as_str)
    }
}

/// Stands for the status of a request whose client left before there was one, as in nginx. A
/// connection that is cut at the end of the grace period counts the same.
pub(crate) const CLIENT_LEFT: u16 = 499;

/// A response extension that names the route, for responses that no route of the router made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RouteLabel(pub &'static str);
