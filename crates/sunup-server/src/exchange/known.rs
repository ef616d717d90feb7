//! [`Exchange`]: what is known of a request before anything else looks at it.

use http::Extensions;

use crate::{request_id::RequestId, route::RouteLabel};

/// What is known of a request before anything else looks at it: an extension of the request.
#[derive(Clone, Debug)]
pub struct Exchange {
    id: RequestId,
    route: Option<RouteLabel>,
}

impl Exchange {
    /// Of a request with this id, which takes a route of this name.
    pub fn new(id: RequestId, route: Option<RouteLabel>) -> Self {
        Self { id, route }
    }

    /// What the layer left in the extensions of a request.
    pub fn of(extensions: &Extensions) -> Option<&Self> {
        extensions.get()
    }

    /// The id, in the log and on the answer.
    pub fn id(&self) -> &RequestId {
        &self.id
    }

    /// Names the route that it takes under another address.
    pub(crate) fn reroute(&mut self, route: Option<RouteLabel>) {
        self.route = route;
    }

    /// The pattern of its route, where it takes one.
    pub fn route(&self) -> Option<RouteLabel> {
        self.route
    }
}
