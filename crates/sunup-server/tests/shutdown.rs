//! Stopping lets requests in flight finish, has an end, and ends with the exit code 0.

mod client;

use std::{
    io,
    process::{Command, Stdio},
    time::Duration,
};

use axum::{Router, extract::ConnectInfo, routing::get};
use client::{PATIENCE, exchange, read_to_end, start};
use std::net::SocketAddr;
use sunup_server::{
    shutdown::{Outcome, Signal, serve},
    telemetry,
};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    sync::mpsc,
    time::{sleep, timeout},
};

const REQUEST: &[u8] = b"GET /slow HTTP/1.1\r\nHost: x\r\n\r\n";
const HOUR: Duration = Duration::from_secs(3600);

/// A route that says when it has begun and then takes `time`.
fn slow(time: Duration) -> (Router, mpsc::UnboundedReceiver<()>) {
    let (begun, begins) = mpsc::unbounded_channel();
    let handler = move || {
        let begun = begun.clone();
        async move {
            let _ = begun.send(());
            sleep(time).await;
            "finished"
        }
    };
    (Router::new().route("/slow", get(handler)), begins)
}

async fn outcome(server: client::Server) -> io::Result<Outcome> {
    Ok(timeout(PATIENCE, server.outcome).await??)
}

#[tokio::test]
async fn a_request_in_flight_finishes_and_its_connection_closes() -> io::Result<()> {
    let (app, mut begins) = slow(Duration::from_millis(300));
    let server = start(app, HOUR).await?;
    let mut stream = TcpStream::connect(server.addr).await?;
    stream.write_all(REQUEST).await?;
    begins.recv().await;
    server.trigger.raise();
    let answer = read_to_end(&mut stream).await?;
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert!(answer.ends_with("finished"), "{answer}");
    assert_eq!(outcome(server).await?, Outcome { cut: 0 });
    Ok(())
}

#[tokio::test]
async fn new_connections_are_refused_and_idle_ones_closed_at_once() -> io::Result<()> {
    let (app, mut begins) = slow(Duration::ZERO);
    let server = start(app, HOUR).await?;
    let mut silent = TcpStream::connect(server.addr).await?;
    let mut idle = TcpStream::connect(server.addr).await?;
    idle.write_all(REQUEST).await?;
    begins.recv().await;
    server.trigger.raise();
    let addr = server.addr;
    assert_eq!(outcome(server).await?, Outcome { cut: 0 });
    assert_eq!(read_to_end(&mut silent).await?, "");
    assert!(read_to_end(&mut idle).await?.ends_with("finished"));
    assert!(TcpStream::connect(addr).await.is_err());
    Ok(())
}

#[tokio::test]
async fn a_request_whose_headers_are_half_sent_does_not_hold_the_end() -> io::Result<()> {
    let (app, mut begins) = slow(Duration::ZERO);
    let server = start(app, HOUR).await?;
    let mut first = TcpStream::connect(server.addr).await?;
    first.write_all(b"GET /slow HTTP/1.1\r\nHo").await?;
    let mut second = TcpStream::connect(server.addr).await?;
    second.write_all(REQUEST).await?;
    begins.recv().await;
    second.write_all(b"GET /slow HT").await?;
    let mut http2 = TcpStream::connect(server.addr).await?;
    http2.write_all(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").await?;
    sleep(Duration::from_millis(100)).await;
    server.trigger.raise();
    assert_eq!(outcome(server).await?, Outcome { cut: 0 });
    assert_eq!(read_to_end(&mut first).await?, "");
    assert!(read_to_end(&mut second).await?.ends_with("finished"));
    Ok(())
}

#[tokio::test]
async fn a_client_that_reads_slowly_gets_all_of_its_answer() -> io::Result<()> {
    const SIZE: usize = 32 * 1024 * 1024;
    let (begun, mut begins) = mpsc::unbounded_channel();
    let handler = move || {
        let _ = begun.send(());
        std::future::ready(vec![b'x'; SIZE])
    };
    let server = start(Router::new().route("/slow", get(handler)), HOUR).await?;
    let mut stream = TcpStream::connect(server.addr).await?;
    stream.write_all(REQUEST).await?;
    begins.recv().await;
    server.trigger.raise();
    // The handler and the body are done long before the client has read them.
    sleep(Duration::from_secs(3)).await;
    let answer = read_to_end(&mut stream).await?;
    assert!(answer.len() > SIZE, "{} bytes", answer.len());
    assert_eq!(outcome(server).await?, Outcome { cut: 0 });
    Ok(())
}

#[tokio::test]
async fn a_client_that_reads_slowly_over_http2_gets_all_of_its_answer() -> io::Result<()> {
    const LENGTH: usize = 1 << 20;
    let app = Router::new().route("/", get(|| async { vec![b'x'; LENGTH] }));
    let server = start(app, HOUR).await?;
    let stream = TcpStream::connect(server.addr).await?;
    let (mut client, connection) = h2::client::handshake(stream)
        .await
        .map_err(io::Error::other)?;
    tokio::spawn(connection);
    let request = http::Request::get("http://localhost/").body(());
    let request = request.map_err(io::Error::other)?;
    let (answer, _) = client
        .send_request(request, true)
        .map_err(io::Error::other)?;
    let mut body = answer.await.map_err(io::Error::other)?.into_body();
    server.trigger.raise();
    // The window is full, and nothing moves for longer than a silence may last.
    sleep(Duration::from_secs(2)).await;
    let mut read = 0;
    while let Some(data) = body.data().await {
        let data = data.map_err(io::Error::other)?;
        read += data.len();
        let _ = body.flow_control().release_capacity(data.len());
    }
    assert_eq!(read, LENGTH);
    drop((body, client));
    assert_eq!(outcome(server).await?, Outcome { cut: 0 });
    Ok(())
}

#[tokio::test]
async fn an_answer_that_comes_in_parts_is_not_cut_between_them() -> io::Result<()> {
    let parts = || async {
        let parts = futures::stream::unfold(0, |n| async move {
            let wait = if n == 0 { 0 } else { 3 };
            sleep(Duration::from_secs(wait)).await;
            (n < 2).then(|| (io::Result::Ok(format!("part {n}")), n + 1))
        });
        axum::body::Body::from_stream(parts)
    };
    let server = start(Router::new().route("/slow", get(parts)), HOUR).await?;
    let mut stream = TcpStream::connect(server.addr).await?;
    stream.write_all(REQUEST).await?;
    sleep(Duration::from_millis(100)).await;
    server.trigger.raise();
    let answer = read_to_end(&mut stream).await?;
    assert!(
        answer.contains("part 0") && answer.contains("part 1"),
        "{answer}"
    );
    assert_eq!(outcome(server).await?, Outcome { cut: 0 });
    Ok(())
}

#[tokio::test]
async fn what_does_not_finish_within_the_grace_is_cut_and_counted() -> io::Result<()> {
    let (app, mut begins) = slow(HOUR);
    let server = start(app, Duration::from_millis(50)).await?;
    let mut streams = Vec::new();
    for _ in 0..3 {
        let mut stream = TcpStream::connect(server.addr).await?;
        stream.write_all(REQUEST).await?;
        begins.recv().await;
        streams.push(stream);
    }
    server.trigger.raise();
    assert_eq!(outcome(server).await?, Outcome { cut: 3 });
    for stream in &mut streams {
        assert_eq!(read_to_end(stream).await?, "");
    }
    Ok(())
}

#[tokio::test]
async fn a_second_signal_ends_the_grace() -> io::Result<()> {
    let (app, mut begins) = slow(HOUR);
    let server = start(app, HOUR).await?;
    let mut stream = TcpStream::connect(server.addr).await?;
    stream.write_all(REQUEST).await?;
    begins.recv().await;
    server.trigger.raise();
    server.trigger.raise();
    assert_eq!(outcome(server).await?, Outcome { cut: 1 });
    Ok(())
}

#[tokio::test]
async fn one_signal_stops_two_listeners() -> io::Result<()> {
    let (trigger, signal) = Signal::manual();
    let mut serving = Vec::new();
    for _ in 0..2 {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let app = Router::new();
        serving.push(tokio::spawn(serve(listener, app, signal.clone(), HOUR)));
    }
    trigger.raise();
    for served in serving {
        assert_eq!(timeout(PATIENCE, served).await??, Outcome { cut: 0 });
    }
    Ok(())
}

#[tokio::test]
async fn a_handler_is_told_the_address_of_its_client() -> io::Result<()> {
    let peer = |ConnectInfo(peer): ConnectInfo<SocketAddr>| async move { peer.ip().to_string() };
    let server = start(Router::new().route("/", get(peer)), HOUR).await?;
    let request = b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    let answer = exchange(server.addr, request).await?;
    assert!(answer.ends_with("127.0.0.1"), "{answer}");
    Ok(())
}

#[tokio::test]
async fn a_server_whose_trigger_is_gone_goes_on() -> io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let addr = listener.local_addr()?;
    let (trigger, signal) = Signal::manual();
    drop(trigger);
    let serving = tokio::spawn(serve(listener, Router::new(), signal, HOUR));
    let request = b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    assert!(exchange(addr, request).await?.starts_with("HTTP/1.1 404"));
    assert!(!serving.is_finished());
    Ok(())
}

/// The child of the test below: a whole process with a real signal handler and a real log.
#[tokio::test]
async fn child_process() -> io::Result<()> {
    if std::env::var_os("SUNUP_TEST_CHILD").is_none() {
        return Ok(());
    }
    telemetry::init(&telemetry::Config {
        filter: telemetry::Filter::default(),
        format: telemetry::Format::Auto,
    })
    .map_err(io::Error::other)?;
    let (app, _begins) = slow(Duration::from_millis(300));
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let signal = Signal::install()?;
    tracing::info!(addr = %listener.local_addr()?, "listening");
    let outcome = serve(listener, app, signal, HOUR).await;
    tracing::info!(cut = outcome.cut, "stopped");
    Ok(())
}

#[cfg(unix)]
#[tokio::test]
async fn sigterm_and_sigint_end_a_process_with_exit_code_0_after_its_last_answer() -> io::Result<()>
{
    for signal in ["TERM", "INT"] {
        let mut child = tokio::process::Command::new(std::env::current_exe()?)
            .args(["--exact", "child_process", "--nocapture"])
            .env("SUNUP_TEST_CHILD", "1")
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let stderr = child.stderr.take().ok_or(io::ErrorKind::BrokenPipe)?;
        let mut log = BufReader::new(stderr).lines();
        let line = timeout(PATIENCE, log.next_line())
            .await??
            .unwrap_or_default();
        assert!(
            line.starts_with('{') && line.ends_with('}'),
            "JSON off a terminal: {line}"
        );
        let addr: SocketAddr = line
            .split('"')
            .find_map(|part| part.parse().ok())
            .ok_or(io::ErrorKind::InvalidData)?;

        let mut stream = TcpStream::connect(addr).await?;
        stream.write_all(REQUEST).await?;
        sleep(Duration::from_millis(100)).await;
        let pid = child.id().ok_or(io::ErrorKind::NotFound)?;
        let sent = Command::new("sh")
            .args(["-c", &format!("kill -{signal} {pid}")])
            .status()?;
        assert!(sent.success());
        assert!(
            read_to_end(&mut stream).await?.ends_with("finished"),
            "{signal}"
        );
        let status = timeout(PATIENCE, child.wait()).await??;
        assert_eq!(status.code(), Some(0), "{signal}");
        let last = log.next_line().await?.unwrap_or_default();
        assert!(last.contains("\"cut\":0"), "{last}");
    }
    Ok(())
}
