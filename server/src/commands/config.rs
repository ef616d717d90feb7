//! `server config`: every setting with its value and where it comes from.

use crate::config::Config;
use std::io::{self, Write};

/// Prints the settings, one a line.
pub(super) fn show() -> anyhow::Result<()> {
    let (_, reader, warnings) = Config::read()?;
    let entries = reader.describe();
    let width = |text: fn(&sunup_server::config::Entry) -> usize| {
        entries.iter().map(text).max().unwrap_or_default()
    };
    let keys = width(|entry| entry.key.len());
    let values = width(|entry| entry.value.len());
    let mut out = String::new();
    for entry in entries {
        out += &format!(
            "{:keys$}  {:values$}  {}\n",
            entry.key, entry.value, entry.source
        );
    }
    for warning in warnings {
        out += &format!("warning: {warning}\n");
    }
    match io::stdout().write_all(out.as_bytes()) {
        // `server config | head` is a fine thing to do.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        done => Ok(done?),
    }
}
