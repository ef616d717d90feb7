//! The name of a route in metrics and logs, of which there are few however many addresses exist.

use axum::extract::MatchedPath;
use http::Extensions;

/// Names the route: of a request in its [`Exchange`](crate::exchange::Exchange); as an extension
/// of a response, for what no route of the router made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RouteLabel(pub &'static str);

/// What a request was routed to: its label, else the pattern that the router matched (seen only
/// inside `Router::layer`), else `unmatched`.
pub(crate) enum Route {
    Label(RouteLabel),
    Matched(MatchedPath),
    None,
}

impl Route {
    /// What is known of the route of a request.
    pub(crate) fn of(label: Option<RouteLabel>, request: &Extensions) -> Self {
        if let Some(label) = label {
            return Self::Label(label);
        }
        let matched = request.get::<MatchedPath>();
        matched.map_or(Self::None, |path| Self::Matched(path.clone()))
    }

    /// Its name.
    pub(crate) fn pattern(&self) -> &str {
        match self {
            Self::Label(RouteLabel(label)) => label,
            Self::Matched(path) => path.as_str(),
            Self::None => "unmatched",
        }
    }
}
