//! The SQL of a search: one statement.

use super::{Found, Fragment, Hit, Words};
use crate::{
    listing::{Date, Writer},
    pages::Reference,
    state::AppState,
};
use sea_orm::{DbBackend, FromQueryResult, Statement};
use sunup::PageError;

/// Articles that are shown.
const SHOWN: usize = 20;

/// Articles that a page offers in place of what is not there.
const SUGGESTED: usize = 3;

/// Around what was searched for, in what the database answers. No text holds these characters.
const START: char = '\u{1}';
const END: char = '\u{2}';

/// Title, description, tags and body count differently: a word in a title is what it is about.
const SQLITE: &str = "\
    SELECT article.slug, article.published_on, article.reading_minutes, \
      author.username, author.name, \
      highlight(article_search, 0, char(1), char(2)) AS title, \
      snippet(article_search, 3, char(1), char(2), '…', 28) AS snippet \
    FROM article_search \
      JOIN article ON article.id = article_search.rowid \
      JOIN author ON author.id = article.author_id \
    WHERE article_search MATCH ? \
    ORDER BY bm25(article_search, 10.0, 4.0, 6.0, 1.0), article.slug LIMIT ?";

const POSTGRES: &str = "\
    SELECT article.slug, article.published_on, article.reading_minutes, \
      author.username, author.name, \
      ts_headline('simple', found.title, query, \
        'HighlightAll=true, StartSel=' || chr(1) || ', StopSel=' || chr(2)) AS title, \
      ts_headline('simple', found.body, query, \
        'MaxWords=28, MinWords=14, StartSel=' || chr(1) || ', StopSel=' || chr(2)) AS snippet \
    FROM article_search AS found \
      CROSS JOIN to_tsquery('simple', $1) AS query \
      JOIN article ON article.id = found.article_id \
      JOIN author ON author.id = article.author_id \
    WHERE found.words @@ query \
    ORDER BY ts_rank(found.words, query) DESC, article.slug LIMIT $2";

#[derive(Debug, FromQueryResult)]
struct Row {
    slug: String,
    published_on: String,
    reading_minutes: i32,
    username: String,
    name: String,
    title: String,
    snippet: String,
}

/// The articles that hold all words of `query`; the last word may be half typed.
pub(super) async fn search(query: &str) -> Result<Found, PageError> {
    let words = Words::of(query);
    let mut rows = if words.is_empty() {
        Vec::new()
    } else {
        let queries = Queries {
            fts5: words.fts5(),
            tsquery: words.tsquery(),
        };
        matching(queries, SHOWN + 1).await?
    };
    let more = rows.len() > SHOWN;
    rows.truncate(SHOWN);
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
        more,
        understood: words.understood,
        asked: words.asked,
    })
}

/// Articles whose title or text has to do with the words of an address that leads nowhere.
pub(super) async fn suggestions(path: &str) -> Result<Vec<Reference>, PageError> {
    let words = Words::of(
        path.rsplit('/')
            .find(|part| !part.is_empty())
            .unwrap_or_default(),
    );
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let queries = Queries {
        fts5: words.any_fts5(),
        tsquery: words.any_tsquery(),
    };
    let rows = matching(queries, SUGGESTED).await?;
    let plain = |marked: &str| marked.replace([START, END], "");
    let rows = rows.into_iter();
    Ok(rows
        .map(|row| Reference {
            title: plain(&row.title),
            slug: row.slug,
        })
        .collect())
}

/// The same question in the words of both databases.
struct Queries {
    fts5: String,
    tsquery: String,
}

async fn matching(queries: Queries, limit: usize) -> Result<Vec<Row>, PageError> {
    let state = AppState::current()?;
    let reader = state.database.reader();
    let backend = reader.get_database_backend();
    let (sql, query) = match backend {
        DbBackend::Postgres => (POSTGRES, queries.tsquery),
        _ => (SQLITE, queries.fts5),
    };
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let statement = Statement::from_sql_and_values(backend, sql, [query.into(), limit.into()]);
    Row::find_by_statement(statement)
        .all(reader)
        .await
        .map_err(PageError::failed)
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
