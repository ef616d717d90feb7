//! The months of the archive with their numbers of articles.
//!
//! Counting a hundred thousand articles for every view of the archive would be felt.

// `async_trait` would make the elided lifetime a parameter that the trait does not have.
#![allow(elided_lifetimes_in_paths)]

use sea_orm::DbBackend;
use sea_orm_migration::prelude::*;

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0004_months"
    }
}

#[sea_orm_migration::async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let connection = manager.get_connection();
        let create = match manager.get_database_backend() {
            DbBackend::Postgres => POSTGRES_TABLE,
            _ => SQLITE_TABLE,
        };
        connection.execute_unprepared(create).await?;
        connection.execute_unprepared(FILL).await?;
        Ok(())
    }
}

const SQLITE_TABLE: &str =
    "CREATE TABLE month (month TEXT NOT NULL PRIMARY KEY, articles INTEGER NOT NULL)";

/// In the order of its bytes, as all texts that lists are ordered by.
const POSTGRES_TABLE: &str = "CREATE TABLE month (\
       month TEXT COLLATE \"C\" NOT NULL PRIMARY KEY, articles INTEGER NOT NULL)";

/// `2026-11-21` begins with its month.
const FILL: &str = "INSERT INTO month (month, articles) \
     SELECT substr(published_on, 1, 7), count(*) FROM article GROUP BY substr(published_on, 1, 7)";
