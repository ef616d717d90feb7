//! SQLite: a file, opened by one connection that writes and several that read.

use super::DatabaseError;
use crate::migration::Migrator;
use sea_orm::{
    ConnectOptions, ConnectionTrait, DatabaseConnection, DbErr,
    sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous},
};
use sea_orm_migration::MigratorTrait;
use std::time::Duration;

/// How long a statement waits for another process that holds the write lock.
const BUSY: Duration = Duration::from_secs(5);

/// Creates the file when it is missing and brings the schema up to date. Returns the connections
/// that read and the one that writes.
pub(super) async fn open(
    url: &str,
    readers: u32,
) -> Result<(DatabaseConnection, DatabaseConnection), DatabaseError> {
    let open_error = |cause| DatabaseError::Open {
        url: url.to_owned(),
        cause,
    };
    let writer = pool(url, 1, false).await.map_err(open_error)?;
    if let Some(verdict) = damage(&writer).await.map_err(open_error)? {
        return Err(DatabaseError::Damaged {
            url: url.to_owned(),
            verdict,
        });
    }
    Migrator::up(&writer, None)
        .await
        .map_err(|cause| DatabaseError::Migrate {
            url: url.to_owned(),
            cause,
        })?;
    let reader = pool(url, readers.max(1), true).await.map_err(open_error)?;
    Ok((reader, writer))
}

async fn pool(url: &str, connections: u32, read_only: bool) -> Result<DatabaseConnection, DbErr> {
    let mut options = ConnectOptions::new(url.to_owned());
    options
        .max_connections(connections)
        .min_connections(1)
        .acquire_timeout(BUSY)
        .sqlx_logging(false)
        .map_sqlx_sqlite_opts(move |sqlite| {
            sqlite
                .create_if_missing(!read_only)
                .read_only(read_only)
                .journal_mode(SqliteJournalMode::Wal)
                // With a write-ahead log, NORMAL loses no committed data when the process dies.
                .synchronous(SqliteSynchronous::Normal)
                .foreign_keys(true)
                .busy_timeout(BUSY)
        });
    sea_orm::Database::connect(options).await
}

/// What is wrong with the file, noticed at the start and not at the first visitor who needs the
/// damaged page.
async fn damage(connection: &DatabaseConnection) -> Result<Option<String>, DbErr> {
    let statement =
        sea_orm::Statement::from_string(connection.get_database_backend(), "PRAGMA quick_check(1)");
    let verdict = match connection.query_one_raw(statement).await {
        Ok(Some(row)) => row.try_get_by_index::<String>(0)?,
        Ok(None) => return Ok(None),
        // Some damage keeps the check itself from running.
        Err(error) if error.to_string().contains("malformed") => error.to_string(),
        Err(error) => return Err(error),
    };
    if verdict == "ok" {
        return Ok(None);
    }
    // The verdict begins with a heading that names the database inside the file.
    let mut lines = verdict.lines().filter(|line| !line.starts_with("***"));
    Ok(Some(lines.next().unwrap_or("its check failed").to_owned()))
}
