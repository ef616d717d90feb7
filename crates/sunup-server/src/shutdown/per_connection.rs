//! [`PerConnection`]: the service as one connection calls it.

use std::{
    cell::RefCell,
    convert::Infallible,
    future::Future,
    mem,
    pin::Pin,
    task::{Context, Poll, Waker, ready},
};

use axum::{body::Body, response::Response};
use futures::future::Either;
use http::{Request, Version};
use hyper::body::{Body as _, Incoming};
use pin_project_lite::pin_project;
use tower::{Service, ServiceExt, util::Oneshot};

use super::in_flight::{Answer, InFlight, One};

/// A service of one connection. It is made once for the connection, not for each request: a
/// clone of a stack of layers costs as much as some of the layers do.
pub(super) struct PerConnection<S> {
    service: RefCell<S>,
    in_flight: InFlight,
}

impl<S> PerConnection<S> {
    pub(super) fn new(service: S, in_flight: InFlight) -> Self {
        Self {
            service: RefCell::new(service),
            in_flight,
        }
    }
}

impl<S> hyper::service::Service<Request<Incoming>> for PerConnection<S>
where
    S: Service<Request<Body>, Response = Response, Error = Infallible> + Clone,
{
    type Response = http::Response<Answer>;
    type Error = Infallible;
    type Future = Answering<Either<S::Future, Oneshot<S, Request<Body>>>>;

    fn call(&self, request: Request<Incoming>) -> Self::Future {
        let request = request.map(|body| match body.is_end_stream() {
            // Without the allocation that any other body costs.
            true => Body::empty(),
            false => Body::new(body),
        });
        let is_http2 = request.version() == Version::HTTP_2;
        let one = Some(self.in_flight.begin());
        let mut service = self.service.borrow_mut();
        let ready = service.poll_ready(&mut Context::from_waker(Waker::noop()));
        let answer = match ready {
            Poll::Ready(Ok(())) => Either::Left(service.call(request)),
            // Nobody is woken here. The one that was asked may have a place in a queue, so that it
            // is the one that waits.
            Poll::Pending => {
                let fresh = service.clone();
                Either::Right(mem::replace(&mut *service, fresh).oneshot(request))
            }
        };
        Answering {
            answer,
            one,
            is_http2,
        }
    }
}

pin_project! {
    /// The answer of [`PerConnection`].
    pub(super) struct Answering<F> {
        #[pin]
        answer: F,
        one: Option<One>,
        is_http2: bool,
    }
}

impl<F> Future for Answering<F>
where
    F: Future<Output = Result<Response, Infallible>>,
{
    type Output = Result<http::Response<Answer>, Infallible>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        let Ok(response) = ready!(this.answer.poll(cx));
        let (one, is_http2) = (this.one.take(), *this.is_http2);
        Poll::Ready(Ok(response.map(|body| Answer::new(body, one, is_http2))))
    }
}
