//! [`TestApp`]: a site in process.

use crate::Reply;
use axum::{Router, body::Body};
use http::{Request, request::Builder};
use tower::ServiceExt;

/// A site in process: each request goes through all its layers, none through a socket.
#[derive(Clone, Debug)]
pub struct TestApp {
    router: Router,
}

impl TestApp {
    /// Drives `router`.
    pub fn new(router: Router) -> Self {
        Self { router }
    }

    /// Asks for `path` the way a browser does that opens a page.
    pub async fn get(&self, path: &str) -> Reply {
        self.send(Request::get(path).header("accept", "text/html"))
            .await
    }

    /// Sends a request without a body.
    ///
    /// # Panics
    /// When the request is not one that HTTP can carry: a mistake in the test.
    pub async fn send(&self, request: Builder) -> Reply {
        let request = request
            .body(Body::empty())
            .expect("a request HTTP can carry");
        self.call(request).await
    }

    /// Sends any request.
    pub async fn call(&self, request: Request<Body>) -> Reply {
        let answer = self.router.clone().oneshot(request).await;
        let response = answer.unwrap_or_else(|never| match never {});
        Reply::read(response).await
    }
}
