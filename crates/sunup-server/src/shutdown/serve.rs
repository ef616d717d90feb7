//! The accept loop.
//!
//! Axum's own `serve` has no end to its grace period, leaves Nagle's algorithm on and waits for
//! ever for the headers of a request; this one does the same work with hyper-util in a page.

use std::{convert::Infallible, net::SocketAddr, pin::pin, time::Duration};

use axum::{Extension, body::Body, extract::ConnectInfo, response::Response, serve::Listener};
use http::Request;
use hyper_util::{
    rt::{TokioExecutor, TokioIo, TokioTimer},
    server::conn::auto::Builder,
};
use tokio::{
    net::{TcpListener, TcpStream},
    task::JoinSet,
    time::{sleep, timeout},
};
use tower::{Layer, Service};

use super::{
    Patience, Signal,
    in_flight::InFlight,
    per_connection::PerConnection,
    watch::{End, Watch},
    written::Written,
};

/// How long a client may take for the headers of a request, and how long a connection may be idle
/// between two; five seconds more at most. Above the 60 seconds of most load balancers, so that
/// they close first.
const IDLE: Duration = Duration::from_secs(75);

/// How long a connection has to be without a request before it is closed on a signal: enough for
/// headers that are on their way and for the farewell of HTTP/2.
const SILENCE: Duration = Duration::from_secs(1);

/// How the serving ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Connections with a request still in flight when the grace period was over.
    pub cut: usize,
}

/// Serves until `signal`, then lets requests in flight finish for at most the grace period.
///
/// Handlers find the client's address as `ConnectInfo<SocketAddr>`.
pub async fn serve<S>(
    listener: TcpListener,
    service: S,
    signal: Signal,
    patience: impl Into<Patience>,
) -> Outcome
where
    S: Service<Request<Body>, Response = Response, Error = Infallible> + Clone + Send + 'static,
    S::Future: Send,
{
    let of_peer = |peer: SocketAddr| Extension(ConnectInfo(peer)).layer(service.clone());
    serve_each(listener, of_peer, signal, patience).await
}

/// As [`serve`], with a service of each connection's own, which `of_peer` makes for its client.
pub async fn serve_each<S>(
    mut listener: TcpListener,
    mut of_peer: impl FnMut(SocketAddr) -> S,
    signal: Signal,
    patience: impl Into<Patience>,
) -> Outcome
where
    S: Service<Request<Body>, Response = Response, Error = Infallible> + Clone + Send + 'static,
    S::Future: Send,
{
    let Patience { grace, answer_idle } = patience.into();
    let mut connections = JoinSet::new();
    let mut stopping = pin!(signal.stopping());
    loop {
        tokio::select! {
            // `Listener::accept` logs errors and waits a second when file handles run out.
            (stream, peer) = Listener::accept(&mut listener) => {
                let service = of_peer(peer);
                connections.spawn(connection(stream, peer, service, signal.clone(), answer_idle));
            }
            Some(_) = connections.join_next() => {}
            () = &mut stopping => break,
        }
    }
    drop(listener);
    let mut end_of_grace = pin!(async {
        tokio::select! {
            () = sleep(grace) => {}
            () = signal.at_once() => {}
        }
    });
    loop {
        tokio::select! {
            // Those that finished in time are counted out before the time is looked at.
            biased;
            finished = connections.join_next() => {
                if finished.is_none() {
                    return Outcome { cut: 0 };
                }
            }
            () = &mut end_of_grace => break,
        }
    }
    let cut = connections.len();
    connections.shutdown().await;
    Outcome { cut }
}

async fn connection<S>(
    stream: TcpStream,
    peer: SocketAddr,
    service: S,
    signal: Signal,
    answer_idle: Duration,
) where
    S: Service<Request<Body>, Response = Response, Error = Infallible> + Clone + Send + 'static,
    S::Future: Send,
{
    prepare(&stream);
    // hyper-util looks at the first bytes to tell HTTP/1 from HTTP/2, without a time limit.
    let speaks = tokio::select! {
        readable = timeout(IDLE, stream.readable()) => matches!(readable, Ok(Ok(()))),
        () = signal.stopping() => false,
    };
    if !speaks {
        return;
    }
    let (in_flight, written) = (InFlight::default(), Written::default());
    let service = PerConnection::new(service, in_flight.clone());
    let mut builder = Builder::new(TokioExecutor::new());
    // Hyper's own limit would set a timer for each request, see `Watch`.
    builder.http1().header_read_timeout(None);
    builder.http2().timer(TokioTimer::new());
    let stream = TokioIo::new(written.of(stream));
    let mut served = pin!(builder.serve_connection_with_upgrades(stream, service));
    let watch = Watch {
        in_flight: &in_flight,
        written: &written,
        idle: IDLE,
        answer_idle,
    };
    let mut ended = tokio::select! {
        result = served.as_mut() => Ok(result),
        end = watch.end() => Err(end),
        () = signal.stopping() => Err(End::Quiet),
    };
    if let Err(End::Quiet) = ended {
        served.as_mut().graceful_shutdown();
        let watch = Watch {
            idle: SILENCE,
            ..watch
        };
        ended = tokio::select! {
            result = served.as_mut() => Ok(result),
            end = watch.end() => Err(end),
        };
    }
    match ended {
        Ok(Ok(())) | Err(End::Quiet) => {}
        // Clients break off all the time; that is their affair.
        Ok(Err(error)) => tracing::debug!(%peer, %error, "the connection ended early"),
        Err(End::Stalled) => {
            tracing::debug!(%peer, "the client took nothing of its answer any more");
            written.give_up();
        }
    }
}

/// Without this the last part of a streamed page waits 40 ms for the client's acknowledgement.
fn prepare(stream: &TcpStream) {
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "TCP_NODELAY cannot be set");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_connection_is_prepared_with_tcp_nodelay() -> std::io::Result<()> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let _client = TcpStream::connect(listener.local_addr()?).await?;
        let (stream, _) = listener.accept().await?;
        assert!(!stream.nodelay()?);
        prepare(&stream);
        assert!(stream.nodelay()?);
        Ok(())
    }
}
