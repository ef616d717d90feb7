//! [`Upstream`]: the service that renders, with the types of its bodies and errors left behind.

use std::future::Future;

use bytes::Bytes;
use http::{Request, Response};
use http_body_util::{BodyExt, combinators::UnsyncBoxBody};
use tower::{Service, ServiceExt};

use crate::body::BoxError;

/// A response as it comes from the service that renders.
pub(super) type Rendered = Response<UnsyncBoxBody<Bytes, BoxError>>;

/// What renders: any service of requests with bodies `B`.
pub(crate) trait Upstream<B>: Clone + Send + 'static {
    /// One render.
    fn render(self, request: Request<B>)
    -> impl Future<Output = Result<Rendered, BoxError>> + Send;
}

impl<S, B, R> Upstream<B> for S
where
    S: Service<Request<B>, Response = Response<R>> + Clone + Send + 'static,
    S::Future: Send,
    S::Error: Into<BoxError>,
    B: Send + 'static,
    R: http_body::Body<Data = Bytes> + Send + 'static,
    R::Error: Into<BoxError>,
{
    async fn render(self, request: Request<B>) -> Result<Rendered, BoxError> {
        let response = self.oneshot(request).await.map_err(Into::into)?;
        Ok(response.map(|body| body.map_err(Into::into).boxed_unsync()))
    }
}
