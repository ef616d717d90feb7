//! A client that neither takes its answer nor ends its request is waited for, but not for ever; one
//! that is slow and goes on is.

mod client;

use std::{io, sync::Arc, time::Duration};

use axum::{
    Router,
    body::{Body, Bytes},
    routing::{get, post},
};
use client::{PATIENCE, Server, exchange, read_to_end, start, styled};
use futures::{Stream, stream};
use http::{Request, StatusCode};
use sunup_server::{config::ByteSize, limits::BodyLimitLayer, shutdown::Patience};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::{Instant, sleep, timeout},
};

const IDLE: Duration = Duration::from_secs(1);
const GET: &[u8] = b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
const PIECE: usize = 64 * 1024;

async fn serve(app: Router) -> io::Result<Server> {
    let patience = Patience {
        grace: PATIENCE,
        answer_idle: IDLE,
    };
    start(app, patience).await
}

/// An answer of so many pieces, each of which holds on to what is returned.
fn long(pieces: usize) -> (Router, Arc<()>) {
    let held = Arc::new(());
    let holds = Arc::clone(&held);
    let parts = move || {
        let held = Arc::clone(&holds);
        let parts = (0..pieces).map(move |_| {
            let _ = &held;
            io::Result::Ok(Bytes::from(vec![b'x'; PIECE]))
        });
        std::future::ready(Body::from_stream(stream::iter(parts)))
    };
    (Router::new().route("/", get(parts)), held)
}

/// Says something, then nothing for longer than a client may be silent, and then the rest.
fn events() -> Router {
    let said = || async { Body::from_stream(pauses(["first", "last"], IDLE * 3)) };
    Router::new().route("/", get(said))
}

fn pauses<const N: usize>(
    words: [&'static str; N],
    pause: Duration,
) -> impl Stream<Item = io::Result<Bytes>> + Send + 'static {
    stream::unfold(words.into_iter().enumerate(), move |mut words| async move {
        let (at, word) = words.next()?;
        if at > 0 {
            sleep(pause).await;
        }
        Some((Ok(Bytes::from(word)), words))
    })
}

async fn http2(server: &Server) -> io::Result<h2::client::SendRequest<Bytes>> {
    let stream = TcpStream::connect(server.addr).await?;
    let (client, connection) = h2::client::handshake(stream)
        .await
        .map_err(io::Error::other)?;
    tokio::spawn(connection);
    Ok(client)
}

fn request(method: &str) -> Request<()> {
    let request = Request::builder()
        .method(method)
        .uri("http://localhost/")
        .body(());
    request.expect("a valid request")
}

#[tokio::test]
async fn an_answer_that_nobody_takes_ends_with_its_connection() -> io::Result<()> {
    let pieces = 512;
    let (app, held) = long(pieces);
    let server = serve(app).await?;
    let without = Arc::strong_count(&held);
    let mut stream = TcpStream::connect(server.addr).await?;
    stream.write_all(GET).await?;
    let start = Instant::now();
    stream.readable().await?;
    assert!(Arc::strong_count(&held) > without);
    let ended = async {
        while Arc::strong_count(&held) > without {
            sleep(IDLE / 20).await;
        }
    };
    timeout(PATIENCE, ended).await?;
    assert!(start.elapsed() >= IDLE, "{:?}", start.elapsed());
    // The client is told that this was not all.
    let mut read = Vec::new();
    let end = timeout(PATIENCE, stream.read_to_end(&mut read)).await?;
    assert!(end.is_err() && read.len() < pieces * PIECE, "{end:?}");
    Ok(())
}

#[tokio::test]
async fn a_client_that_takes_its_answer_slowly_gets_all_of_it() -> io::Result<()> {
    let pieces = 320;
    let (app, _) = long(pieces);
    let server = serve(app).await?;
    let mut stream = TcpStream::connect(server.addr).await?;
    stream.write_all(GET).await?;
    let start = Instant::now();
    let (mut read, mut part) = (0, Vec::new());
    loop {
        part.clear();
        let mut next = (&mut stream).take(8 * PIECE as u64);
        match timeout(PATIENCE, next.read_to_end(&mut part)).await?? {
            0 => break,
            count => read += count,
        }
        sleep(IDLE / 16).await;
    }
    assert!(read > pieces * PIECE, "{read}");
    assert!(start.elapsed() > IDLE * 2, "{:?}", start.elapsed());
    Ok(())
}

#[tokio::test]
async fn an_answer_that_has_nothing_to_say_is_not_one_that_nobody_takes() -> io::Result<()> {
    let server = serve(events()).await?;
    let answer = exchange(server.addr, GET).await?;
    assert!(
        answer.contains("first") && answer.contains("last"),
        "{answer}"
    );
    let client = http2(&server).await?;
    let mut client = client.ready().await.map_err(io::Error::other)?;
    let (answer, _) = client
        .send_request(request("GET"), true)
        .map_err(io::Error::other)?;
    let mut body = answer.await.map_err(io::Error::other)?.into_body();
    let mut read = Vec::new();
    while let Some(data) = body.data().await {
        read.extend(data.map_err(io::Error::other)?);
    }
    assert_eq!(read, b"firstlast");
    Ok(())
}

#[tokio::test]
async fn over_http2_a_closed_window_is_an_answer_that_nobody_takes() -> io::Result<()> {
    // In one part, which the library has taken as a whole, and in many.
    let whole = Router::new().route("/", get(|| async { vec![b'x'; 1 << 20] }));
    for app in [whole, long(16).0] {
        let server = serve(app).await?;
        let mut client = http2(&server).await?;
        let (answer, _) = client
            .send_request(request("GET"), true)
            .map_err(io::Error::other)?;
        let mut body = answer.await.map_err(io::Error::other)?.into_body();
        let start = Instant::now();
        let broken = async {
            loop {
                match body.data().await {
                    // Taken from the window and not given back.
                    Some(Ok(_)) => {}
                    Some(Err(_)) => break true,
                    None => break false,
                }
            }
        };
        assert!(timeout(PATIENCE, broken).await?);
        assert!(start.elapsed() >= IDLE, "{:?}", start.elapsed());
    }
    Ok(())
}

#[tokio::test]
async fn over_http2_a_client_that_opens_its_window_slowly_gets_all_of_its_answer() -> io::Result<()>
{
    const LENGTH: usize = 1 << 20;
    let app = Router::new().route("/", get(|| async { vec![b'x'; LENGTH] }));
    let server = serve(app).await?;
    let mut client = http2(&server).await?;
    let (answer, _) = client
        .send_request(request("GET"), true)
        .map_err(io::Error::other)?;
    let mut body = answer.await.map_err(io::Error::other)?.into_body();
    let start = Instant::now();
    let mut read = 0;
    while let Some(data) = body.data().await {
        let data = data.map_err(io::Error::other)?;
        read += data.len();
        sleep(Duration::from_millis(40)).await;
        let _ = body.flow_control().release_capacity(data.len());
    }
    assert_eq!(read, LENGTH);
    assert!(start.elapsed() > IDLE * 2, "{:?}", start.elapsed());
    Ok(())
}

fn uploads() -> Router {
    let length = |body: Bytes| async move { body.len().to_string() };
    let swallows = |body: Body| async move {
        let read = axum::body::to_bytes(body, usize::MAX).await;
        if read.is_ok() { "all of it" } else { "torn" }
    };
    let limits = BodyLimitLayer::new(ByteSize::mib(1), styled()).idle(IDLE);
    Router::new()
        .route("/", post(length))
        .route("/swallows", post(swallows))
        .layer(limits)
}

#[tokio::test]
async fn a_body_of_which_nothing_more_comes_is_answered_with_408_and_the_connection_closed()
-> io::Result<()> {
    let server = serve(uploads()).await?;
    for path in ["/", "/swallows"] {
        for length in [
            "Content-Length: 10\r\n\r\nabc",
            "Transfer-Encoding: chunked\r\n\r\n3\r\nab",
        ] {
            let mut stream = TcpStream::connect(server.addr).await?;
            let head = format!("POST {path} HTTP/1.1\r\nHost: x\r\nAccept: text/html\r\n{length}");
            let start = Instant::now();
            stream.write_all(head.as_bytes()).await?;
            let answer = read_to_end(&mut stream).await?;
            assert!(start.elapsed() >= IDLE, "{:?}", start.elapsed());
            assert!(answer.starts_with("HTTP/1.1 408"), "{answer}");
            assert!(answer.contains("connection: close"), "{answer}");
            assert!(answer.contains("<h1>styled 408</h1>"), "{answer}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn over_http2_such_a_body_ends_its_stream_and_no_other() -> io::Result<()> {
    let server = serve(uploads()).await?;
    let mut client = http2(&server).await?;
    let (answer, mut silent) = client
        .send_request(request("POST"), false)
        .map_err(io::Error::other)?;
    let part = Bytes::from_static(b"abc");
    silent
        .send_data(part.clone(), false)
        .map_err(io::Error::other)?;
    let answer = timeout(PATIENCE, answer).await?.map_err(io::Error::other)?;
    assert_eq!(answer.status(), StatusCode::REQUEST_TIMEOUT);
    assert!(!answer.headers().contains_key("connection"));
    let (answer, mut whole) = client
        .send_request(request("POST"), false)
        .map_err(io::Error::other)?;
    whole.send_data(part, true).map_err(io::Error::other)?;
    let answer = timeout(PATIENCE, answer).await?.map_err(io::Error::other)?;
    assert_eq!(answer.status(), StatusCode::OK);
    Ok(())
}

#[tokio::test]
async fn a_body_that_comes_slowly_is_read_to_its_end() -> io::Result<()> {
    let server = serve(uploads()).await?;
    let mut stream = TcpStream::connect(server.addr).await?;
    let head = b"POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 12\r\n\r\n";
    stream.write_all(head).await?;
    for _ in 0..12 {
        sleep(IDLE / 4).await;
        stream.write_all(b"x").await?;
    }
    let answer = read_to_end(&mut stream).await?;
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert!(answer.ends_with("\r\n\r\n12"), "{answer}");
    Ok(())
}
