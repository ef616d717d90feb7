//! What is said of an error that brings no words of its own, by its status.

use crate::t;

/// The heading.
pub(crate) fn heading(status: u16) -> String {
    match status {
        404 => t::errors::not_found(),
        503 => t::errors::late(),
        504 => t::errors::unreachable(),
        500.. => t::errors::broken(),
        _ => t::errors::refused(),
    }
}

/// The sentence below it: what was `said`, or what the status means.
pub(crate) fn sentence(status: u16, said: &str) -> String {
    if !said.is_empty() {
        return said.to_owned();
    }
    match status {
        404 => t::errors::not_found_hint(),
        405 => t::errors::read_only(),
        503 => t::errors::late_hint(),
        504 => t::errors::unreachable_hint(),
        500.. => t::errors::broken_hint(),
        _ => t::errors::refused_hint(),
    }
}
