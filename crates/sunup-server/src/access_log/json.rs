//! A line as a JSON object, with the fields that tracing-subscriber writes.

use std::time::Duration;

use super::line::Line;
use crate::exchange::{CLIENT_LEFT, End};

/// The module that events of this kind come from.
const TARGET: &str = "sunup_server::access_log";

pub(super) fn write(
    line: &Line<'_>,
    end: &End<'_>,
    cache: Option<&str>,
    moment: &str,
    out: &mut Vec<u8>,
) {
    let (level, message) = match end.status {
        CLIENT_LEFT => ("INFO", "client left"),
        500.. => ("ERROR", "answered"),
        _ => ("INFO", "answered"),
    };
    for (name, value) in [
        ("{\"timestamp\":\"", moment.as_bytes()),
        ("\",\"level\":\"", level.as_bytes()),
        ("\",\"message\":\"", message.as_bytes()),
        ("\",\"id\":\"", line.id.as_bytes()),
        ("\",\"method\":\"", line.method.as_str().as_bytes()),
    ] {
        out.extend_from_slice(name.as_bytes());
        // Letters, digits and marks that mean nothing in JSON, all of them.
        out.extend_from_slice(value);
    }
    out.extend_from_slice(b"\",\"path\":\"");
    escaped(line.path(), out);
    out.extend_from_slice(b"\",\"route\":\"");
    escaped(end.route, out);
    if let Some(cache) = cache {
        out.extend_from_slice(b"\",\"cache\":\"");
        escaped(cache, out);
    }
    out.extend_from_slice(b"\",\"status\":");
    number(end.status.into(), out);
    out.extend_from_slice(b",\"latency_ms\":");
    milliseconds(end.elapsed, out);
    out.extend_from_slice(b",\"target\":\"");
    out.extend_from_slice(TARGET.as_bytes());
    out.extend_from_slice(b"\"}\n");
}

/// RFC 8259, section 7.
fn escaped(text: &str, out: &mut Vec<u8>) {
    let means_something = |byte: u8| byte < 0x20 || byte == b'"' || byte == b'\\';
    // All of them, which the processor does sixteen at a time; nearly no text has one.
    if !text
        .bytes()
        .fold(false, |found, byte| found | means_something(byte))
    {
        return out.extend_from_slice(text.as_bytes());
    }
    for byte in text.bytes() {
        match byte {
            b'"' | b'\\' => out.extend_from_slice(&[b'\\', byte]),
            0..0x20 => {
                const DIGITS: &[u8; 16] = b"0123456789abcdef";
                out.extend_from_slice(b"\\u00");
                out.push(DIGITS[usize::from(byte >> 4)]);
                out.push(DIGITS[usize::from(byte & 15)]);
            }
            _ => out.push(byte),
        }
    }
}

fn number(mut value: u64, out: &mut Vec<u8>) {
    let mut digits = [0; 20];
    let mut at = digits.len();
    loop {
        at -= 1;
        // Below ten, so that it fits.
        digits[at] = b'0' + (value % 10) as u8;
        value /= 10;
        if value == 0 {
            break;
        }
    }
    out.extend_from_slice(&digits[at..]);
}

/// A tenth of a millisecond is as fine as anyone reads.
fn milliseconds(time: Duration, out: &mut Vec<u8>) {
    let tenths = u64::try_from((time.as_micros() + 50) / 100).unwrap_or(u64::MAX);
    number(tenths / 10, out);
    out.push(b'.');
    number(tenths % 10, out);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request_id::RequestId;
    use http::{HeaderValue, Method};
    use std::time::Duration;

    fn written(path: &str, end: &End<'_>, cache: Option<&str>) -> String {
        let line = Line {
            id: &RequestId::accept(&HeaderValue::from_static("x")).expect("an id"),
            method: &Method::GET,
            path,
        };
        let mut out = Vec::new();
        write(&line, end, cache, "2026-11-21T21:00:00.000001Z", &mut out);
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn a_line_is_one_json_object() {
        let end = End {
            status: 200,
            route: "/article/{slug}",
            elapsed: Duration::from_micros(1_234),
        };
        assert_eq!(
            written("/article/x", &end, Some("hit")),
            "{\"timestamp\":\"2026-11-21T21:00:00.000001Z\",\"level\":\"INFO\",\
             \"message\":\"answered\",\"id\":\"x\",\"method\":\"GET\",\"path\":\"/article/x\",\
             \"route\":\"/article/{slug}\",\"cache\":\"hit\",\"status\":200,\"latency_ms\":1.2,\
             \"target\":\"sunup_server::access_log\"}\n"
        );
    }

    #[test]
    fn nothing_in_a_path_ends_the_text_it_stands_in() {
        let mut out = Vec::new();
        escaped("/\"\\\u{1}ü", &mut out);
        assert_eq!(String::from_utf8_lossy(&out), "/\\\"\\\\\\u0001ü");
    }

    #[test]
    fn times_are_rounded_to_tenths() {
        for (micros, text) in [
            (0, "0.0"),
            (49, "0.0"),
            (50, "0.1"),
            (999, "1.0"),
            (12_340, "12.3"),
        ] {
            let mut out = Vec::new();
            milliseconds(Duration::from_micros(micros), &mut out);
            assert_eq!(String::from_utf8_lossy(&out), text, "{micros}");
        }
    }
}
