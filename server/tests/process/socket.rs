//! Requests and answers as bytes: nothing between the test and what the server says.

use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    thread,
    time::{Duration, Instant},
};

/// A process that does not come up or does not end is stopped here; no test is about time.
pub(crate) const HANG: Duration = Duration::from_secs(60);

pub(crate) fn free() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("its address")
}

pub(crate) fn wait_for(what: &str, mut done: impl FnMut() -> bool) {
    let start = Instant::now();
    while !done() {
        assert!(start.elapsed() < HANG, "{what} never came");
        thread::sleep(Duration::from_millis(20));
    }
}

/// Sends the head of a request and reads the answer to the end of the connection.
pub(crate) fn ask(addr: SocketAddr, head: &str) -> String {
    let mut stream = TcpStream::connect(addr).expect("a connection");
    stream.set_read_timeout(Some(HANG)).expect("a time limit");
    // A server that has refused the request may close before it has read all of it.
    let _ = stream.write_all(format!("{head}connection: close\r\n\r\n").as_bytes());
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

pub(crate) fn status(answer: &str) -> u16 {
    let word = answer.split(' ').nth(1).unwrap_or_default();
    word.parse()
        .unwrap_or_else(|_| panic!("no status in {answer:?}"))
}
