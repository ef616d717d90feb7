//! What a value of a setting can be.

use std::{
    net::SocketAddr,
    num::NonZeroU8,
    path::{Path, PathBuf},
};

/// A type that a setting can have.
pub trait Setting: Sized {
    /// Ends the sentence "it should be …".
    const EXPECTS: &'static str;

    /// True when the text must never be printed.
    const SECRET: bool = false;

    /// The value, or `None` when the text means none.
    fn parse(text: &str) -> Option<Self>;

    /// The value as [`Reader::describe`](super::Reader::describe) shows it.
    fn show(&self) -> String;

    /// A text that means no value, as an error repeats it: without what must not be printed.
    fn repeat(text: &str) -> String {
        text.to_owned()
    }
}

impl<T: Setting> Setting for Option<T> {
    const EXPECTS: &'static str = T::EXPECTS;
    const SECRET: bool = T::SECRET;

    fn parse(text: &str) -> Option<Self> {
        T::parse(text).map(Some)
    }

    fn show(&self) -> String {
        self.as_ref()
            .map_or_else(|| "(unset)".to_owned(), Setting::show)
    }

    fn repeat(text: &str) -> String {
        T::repeat(text)
    }
}

impl Setting for String {
    const EXPECTS: &'static str = "a text";

    fn parse(text: &str) -> Option<Self> {
        Some(text.to_owned())
    }

    fn show(&self) -> String {
        self.clone()
    }
}

impl Setting for PathBuf {
    const EXPECTS: &'static str = "a path";

    fn parse(text: &str) -> Option<Self> {
        (!text.contains('\0')).then(|| Path::new(text).to_owned())
    }

    fn show(&self) -> String {
        self.display().to_string()
    }
}

impl Setting for bool {
    const EXPECTS: &'static str = "`on` or `off`";

    fn parse(text: &str) -> Option<Self> {
        match text {
            "on" | "true" => Some(true),
            "off" | "false" => Some(false),
            _ => None,
        }
    }

    fn show(&self) -> String {
        if *self { "on" } else { "off" }.to_owned()
    }
}

impl Setting for SocketAddr {
    const EXPECTS: &'static str = "an IP address with a port, such as 127.0.0.1:3000 or [::]:3000";

    fn parse(text: &str) -> Option<Self> {
        text.parse().ok()
    }

    fn show(&self) -> String {
        self.to_string()
    }
}

impl Setting for u16 {
    const EXPECTS: &'static str = "a whole number from 0 to 65535";

    fn parse(text: &str) -> Option<Self> {
        text.parse().ok()
    }

    fn show(&self) -> String {
        self.to_string()
    }
}

impl Setting for NonZeroU8 {
    const EXPECTS: &'static str = "a whole number from 1 to 255";

    fn parse(text: &str) -> Option<Self> {
        text.parse().ok()
    }

    fn show(&self) -> String {
        self.to_string()
    }
}

impl Setting for u64 {
    const EXPECTS: &'static str = "a whole number, such as 42";

    fn parse(text: &str) -> Option<Self> {
        text.parse().ok()
    }

    fn show(&self) -> String {
        self.to_string()
    }
}

impl Setting for usize {
    const EXPECTS: &'static str = <u64 as Setting>::EXPECTS;

    fn parse(text: &str) -> Option<Self> {
        text.parse().ok()
    }

    fn show(&self) -> String {
        self.to_string()
    }
}
