//! One exchange of HTTP/1.1 over a plain connection (RFC 9112), which is all that the admin
//! listener of a site takes: no TLS, no proxy, no redirect. A client that can do more takes longer
//! to compile than the rest of this command.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// How long the other side may keep silent.
const PATIENCE: Duration = Duration::from_secs(10);

/// Bytes of a line, and of a body, that are read at most.
const LONGEST_LINE: u64 = 64 << 10;
const LONGEST_BODY: u64 = 256 << 20;

/// An answer with its body read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) body: String,
}

/// Sends a request without a body and reads the answer.
///
/// # Errors
/// Of the kind `InvalidData` when what answers does not speak HTTP.
pub(super) fn exchange(
    to: SocketAddr,
    method: &str,
    target: &str,
    token: Option<&str>,
) -> io::Result<Answer> {
    let mut stream = TcpStream::connect_timeout(&to, PATIENCE)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let bearer = token.map(|token| format!("Authorization: Bearer {token}\r\n"));
    let bearer = bearer.unwrap_or_default();
    let request = format!(
        "{method} {target} HTTP/1.1\r\nHost: {to}\r\n{bearer}Accept: application/json\r\n\
         Content-Length: 0\r\nConnection: close\r\n\r\n"
    );
    stream.write_all(request.as_bytes())?;
    answer(&mut BufReader::new(stream))
}

fn answer(from: &mut impl BufRead) -> io::Result<Answer> {
    loop {
        let status = status(&line(from)?)?;
        let mut framing = Framing::UntilClosed;
        loop {
            let field = line(from)?;
            if field.is_empty() {
                break;
            }
            framing = framing.after(&field)?;
        }
        // Interim responses come before the one that counts (RFC 9110, section 15.2).
        if !(100..200).contains(&status) {
            let body = body(from, framing)?;
            let body = String::from_utf8_lossy(&body).into_owned();
            return Ok(Answer { status, body });
        }
    }
}

/// Where a body ends (RFC 9112, section 6.3).
#[derive(Clone, Copy)]
enum Framing {
    UntilClosed,
    Length(u64),
    Chunked,
}

impl Framing {
    /// What a field says about it; chunks win over a length.
    fn after(self, field: &str) -> io::Result<Self> {
        let (name, value) = field.split_once(':').ok_or_else(no_http)?;
        let value = value.trim();
        if name.eq_ignore_ascii_case("transfer-encoding") {
            return match value.eq_ignore_ascii_case("chunked") {
                true => Ok(Self::Chunked),
                false => Err(no_http()),
            };
        }
        if name.eq_ignore_ascii_case("content-length") && !matches!(self, Self::Chunked) {
            return Ok(Self::Length(value.parse().map_err(|_| no_http())?));
        }
        Ok(self)
    }
}

fn body(from: &mut impl BufRead, framing: Framing) -> io::Result<Vec<u8>> {
    let mut body = Vec::new();
    match framing {
        Framing::UntilClosed => {
            from.take(LONGEST_BODY).read_to_end(&mut body)?;
        }
        Framing::Length(length) => piece(from, length, &mut body)?,
        Framing::Chunked => loop {
            let size = line(from)?;
            let size = size.split(';').next().unwrap_or_default().trim();
            let size = u64::from_str_radix(size, 16).map_err(|_| no_http())?;
            if size == 0 {
                // Trailer fields say nothing that is needed here.
                while !line(from)?.is_empty() {}
                break;
            }
            piece(from, size, &mut body)?;
            line(from)?;
        },
    }
    Ok(body)
}

/// Reads exactly so many bytes more.
fn piece(from: &mut impl BufRead, length: u64, body: &mut Vec<u8>) -> io::Result<()> {
    if length.saturating_add(body.len() as u64) > LONGEST_BODY {
        return Err(io::Error::other("the answer is too long"));
    }
    match from.take(length).read_to_end(body)? as u64 == length {
        true => Ok(()),
        false => Err(io::ErrorKind::UnexpectedEof.into()),
    }
}

fn status(line: &str) -> io::Result<u16> {
    let rest = line.strip_prefix("HTTP/1.").ok_or_else(no_http)?;
    let status = rest.split(' ').nth(1).unwrap_or_default();
    status.parse().map_err(|_| no_http())
}

/// One line of the head, without its end.
fn line(from: &mut impl BufRead) -> io::Result<String> {
    let mut line = Vec::new();
    from.take(LONGEST_LINE).read_until(b'\n', &mut line)?;
    match line.last() {
        Some(b'\n') => Ok(String::from_utf8_lossy(&line).trim_end().to_owned()),
        None => Err(io::ErrorKind::UnexpectedEof.into()),
        Some(_) => Err(no_http()),
    }
}

fn no_http() -> io::Error {
    io::ErrorKind::InvalidData.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> io::Result<Answer> {
        answer(&mut text.as_bytes())
    }

    fn body_of(text: &str) -> String {
        read(text).unwrap().body
    }

    #[test]
    fn a_body_ends_where_its_length_its_chunks_or_the_connection_say() {
        let length = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}and more";
        assert_eq!(body_of(length), "{}");
        let chunks = "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n\
                      1\r\n{\r\n1;x=y\r\n}\r\n0\r\nX-Trailer: z\r\n\r\n";
        assert_eq!(body_of(chunks), "{}");
        assert_eq!(body_of("HTTP/1.0 200 OK\r\n\r\n{}"), "{}");
    }

    #[test]
    fn an_interim_response_is_not_the_answer() {
        let text = "HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\nHTTP/1.1 404 \r\n\r\nno";
        let answer = read(text).unwrap();
        assert_eq!((answer.status, answer.body.as_str()), (404, "no"));
    }

    #[test]
    fn an_answer_that_breaks_off_is_no_answer() {
        for text in [
            "",
            "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{}",
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nab",
        ] {
            let kind = read(text).unwrap_err().kind();
            assert_eq!(kind, io::ErrorKind::UnexpectedEof, "{text:?}");
        }
    }

    #[test]
    fn what_is_no_http_is_told_from_what_breaks_off() {
        for text in [
            "SSH-2.0-OpenSSH_9.6\r\n",
            "HTTP/1.1 fine\r\n\r\n",
            "HTTP/1.1 200 OK\r\nno field\r\n\r\n",
            "HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n",
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n",
        ] {
            let kind = read(text).unwrap_err().kind();
            assert_eq!(kind, io::ErrorKind::InvalidData, "{text:?}");
        }
    }

    #[test]
    fn a_length_beyond_all_measure_allocates_nothing() {
        let text = format!(
            "HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n",
            u64::MAX / 2
        );
        assert_eq!(read(&text).unwrap_err().kind(), io::ErrorKind::Other);
    }
}
