//! PostgreSQL as SQLite is: texts in the order of their bytes, and the same words in the search.
//!
//! No version of the site before this step could open a PostgreSQL database, so that there are no
//! rows to bring along.

// `async_trait` would make the elided lifetime a parameter that the trait does not have.
#![allow(elided_lifetimes_in_paths)]

use sea_orm::DbBackend;
use sea_orm_migration::prelude::*;

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0003_postgres"
    }
}

#[sea_orm_migration::async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        if manager.get_database_backend() != DbBackend::Postgres {
            return Ok(());
        }
        for statement in ORDER.iter().chain(SEARCH) {
            manager
                .get_connection()
                .execute_unprepared(statement)
                .await?;
        }
        Ok(())
    }
}

/// What lists are ordered by and walked by. Under the collation of most databases "a-b" comes after
/// "aa", and an address of a list would show other articles than on SQLite. PostgreSQL makes the
/// indexes of these columns anew.
const ORDER: &[&str] = &[
    "ALTER TABLE article \
       ALTER COLUMN slug TYPE varchar COLLATE \"C\", \
       ALTER COLUMN published_on TYPE varchar COLLATE \"C\", \
       ALTER COLUMN series TYPE text COLLATE \"C\"",
    "ALTER TABLE article_tag \
       ALTER COLUMN tag TYPE varchar COLLATE \"C\", \
       ALTER COLUMN published_on TYPE text COLLATE \"C\", \
       ALTER COLUMN slug TYPE text COLLATE \"C\"",
    "ALTER TABLE tag ALTER COLUMN tag TYPE text COLLATE \"C\"",
    "ALTER TABLE author ALTER COLUMN username TYPE varchar COLLATE \"C\"",
];

/// PostgreSQL's own parser takes `src/main.rs` for one word, keeps diacritics, and depends on the
/// locale of the database; `text_search` finds the words instead.
const SEARCH: &[&str] = &[
    "DROP TABLE article_search",
    "CREATE TABLE article_search (\
       article_id BIGINT PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE, \
       words TSVECTOR NOT NULL)",
    "CREATE INDEX article_search_words ON article_search USING gin (words)",
];
