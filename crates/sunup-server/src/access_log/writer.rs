//! Writes lines to standard error, some at a time.
//!
//! A system call for each line would cost as much as the answer it speaks of. Lines wait for at
//! most a tenth of a second; when very many wait, whoever adds one writes them, so that a reader
//! that is slow slows the server down and no line is lost.

use std::{
    io::{Write, stderr},
    sync::{
        Mutex, OnceLock, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use tracing_subscriber::fmt::{format, time::FormatTime};

const WAIT: Duration = Duration::from_millis(100);

/// So many bytes wait at most.
const FULL: usize = 256 << 10;

static STARTED: AtomicBool = AtomicBool::new(false);

#[derive(Default)]
struct Lines {
    text: Vec<u8>,
    /// The second that `moment` was written for.
    second: u64,
    /// `2026-11-21T21:00:00.000000Z`, of which the last digits change.
    moment: String,
}

fn lines() -> &'static Mutex<Lines> {
    static LINES: OnceLock<Mutex<Lines>> = OnceLock::new();
    LINES.get_or_init(Mutex::default)
}

/// From now on lines go this way.
pub(crate) fn start() {
    if STARTED.swap(true, Ordering::Relaxed) {
        return;
    }
    let writes = || {
        loop {
            thread::sleep(WAIT);
            flush();
        }
    };
    // Without a thread the lines are written when many wait, and at the end.
    drop(
        thread::Builder::new()
            .name("access-log".to_owned())
            .spawn(writes),
    );
}

pub(super) fn is_started() -> bool {
    STARTED.load(Ordering::Relaxed)
}

/// Adds a line, which `write` is given the time for.
pub(super) fn write(write: impl FnOnce(&str, &mut Vec<u8>)) {
    let mut lines = lines().lock().unwrap_or_else(PoisonError::into_inner);
    lines.tell_the_time();
    let Lines { text, moment, .. } = &mut *lines;
    write(moment, text);
    if text.len() >= FULL {
        lines.flush();
    }
}

/// Writes what still waits. The process calls it before it ends.
pub fn flush() {
    let mut lines = lines().lock().unwrap_or_else(PoisonError::into_inner);
    lines.flush();
}

impl Lines {
    fn flush(&mut self) {
        if !self.text.is_empty() {
            // Where nobody reads the log, as after `2>&-`, there is nobody to tell.
            let _ = stderr().lock().write_all(&self.text);
            self.text.clear();
        }
    }

    /// RFC 3339, as the other lines of the log have it.
    fn tell_the_time(&mut self) {
        let now = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        if self.second != now.as_secs() || self.moment.is_empty() {
            self.second = now.as_secs();
            self.moment.clear();
            let mut writer = format::Writer::new(&mut self.moment);
            let _ = tracing_subscriber::fmt::time::SystemTime.format_time(&mut writer);
        }
        let micros = now.subsec_micros();
        let Some(start) = self.moment.find('.') else {
            return;
        };
        self.moment.truncate(start + 1);
        let mut unit = 100_000;
        while unit > 0 {
            // A digit, so that it fits.
            self.moment
                .push(char::from(b'0' + (micros / unit % 10) as u8));
            unit /= 10;
        }
        self.moment.push('Z');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_is_that_of_the_other_lines() {
        let mut lines = Lines::default();
        lines.tell_the_time();
        let mut other = String::new();
        let mut writer = format::Writer::new(&mut other);
        tracing_subscriber::fmt::time::SystemTime
            .format_time(&mut writer)
            .expect("a time");
        assert_eq!(lines.moment.len(), other.len(), "{} {other}", lines.moment);
        assert_eq!(lines.moment[..17], other[..17], "a test runs in one minute");
        let first = lines.moment.clone();
        thread::sleep(Duration::from_millis(2));
        lines.tell_the_time();
        assert!(first < lines.moment, "{first} {}", lines.moment);
    }
}
