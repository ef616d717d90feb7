//! Logs every panic once, with the frames that matter.

use std::{
    backtrace::Backtrace,
    fmt::Write as _,
    panic::{PanicHookInfo, set_hook},
    thread,
};

use tracing::error;

/// From now on a panic is one log event at the level `error`: what, where, and the backtrace,
/// inside the span of the request in which it happened. Whoever catches the panic need not log.
pub fn install() {
    set_hook(Box::new(log));
    // The first backtrace of a process reads the names of all its functions, which takes longer
    // than a page may. It is not to be the one of a request.
    thread::spawn(|| drop(Backtrace::force_capture().to_string()));
}

fn log(info: &PanicHookInfo<'_>) {
    let message = info.payload_as_str().unwrap_or("(no message)");
    let location = info.location().map(ToString::to_string).unwrap_or_default();
    let backtrace = trimmed(&Backtrace::force_capture().to_string());
    let thread = thread::current();
    error!(
        target: "panic",
        location,
        thread = thread.name().unwrap_or("unnamed"),
        backtrace = %backtrace,
        "panicked: {message}"
    );
}

/// Leaves out the frames of the panic machinery, of the standard library and of the runtime: in
/// an async server they are nine of ten, and the same every time.
fn trimmed(backtrace: &str) -> String {
    let frames = frames(backtrace);
    let own: Vec<&str> = frames
        .iter()
        .copied()
        .filter(|frame| !is_machinery(frame))
        .collect();
    // A panic inside the machinery itself has no own frames; then all of them are the news.
    let shown = if own.is_empty() { &frames } else { &own };
    let mut text = String::new();
    for frame in shown {
        text.push('\n');
        text.push_str(frame.trim_end());
    }
    let left_out = frames.len() - shown.len();
    if left_out > 0 {
        let _ = write!(text, "\n  ({left_out} frames of the runtime left out)");
    }
    text
}

/// A frame is a line `  12: path::of::function` and the line `at file:line` after it.
fn frames(backtrace: &str) -> Vec<&str> {
    let mut starts: Vec<usize> = Vec::new();
    let mut offset = 0;
    for line in backtrace.split_inclusive('\n') {
        if starts_frame(line) {
            starts.push(offset);
        }
        offset += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([backtrace.len()]);
    starts
        .iter()
        .zip(ends)
        .map(|(start, end)| &backtrace[*start..end])
        .collect()
}

fn starts_frame(line: &str) -> bool {
    let number = line.trim_start().split(':').next().unwrap_or_default();
    !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// By the name of the function, or by its file where the name has no crate in it (closures).
fn is_machinery(frame: &str) -> bool {
    const CRATES: [&str; 13] = [
        "std::",
        "core::",
        "alloc::",
        "__",
        "_rust",
        "_start",
        "rust_",
        "start_thread",
        "tokio::",
        "hyper",
        "tower",
        "axum",
        "futures_",
    ];
    const FILES: [&str; 12] = [
        "/library/std/",
        "/library/core/",
        "/library/alloc/",
        "/library/test/",
        "/sysdeps/",
        "/telemetry/panic_hook.rs",
        "/tokio-1",
        "/tracing-",
        "/hyper",
        "/tower-",
        "/axum-",
        "/futures-",
    ];
    let (name, file) = frame.split_once('\n').unwrap_or((frame, ""));
    let name = name.split_once(": ").map_or("", |(_, name)| name);
    // `<alloc::boxed::Box<F> as core::future::Future>::poll` names its crate after the bracket.
    let name = name.trim_start_matches(['<', '&', '(']);
    CRATES.iter().any(|start| name.starts_with(start))
        || FILES.iter().any(|part| file.contains(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BACKTRACE: &str = "   0: std::backtrace::Backtrace::create
             at /rustc/abc/library/std/src/backtrace.rs:331:13
   1: {closure#0}<app::Page>
             at /rustc/abc/library/core/src/ops/function.rs:250:5
   2: app::pages::article::load
             at ./app/src/pages/article/data.rs:12:5
   3: poll<F>
             at /registry/src/index/tokio-1.54.1/src/task.rs:1:2
   4: {async_block#0}
             at ./app/src/app.rs:8:9
   5: clone3
";

    #[test]
    fn a_trimmed_backtrace_keeps_the_frames_of_the_site() {
        let text = trimmed(BACKTRACE);
        for kept in ["2: app::pages::article::load", "data.rs:12:5", "app.rs:8:9"] {
            assert!(text.contains(kept), "{kept} is not in {text}");
        }
        for left_out in ["create", "function.rs", "tokio"] {
            assert!(!text.contains(left_out), "{left_out} is in {text}");
        }
        assert!(
            text.ends_with("(3 frames of the runtime left out)"),
            "{text}"
        );
    }

    #[test]
    fn a_backtrace_of_the_runtime_alone_is_kept_whole() {
        let text = trimmed("   0: tokio::a\n   1: core::b\n");
        assert_eq!(text, "\n   0: tokio::a\n   1: core::b");
        assert_eq!(trimmed("disabled backtrace"), "");
    }
}
