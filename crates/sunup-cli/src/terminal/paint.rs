//! Colours, when standard output is a terminal and `NO_COLOR` is not set.

use std::env;
use std::fmt;
use std::io::{self, IsTerminal};
use std::sync::LazyLock;

/// The few meanings colour carries here; none is carried by colour alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Paint {
    Plain,
    Strong,
    Quiet,
    Good,
    Warn,
    Bad,
}

impl Paint {
    fn code(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Strong => "1",
            Self::Quiet => "2",
            Self::Good => "32",
            Self::Warn => "33",
            Self::Bad => "1;31",
        }
    }
}

/// The text in the colour, or bare where colours are off.
pub(crate) fn paint(paint: Paint, text: impl fmt::Display) -> String {
    static COLOURS: LazyLock<bool> = LazyLock::new(|| {
        let refused = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        io::stdout().is_terminal()
            && !refused
            && env::var_os("TERM").is_none_or(|term| term != "dumb")
    });
    if *COLOURS && paint != Paint::Plain {
        format!("\x1b[{}m{text}\x1b[0m", paint.code())
    } else {
        text.to_string()
    }
}
