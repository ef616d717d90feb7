//! A client for the tests: in process for what is about requests, on a socket for what is about
//! bytes and connections.

// Every test file is a crate of its own and uses its share of this.
#![allow(dead_code, unreachable_pub)]

use std::{io, net::SocketAddr, time::Duration};

use axum::{Router, body::Body};
use http::{HeaderMap, Request, StatusCode};
use http_body_util::BodyExt;
use sunup_server::{
    error_page::ErrorPages,
    shutdown::{Outcome, Patience, Signal, Trigger, serve},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
    time::timeout,
};
use tower::ServiceExt;

/// Long enough for a loaded machine; a test that reaches it hangs.
pub const PATIENCE: Duration = Duration::from_secs(20);

#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }
}

pub async fn send(app: &Router, request: Request<Body>) -> Answer {
    let response = app.clone().oneshot(request).await.expect("infallible");
    let (parts, body) = response.into_parts();
    let bytes = body.collect().await.expect("a whole body").to_bytes();
    Answer {
        status: parts.status,
        headers: parts.headers,
        bytes: bytes.to_vec(),
    }
}

pub async fn get(app: &Router, path: &str, headers: &[(&str, &str)]) -> Answer {
    ask(app, "GET", path, headers).await
}

pub async fn ask(app: &Router, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(Body::empty()).expect("a valid request");
    send(app, request).await
}

/// Error pages that can be told from everything else.
pub fn styled() -> ErrorPages {
    ErrorPages::new(|status, reason| format!("<h1>styled {}</h1><p>{reason}</p>", status.as_u16()))
}

pub struct Server {
    pub addr: SocketAddr,
    pub trigger: Trigger,
    pub outcome: JoinHandle<Outcome>,
}

pub async fn start(app: Router, patience: impl Into<Patience>) -> io::Result<Server> {
    let patience = patience.into();
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let addr = listener.local_addr()?;
    let (trigger, signal) = Signal::manual();
    let outcome = tokio::spawn(serve(listener, app, signal, patience));
    Ok(Server {
        addr,
        trigger,
        outcome,
    })
}

/// Sends bytes as they are and reads until the server closes.
pub async fn exchange(addr: SocketAddr, bytes: &[u8]) -> io::Result<String> {
    let mut stream = TcpStream::connect(addr).await?;
    // A server that refuses early may close while a long request is still being written.
    let _ = stream.write_all(bytes).await;
    read_to_end(&mut stream).await
}

pub async fn read_to_end(stream: &mut TcpStream) -> io::Result<String> {
    let mut answer = Vec::new();
    match timeout(PATIENCE, stream.read_to_end(&mut answer)).await? {
        Err(error) if answer.is_empty() => return Err(error),
        _ => {}
    }
    Ok(String::from_utf8_lossy(&answer).into_owned())
}
