//! What both sides know of the archive.

use crate::listing::{Date, Listing};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use sunup::{PageError, page::Read};

/// A month in which something was published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Month {
    pub(crate) year: i16,
    /// `/archive/2026/05`.
    pub(crate) path: String,
    /// "May".
    pub(crate) name: Date,
    pub(crate) articles: i64,
}

/// A month and one page of its articles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct MonthPage {
    /// "May 2026".
    pub(crate) title: Date,
    pub(crate) path: String,
    pub(crate) listing: Listing,
}

/// All months in which something was published, newest first.
#[server(prefix = "/_fn", endpoint = "archive", protocol = Read)]
pub(crate) async fn months() -> Result<Vec<Month>, PageError> {
    super::queries::months().await
}

/// The articles of a month, newest first, from `place` on. The month comes as the address has it.
#[server(prefix = "/_fn", endpoint = "month", protocol = Read)]
pub(crate) async fn in_month(
    year: String,
    month: String,
    place: String,
) -> Result<MonthPage, PageError> {
    super::queries::by_month(&year, &month, &place).await
}
