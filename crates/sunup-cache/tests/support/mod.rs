//! A site for tests: a service that renders what a test says, behind a cache with a clock that a
//! test moves.

#![allow(dead_code, unreachable_pub)]

use std::{
    collections::HashMap,
    convert::Infallible,
    future::Future,
    pin::Pin,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use bytes::Bytes;
use http::{Extensions, HeaderMap, Method, Request, Response, StatusCode};
use http_body_util::BodyExt;
use serde_json::Value;
use sunup_cache::{
    Body, Cache, CacheBuilder, CacheLayer, CacheService, Settings, admin::Admin,
    clock::ManualClock, store::Limit,
};
use tokio::{
    sync::{
        Notify,
        mpsc::{UnboundedReceiver, UnboundedSender},
    },
    task::JoinHandle,
};
use tower::{Layer, Service, ServiceExt};

/// What renders do, shared by the clones of a [`Stub`].
#[derive(Clone, Default)]
pub struct Stub {
    state: Arc<State>,
}

#[derive(Default)]
struct State {
    renders: AtomicUsize,
    by_path: Mutex<HashMap<String, usize>>,
    pages: Mutex<HashMap<String, Render>>,
    script: Mutex<Vec<Render>>,
    default: Mutex<Option<Render>>,
    gate: Mutex<Option<Arc<Notify>>>,
    seen: Mutex<Vec<Seen>>,
}

/// A request as a render saw it.
#[derive(Clone, Debug)]
pub struct Seen {
    pub method: Method,
    pub uri: String,
    pub headers: HeaderMap,
    pub extensions: Extensions,
    pub body: Bytes,
}

/// One render.
#[derive(Clone)]
pub enum Render {
    /// Status, fields, body. `{n}` in the body is the number of the render.
    Page(u16, Vec<(&'static str, String)>, String),
    Panic,
    Never,
    /// A body of unknown length in pieces of 1 KiB.
    Stream(usize, Vec<(&'static str, String)>),
    /// The body breaks off.
    Broken,
    /// A body that a [`Feed`] gives, once.
    Fed(
        Arc<Mutex<Option<UnboundedReceiver<Fed>>>>,
        Vec<(&'static str, String)>,
    ),
}

/// Gives a body piece by piece.
pub struct Feed {
    sender: UnboundedSender<Fed>,
}

pub enum Fed {
    Data(Bytes),
    Break,
    Panic,
    End,
}

/// A render whose body a test feeds.
pub fn fed(fields: &[(&'static str, &str)]) -> (Feed, Render) {
    let (sender, receiver) = tokio::sync::mpsc::unbounded_channel();
    let fields = fields
        .iter()
        .map(|(name, value)| (*name, (*value).to_owned()));
    let render = Render::Fed(Arc::new(Mutex::new(Some(receiver))), fields.collect());
    (Feed { sender }, render)
}

impl Feed {
    pub fn data(&self, text: &str) {
        self.send(Fed::Data(Bytes::copy_from_slice(text.as_bytes())));
    }

    pub fn break_off(&self) {
        self.send(Fed::Break);
    }

    pub fn panic(&self) {
        self.send(Fed::Panic);
    }

    pub fn end(&self) {
        self.send(Fed::End);
    }

    fn send(&self, fed: Fed) {
        assert!(self.sender.send(fed).is_ok(), "nobody reads the body");
    }
}

struct FedBody(UnboundedReceiver<Fed>);

impl http_body::Body for FedBody {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<http_body::Frame<Bytes>, std::io::Error>>> {
        self.0.poll_recv(cx).map(|fed| match fed {
            Some(Fed::Data(data)) => Some(Ok(http_body::Frame::data(data))),
            Some(Fed::Break) => Some(Err(std::io::Error::other("the body breaks off"))),
            Some(Fed::Panic) => panic!("the body panics, as the test wants"),
            Some(Fed::End) | None => None,
        })
    }
}

/// A page with this `Cache-Control`.
pub fn page(control: &str) -> Render {
    page_with(control, &[])
}

pub fn page_with(control: &str, fields: &[(&'static str, &str)]) -> Render {
    let mut all = vec![
        ("cache-control", control.to_owned()),
        ("content-type", "text/html; charset=utf-8".to_owned()),
    ];
    all.extend(
        fields
            .iter()
            .map(|(name, value)| (*name, (*value).to_owned())),
    );
    Render::Page(200, all, "<p>render {n}</p>".to_owned())
}

pub fn failure() -> Render {
    Render::Page(500, vec![], "it failed".to_owned())
}

impl Stub {
    pub fn new(default: Render) -> Self {
        let stub = Self::default();
        stub.set(default);
        stub
    }

    /// What every render does from now on.
    pub fn set(&self, render: Render) {
        *self.state.default.lock().unwrap() = Some(render);
    }

    /// What every render of a path does from now on.
    pub fn set_for(&self, path: &str, render: Render) {
        let mut pages = self.state.pages.lock().unwrap();
        pages.insert(path.to_owned(), render);
    }

    /// What the next render does; several queue.
    pub fn next(&self, render: Render) {
        self.state.script.lock().unwrap().push(render);
    }

    /// Renders wait from now on until the gate is opened.
    pub fn close(&self) -> Gate {
        let notify = Arc::new(Notify::new());
        *self.state.gate.lock().unwrap() = Some(Arc::clone(&notify));
        Gate {
            stub: self.clone(),
            notify,
        }
    }

    pub fn renders(&self) -> usize {
        self.state.renders.load(Ordering::SeqCst)
    }

    pub fn renders_of(&self, path: &str) -> usize {
        let by_path = self.state.by_path.lock().unwrap();
        by_path.get(path).copied().unwrap_or(0)
    }

    pub fn seen(&self) -> Vec<Seen> {
        self.state.seen.lock().unwrap().clone()
    }

    /// Waits until so many renders have begun.
    pub async fn began(&self, renders: usize) {
        while self.renders() < renders {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }

    async fn render(self, request: Request<Body>) -> Response<Body> {
        let number = self.state.renders.fetch_add(1, Ordering::SeqCst) + 1;
        let (parts, body) = request.into_parts();
        let own = {
            let pages = self.state.pages.lock().unwrap();
            pages.get(parts.uri.path()).cloned()
        };
        let body = body.collect().await.unwrap().to_bytes();
        *self
            .state
            .by_path
            .lock()
            .unwrap()
            .entry(parts.uri.path().to_owned())
            .or_default() += 1;
        self.state.seen.lock().unwrap().push(Seen {
            method: parts.method,
            uri: parts.uri.to_string(),
            headers: parts.headers,
            extensions: parts.extensions,
            body,
        });
        let render = {
            let mut script = self.state.script.lock().unwrap();
            match script.is_empty() {
                true => own.unwrap_or_else(|| self.state.default.lock().unwrap().clone().unwrap()),
                false => script.remove(0),
            }
        };
        let gate = self.state.gate.lock().unwrap().clone();
        if let Some(gate) = gate {
            gate.notified().await;
        }
        match render {
            Render::Page(status, fields, text) => {
                let body = Body::whole(text.replace("{n}", &number.to_string()).into());
                response(status, &fields, body)
            }
            Render::Panic => panic!("the render panics, as the test wants"),
            Render::Never => std::future::pending().await,
            Render::Stream(pieces, fields) => response(
                200,
                &fields,
                Body::stream(Pieces {
                    left: pieces,
                    breaks: false,
                }),
            ),
            Render::Fed(receiver, fields) => {
                let receiver = receiver.lock().unwrap().take();
                let body = FedBody(receiver.expect("a feed gives one body"));
                response(200, &fields, Body::stream(body))
            }
            Render::Broken => {
                let fields = [("cache-control", "public, s-maxage=60".to_owned())];
                response(
                    200,
                    &fields,
                    Body::stream(Pieces {
                        left: 2,
                        breaks: true,
                    }),
                )
            }
        }
    }
}

/// Holds renders back.
pub struct Gate {
    stub: Stub,
    notify: Arc<Notify>,
}

impl Gate {
    /// Lets through who waits and who comes.
    pub fn open(self) {
        *self.stub.state.gate.lock().unwrap() = None;
        self.notify.notify_waiters();
    }
}

fn response(status: u16, fields: &[(&'static str, String)], body: Body) -> Response<Body> {
    let mut response = Response::new(body);
    *response.status_mut() = StatusCode::from_u16(status).unwrap();
    for (name, value) in fields {
        response.headers_mut().append(*name, value.parse().unwrap());
    }
    response
}

struct Pieces {
    left: usize,
    breaks: bool,
}

impl http_body::Body for Pieces {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<http_body::Frame<Bytes>, std::io::Error>>> {
        use std::task::Poll;
        if self.left == 0 {
            return Poll::Ready(match std::mem::take(&mut self.breaks) {
                true => Some(Err(std::io::Error::other("the body breaks off"))),
                false => None,
            });
        }
        self.left -= 1;
        let piece = Bytes::from(vec![b'x'; 1024]);
        Poll::Ready(Some(Ok(http_body::Frame::data(piece))))
    }
}

impl Service<Request<Body>> for Stub {
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Response<Body>, Infallible>> + Send>>;

    fn poll_ready(
        &mut self,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Result<(), Infallible>> {
        std::task::Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        let render = self.clone().render(request);
        Box::pin(async move { Ok(render.await) })
    }
}

/// A stub behind a cache.
#[derive(Clone)]
pub struct Site {
    pub stub: Stub,
    pub cache: Cache,
    pub clock: ManualClock,
    pub service: CacheService<Stub>,
    asked: Arc<AtomicUsize>,
}

/// An answer with its body read.
#[derive(Clone, Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Answer {
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    pub fn field(&self, name: &str) -> &str {
        let value = self.headers.get(name).map(|value| value.to_str().unwrap());
        value.unwrap_or_default()
    }

    /// Seconds for which it is fresh, as this cache says: up to a tenth less than was stated. Below
    /// zero it is stale.
    pub fn ttl(&self) -> i64 {
        let mut parts = self.cache().split("; ");
        let ttl = parts.find_map(|part| part.strip_prefix("ttl="));
        ttl.map_or(0, |ttl| ttl.parse().unwrap())
    }

    /// The last `Cache-Status`, which is this cache's.
    pub fn cache(&self) -> &str {
        let mut values = self.headers.get_all("cache-status").iter();
        values
            .next_back()
            .map_or("", |value| value.to_str().unwrap())
    }
}

impl Site {
    pub fn new(default: Render) -> Self {
        Self::with(default, Settings::default(), |builder| builder)
    }

    pub fn with(
        default: Render,
        settings: Settings,
        more: impl FnOnce(CacheBuilder) -> CacheBuilder,
    ) -> Self {
        let stub = Stub::new(default);
        let clock = ManualClock::default();
        let settings = Settings {
            memory: Limit::fixed(16 << 20),
            ..settings
        };
        let builder = Cache::builder().settings(settings).clock(clock.clone());
        let cache = more(builder).build();
        let service = CacheLayer::new(cache.clone()).layer(stub.clone());
        Self {
            stub,
            cache,
            clock,
            service,
            asked: Arc::default(),
        }
    }

    /// As many visitors of the front page at the same time.
    pub fn visits(&self, count: usize) -> Vec<JoinHandle<Answer>> {
        let visit = |_| {
            let site = self.clone();
            tokio::spawn(async move { site.get("/").await })
        };
        (0..count).map(visit).collect()
    }

    /// How many requests have come.
    pub fn asked(&self) -> usize {
        self.asked.load(Ordering::Relaxed)
    }

    pub async fn get(&self, uri: &str) -> Answer {
        self.send(Request::get(uri)).await
    }

    pub async fn send(&self, request: http::request::Builder) -> Answer {
        self.send_body(request, Body::empty()).await
    }

    pub async fn send_body(&self, request: http::request::Builder, body: Body) -> Answer {
        let (parts, body) = request.body(body).unwrap().into_parts();
        // Every other visitor asks for what is there already first, as a site may do: no promise
        // depends on the way.
        let asks_first = self.asked.fetch_add(1, Ordering::Relaxed) % 2 == 1;
        let ready = || self.cache.fresh(&parts, self.cache.place(&parts));
        let response = match asks_first.then(ready).flatten() {
            Some(response) => response,
            None => {
                let request = Request::from_parts(parts, body);
                self.service.clone().oneshot(request).await.unwrap()
            }
        };
        let (parts, body) = response.into_parts();
        Answer {
            status: parts.status.as_u16(),
            headers: parts.headers,
            body: body.collect().await.unwrap().to_bytes(),
        }
    }

    /// What the cache answers to an operator.
    pub async fn ask(&self, request: http::request::Builder) -> (u16, Value) {
        let request = request.body(Body::empty()).unwrap();
        let admin = Admin::new(self.cache.clone());
        let response = admin.oneshot(request).await.unwrap();
        let headers = response.headers();
        assert_eq!(headers["content-type"], "application/json");
        assert_eq!(headers["cache-control"], "no-store");
        let status = response.status().as_u16();
        let body = response.into_body().collect().await.unwrap().to_bytes();
        (status, serde_json::from_slice(&body).unwrap())
    }

    /// What the cache tells of an address.
    pub async fn explain(&self, address: &str) -> Value {
        let path =
            percent_encoding::utf8_percent_encode(address, percent_encoding::NON_ALPHANUMERIC);
        let (status, told) = self
            .ask(Request::get(format!("/cache/explain?path={path}")))
            .await;
        assert_eq!(status, 200, "{told}");
        told
    }

    pub fn pass(&self, seconds: u64) {
        self.clock.advance(Duration::from_secs(seconds));
    }

    /// Waits until nothing is rendered any more.
    pub async fn settle(&self) {
        for _ in 0..1000 {
            tokio::time::sleep(Duration::from_millis(1)).await;
            if self.cache.stats().under_way == 0 {
                break;
            }
        }
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
}
