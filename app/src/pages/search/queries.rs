//! What a search finds: one statement.

use super::{Found, Fragment, Hit, RANKED, Words, fts5, tsvector};
use crate::{
    caching::names,
    listing::{Date, Writer},
    pages::Reference,
    state::AppState,
    text_search::{Asked, END, START},
};
use sea_orm::{DbBackend, FromQueryResult};
use sunup::{
    PageError,
    page::{Policy, cache, tag},
};

/// Articles that are shown.
const SHOWN: usize = 20;

/// Articles that a page offers in place of what is not there.
const SUGGESTED: usize = 3;

/// An article that was found.
#[derive(Debug, FromQueryResult)]
pub(super) struct Row {
    pub(super) slug: String,
    pub(super) published_on: String,
    pub(super) reading_minutes: i32,
    pub(super) username: String,
    pub(super) name: String,
    /// With marks around what was searched for.
    pub(super) title: String,
    /// The part of the text that fits best, with marks.
    pub(super) snippet: String,
    /// How many articles were ranked, the same in each row.
    pub(super) ranked: i64,
}

/// The articles that hold all words of `query`; the last word may be half typed.
pub(super) async fn search(query: &str) -> Result<Found, PageError> {
    cache(Policy::hours());
    let words = Words::of(query);
    let rows = if words.is_empty() {
        Vec::new()
    } else {
        let all = Asked::all(words.as_slice());
        matching(words.fts5(), &all, SHOWN).await?
    };
    let ranked = rows.first().map_or(0, |row| row.ranked);
    let hits = rows.into_iter().map(|row| Hit {
        slug: row.slug,
        title: fragments(&row.title),
        snippet: fragments(&row.snippet),
        author: Writer {
            username: row.username,
            name: row.name,
        },
        published: Date::written(row.published_on),
        reading_minutes: row.reading_minutes,
    });
    Ok(Found {
        hits: hits.collect(),
        ranked: i32::try_from(ranked).unwrap_or(RANKED),
        understood: words.understood,
        asked: words.asked,
    })
}

/// Articles whose title or text has to do with the words of an address that leads nowhere.
pub(super) async fn suggestions(path: &str) -> Result<Vec<Reference>, PageError> {
    cache(Policy::hours());
    let words = Words::of(
        path.rsplit('/')
            .find(|part| !part.is_empty())
            .unwrap_or_default(),
    );
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let any = Asked::any(words.as_slice());
    let rows = matching(words.any_fts5(), &any, SUGGESTED).await?;
    let plain = |marked: &str| marked.replace([START, END], "");
    let rows = rows.into_iter();
    Ok(rows
        .map(|row| Reference {
            title: plain(&row.title),
            slug: row.slug,
        })
        .collect())
}

/// The best articles, asked for in the words of either database.
async fn matching(fts5: String, asked: &Asked, limit: usize) -> Result<Vec<Row>, PageError> {
    let state = AppState::current()?;
    // What is found, and in which order, changes with every text.
    tag(names::TEXTS);
    let reader = state.database.reader();
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let rows = match reader.get_database_backend() {
        DbBackend::Postgres => tsvector::matching(reader, asked, limit).await,
        _ => fts5::matching(reader, fts5, limit).await,
    };
    rows.map_err(PageError::failed)
}

/// Takes a marked text apart.
fn fragments(marked: &str) -> Vec<Fragment> {
    let pieces = marked.split_inclusive([START, END]);
    let pieces = pieces.map(|piece| Fragment {
        text: piece.trim_end_matches([START, END]).to_owned(),
        is_match: piece.ends_with(END),
    });
    pieces.filter(|piece| !piece.text.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::fragments;

    #[test]
    fn a_marked_text_is_taken_apart_and_put_together_again() {
        let pieces = fragments("a \u{1}cache\u{2} of \u{1}pages\u{2}.");
        let told: Vec<(&str, bool)> = pieces
            .iter()
            .map(|piece| (piece.text.as_str(), piece.is_match))
            .collect();
        assert_eq!(
            told,
            [
                ("a ", false),
                ("cache", true),
                (" of ", false),
                ("pages", true),
                (".", false)
            ]
        );
        assert!(fragments("").is_empty());
    }
}
