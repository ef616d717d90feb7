//! [`Query`]: the names and values of an operator's request.

use percent_encoding::percent_decode_str;

use super::error::AdminError;
use crate::{
    key::Key,
    purge::{Selector, Strictness},
};

/// Entries that a list has if the request does not say.
const LIMIT: usize = 100;

/// Names and values, decoded as forms are.
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
    pub(super) fn purged(&self) -> Result<Selector, AdminError> {
        let selector = self.selector(AdminError::PurgeOfNothing)?;
        selector.ok_or(AdminError::PurgeOfNothing)
    }

    /// What a list is to have.
    pub(super) fn listed(&self) -> Result<Selector, AdminError> {
        let selector = self.selector(AdminError::ListOfTwo)?;
        Ok(selector.unwrap_or(Selector::All))
    }

    /// The one selector; `two` where there is another.
    fn selector(&self, two: AdminError) -> Result<Option<Selector>, AdminError> {
        let given = self.0.iter().filter(|(_, value)| !value.is_empty());
        let mut selectors = given.filter_map(|(name, value)| selector(name, value));
        match (selectors.next(), selectors.next()) {
            (selector, None) => selector.transpose(),
            _ => Err(two),
        }
    }

    /// A purge is strict unless it says otherwise.
    pub(super) fn strictness(&self) -> Result<Strictness, AdminError> {
        match self.get("soft") {
            Some("" | "true" | "1") => Ok(Strictness::Soft),
            None | Some("false" | "0") => Ok(Strictness::Strict),
            Some(_) => Err(AdminError::Soft),
        }
    }
}

fn selector(name: &str, value: &str) -> Option<Result<Selector, AdminError>> {
    match name {
        "tag" => Some(Ok(Selector::tag(value))),
        "path" => Some(path(value).map(Selector::path)),
        "prefix" => Some(path(value).map(Selector::prefix)),
        "route" => Some(Ok(Selector::route(value))),
        _ => None,
    }
}

/// A purge of what no page's path can be would hit nothing, and leave the operator in the belief
/// that nothing was there.
fn path(value: &str) -> Result<&str, AdminError> {
    match Key::canonical_path(value) {
        Ok(_) if !value.contains(['?', '#']) => Ok(value),
        _ => Err(AdminError::Path(value.to_owned())),
    }
}

fn decoded(text: &str) -> String {
    let spaced = text.replace('+', " ");
    percent_decode_str(&spaced).decode_utf8_lossy().into_owned()
}
