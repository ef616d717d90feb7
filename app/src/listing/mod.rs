//! Lists of articles: what they show, where they are opened, and the SQL behind them.
//!
//! Every list (home, tag, author, month) is the same query with another scope, walked by keys:
//! `?before=2026-05-03_some-slug` names the article above the page, so that an address shows the
//! same articles however many are published later.

mod machines;
mod place;
mod summary;

#[cfg(feature = "ssr")]
mod queries;
#[cfg(feature = "ssr")]
mod rows;
#[cfg(feature = "ssr")]
mod written;

pub(crate) use machines::{below, feeds, first_is, neighbours};
pub(crate) use place::use_place;
pub(crate) use summary::{Date, Listing, Summary, Writer, address};

#[cfg(feature = "ssr")]
pub(crate) use place::PLACE_NAMES;
#[cfg(feature = "ssr")]
use place::{Key, Place};
#[cfg(feature = "ssr")]
pub(crate) use queries::{Scope, listing};
