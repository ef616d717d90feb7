//! What both sides know of a search.

use crate::{
    listing::{Date, Writer},
    pages::Reference,
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use sunup::{PageError, page::Read};

/// Articles that are ranked at most, those that were added last: ranking all that hold a common word
/// takes longer the more there are.
pub(super) const RANKED: i32 = 1_000;

/// What a search found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Found {
    /// What was asked, cut to a length that can be shown.
    pub(crate) asked: String,
    /// How much of it was understood.
    pub(crate) understood: Understood,
    /// The best first.
    pub(crate) hits: Vec<Hit>,
    /// How many articles hold the words; [`RANKED`] when it is as many, or more.
    pub(crate) ranked: i32,
}

/// How much of a search was understood.
///
/// It travels as a number: what serde makes of an enum can say which float stood in its place, and
/// the browser would download how floats are printed, 6 kB, for nothing else.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "u8", into = "u8")]
pub(crate) enum Understood {
    /// Nothing was asked.
    #[default]
    Unasked,
    /// All of it.
    All,
    /// Its first words; the rest was too long.
    Beginning,
    /// Nothing: it holds no letter and no digit.
    Nothing,
}

impl From<Understood> for u8 {
    fn from(understood: Understood) -> Self {
        understood as Self
    }
}

impl From<u8> for Understood {
    fn from(number: u8) -> Self {
        let all = [Self::Unasked, Self::All, Self::Beginning];
        let known = all.get(usize::from(number)).copied();
        known.unwrap_or(Self::Nothing)
    }
}

/// An article that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Hit {
    pub(crate) slug: String,
    pub(crate) title: Vec<Fragment>,
    /// The place in the text that fits best.
    pub(crate) snippet: Vec<Fragment>,
    pub(crate) author: Writer,
    pub(crate) published: Date,
    pub(crate) reading_minutes: i32,
}

/// A piece of text. Not markup, so that nothing has to be trusted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Fragment {
    pub(crate) text: String,
    /// Whether this piece is what was searched for.
    pub(crate) is_match: bool,
}

/// The articles that hold all words of `query`; the last word may be half typed.
#[server(prefix = "/_fn", endpoint = "search", protocol = Read)]
pub(crate) async fn search(query: String) -> Result<Found, PageError> {
    super::queries::search(&query).await
}

/// Articles that a visitor of the unknown address `path` may have looked for.
#[server(prefix = "/_fn", endpoint = "suggestions", protocol = Read)]
pub(crate) async fn suggestions(path: String) -> Result<Vec<Reference>, PageError> {
    super::queries::suggestions(&path).await
}
