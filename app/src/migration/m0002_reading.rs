//! What readers need: series, tables of contents, lists by tag and author, full-text search.

// `async_trait` would make the elided lifetime a parameter that the trait does not have.
#![allow(elided_lifetimes_in_paths)]

use sea_orm::DbBackend;
use sea_orm_migration::prelude::*;

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0002_reading"
    }
}

#[sea_orm_migration::async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let search = match manager.get_database_backend() {
            DbBackend::Postgres => POSTGRES_SEARCH,
            _ => SQLITE_SEARCH,
        };
        for statement in COLUMNS.iter().chain(TABLES).chain(INDEXES).chain(search) {
            manager
                .get_connection()
                .execute_unprepared(statement)
                .await?;
        }
        Ok(())
    }
}

/// What an import writes; rows of an older schema get it when their files are rendered anew.
const COLUMNS: &[&str] = &[
    "ALTER TABLE article ADD COLUMN body_text TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE article ADD COLUMN toc TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE article ADD COLUMN words INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE article ADD COLUMN series TEXT",
    "ALTER TABLE article ADD COLUMN series_part INTEGER",
    "ALTER TABLE article ADD COLUMN updated_on TEXT",
    "ALTER TABLE article ADD COLUMN edited_on TEXT",
    "ALTER TABLE article ADD COLUMN origin TEXT NOT NULL DEFAULT 'file'",
    // The order of a tag's list, so that one index serves it and no article outside the page is
    // looked at.
    "ALTER TABLE article_tag ADD COLUMN published_on TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE article_tag ADD COLUMN slug TEXT NOT NULL DEFAULT ''",
    "UPDATE article_tag SET \
       published_on = (SELECT published_on FROM article WHERE article.id = article_tag.article_id), \
       slug = (SELECT slug FROM article WHERE article.id = article_tag.article_id)",
];

/// Tags with their counts: counting a hundred thousand rows for every page would be felt.
const TABLES: &[&str] = &[
    "CREATE TABLE tag (tag TEXT NOT NULL PRIMARY KEY, articles INTEGER NOT NULL)",
    "INSERT INTO tag (tag, articles) SELECT tag, count(*) FROM article_tag GROUP BY tag",
];

const INDEXES: &[&str] = &[
    "DROP INDEX article_tag_by_tag",
    "CREATE INDEX article_tag_newest ON article_tag (tag, published_on, slug)",
    "CREATE INDEX article_by_author ON article (author_id, published_on, slug)",
    "CREATE INDEX article_by_series ON article (series, series_part)",
    "CREATE INDEX tag_by_articles ON tag (articles)",
];

/// `remove_diacritics 2`: "Inês" is found by "ines". The prefix index answers what is half typed.
/// Rows are written with the article (`content/search_index.rs`) and leave with it.
const SQLITE_SEARCH: &[&str] = &[
    "CREATE VIRTUAL TABLE article_search USING fts5(\
       title, description, tags, body, \
       tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')",
    "CREATE TRIGGER article_search_gone AFTER DELETE ON article BEGIN \
       DELETE FROM article_search WHERE rowid = old.id; END",
];

const POSTGRES_SEARCH: &[&str] = &[
    "CREATE TABLE article_search (\
       article_id BIGINT PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE, \
       title TEXT NOT NULL, description TEXT NOT NULL, tags TEXT NOT NULL, body TEXT NOT NULL, \
       words TSVECTOR GENERATED ALWAYS AS (\
         setweight(to_tsvector('simple', title), 'A') || \
         setweight(to_tsvector('simple', tags), 'B') || \
         setweight(to_tsvector('simple', description), 'C') || \
         setweight(to_tsvector('simple', body), 'D')) STORED)",
    "CREATE INDEX article_search_words ON article_search USING gin (words)",
];
