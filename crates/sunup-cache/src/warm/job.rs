//! [`Job`]: a page that is to be rendered, and what that is worth.

use std::time::Duration;

use serde::Serialize;
use tokio::time::Instant;

use crate::{freshness::Freshness, key::Key};

/// Why a page is to be rendered ahead of its visitors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Why {
    /// The site lists it.
    Listed,
    /// A purge took it out or made it stale.
    Purged,
    /// It is asked for often, and about to expire.
    Expires,
    /// An earlier build rendered it.
    Deployed,
    /// It follows pages that are asked for often, and is not there.
    Predicted,
}

/// What its next visitor would get without the render.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Staleness {
    /// A fresh page.
    Fresh,
    /// A stale one.
    Grace,
    /// A wait.
    Missing,
}

/// What the render of a page is worth: its hits × its cost × its staleness.
#[derive(Clone, Copy, Debug)]
pub(super) struct Worth {
    pub(super) hits: u64,
    pub(super) cost: Duration,
    pub(super) staleness: Staleness,
}

/// A page that is to be rendered.
#[derive(Clone, Debug)]
pub(super) struct Job {
    pub(super) key: Key,
    pub(super) why: Why,
    pub(super) worth: Worth,
    pub(super) since: Instant,
    /// Renders of it that a purge overtook.
    pub(super) overtaken: u32,
}

impl Staleness {
    pub(super) const fn of(freshness: Option<Freshness>) -> Self {
        match freshness {
            Some(Freshness::Fresh { .. }) => Self::Fresh,
            Some(Freshness::Grace { .. }) => Self::Grace,
            Some(Freshness::OnErrorOnly { .. } | Freshness::Gone) | None => Self::Missing,
        }
    }

    const fn weight(self) -> u64 {
        match self {
            Self::Fresh => 1,
            Self::Grace => 2,
            Self::Missing => 4,
        }
    }
}

impl Worth {
    /// In milliseconds that visitors would spend waiting. A page that nobody asked for counts as if
    /// one had.
    pub(super) fn score(&self) -> u64 {
        let cost = u64::try_from(self.cost.as_millis()).unwrap_or(u64::MAX);
        let hits = self.hits.saturating_add(1);
        hits.saturating_mul(cost.max(1))
            .saturating_mul(self.staleness.weight())
    }
}
