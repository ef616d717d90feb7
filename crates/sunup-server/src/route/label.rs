//! The name of a route in metrics and logs, of which there are few however many addresses exist.

use axum::{extract::MatchedPath, response::Response};
use http::Request;

/// What a request was routed to. Take it before the request moves on, ask it with the response.
///
/// The label is the [`RouteLabel`] of the response, else that of the request, else the pattern
/// that the router matched (seen only inside `Router::layer`), else `unmatched`.
#[derive(Clone, Debug)]
pub struct Route {
    label: Option<RouteLabel>,
    matched: Option<MatchedPath>,
}

impl Route {
    /// Looks for what is known of the request's route.
    pub fn of<B>(request: &Request<B>) -> Self {
        let label = request.extensions().get::<RouteLabel>().copied();
        let matched = || request.extensions().get::<MatchedPath>().cloned();
        Self {
            label,
            matched: if label.is_some() { None } else { matched() },
        }
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
        match (&self.label, &self.matched) {
            (Some(RouteLabel(label)), _) => label,
            (None, Some(matched)) => matched.as_str(),
            (None, None) => "unmatched",
        }
    }
}

/// Names the route: as an extension of a request, whoever stands in front of the router; as one of
/// a response, for what no route of the router made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RouteLabel(pub &'static str);
