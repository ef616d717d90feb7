//! The journal of changes: names of what changed, written with the change itself.
//!
//! Whoever keeps pages reads it: a process that was not there when something changed, or was killed
//! before it could purge.

// `async_trait` would make the elided lifetime a parameter that the trait does not have.
#![allow(elided_lifetimes_in_paths)]

use sea_orm::DbBackend;
use sea_orm_migration::prelude::*;

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0005_changes"
    }
}

#[sea_orm_migration::async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let connection = manager.get_connection();
        let statements = match manager.get_database_backend() {
            DbBackend::Postgres => POSTGRES,
            _ => SQLITE,
        };
        for statement in statements {
            connection.execute_unprepared(statement).await?;
        }
        Ok(())
    }
}

/// A number is never given twice, also when the rows with the highest are gone. The identity tells
/// one database from another that stands at the same address later.
const SQLITE: [&str; 3] = [
    "CREATE TABLE change (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL)",
    "CREATE TABLE journal (identity TEXT NOT NULL PRIMARY KEY)",
    "INSERT INTO journal (identity) VALUES (lower(hex(randomblob(16))))",
];

const POSTGRES: [&str; 3] = [
    "CREATE TABLE change (id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE TABLE journal (identity TEXT NOT NULL PRIMARY KEY)",
    "INSERT INTO journal (identity) VALUES (replace(gen_random_uuid()::text, '-', ''))",
];
