//! [`Query`]: the names and values of an operator's request.

use percent_encoding::percent_decode_str;

use super::error::AdminError;
use crate::purge::{Selector, Strictness};

/// Entries that a list has if the request does not say.
const LIMIT: usize = 100;

/// Names and values, decoded.
pub(super) struct Query(Vec<(String, String)>);

impl Query {
    pub(super) fn of(query: Option<&str>) -> Self {
        let pairs = query.unwrap_or_default().split('&');
        let pairs = pairs.filter(|pair| !pair.is_empty()).map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decoded(name), decoded(value))
        });
        Self(pairs.collect())
    }

    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let pair = self.0.iter().find(|(other, _)| other == name)?;
        Some(&pair.1)
    }

    pub(super) fn limit(&self) -> Result<usize, AdminError> {
        match self.get("limit") {
            Some(limit) => limit.parse().map_err(|_| AdminError::Limit),
            None => Ok(LIMIT),
        }
    }

    /// What a purge is to hit.
    pub(super) fn selector(&self) -> Result<Selector, AdminError> {
        let mut selectors = self.0.iter().filter_map(|(name, value)| {
            let value = value.as_str();
            match name.as_str() {
                _ if value.is_empty() => None,
                "tag" => Some(Selector::tag(value)),
                "path" => Some(Selector::path(value)),
                "prefix" => Some(Selector::prefix(value)),
                "route" => Some(Selector::route(value)),
                _ => None,
            }
        });
        match (selectors.next(), selectors.next()) {
            (Some(selector), None) => Ok(selector),
            _ => Err(AdminError::Selector),
        }
    }

    /// `soft`, `soft=` and `soft=true` are soft; everything else is strict.
    pub(super) fn strictness(&self) -> Strictness {
        match self.get("soft") {
            Some("" | "true" | "1") => Strictness::Soft,
            _ => Strictness::Strict,
        }
    }
}

fn decoded(text: &str) -> String {
    let spaced = text.replace('+', " ");
    percent_decode_str(&spaced).decode_utf8_lossy().into_owned()
}
