//! [`Database`]: connections, opened and migrated.

use super::DatabaseError;
use crate::migration::Migrator;
use sea_orm::{
    ConnectOptions, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbErr,
    SqliteTransactionMode, TransactionOptions, TransactionTrait,
    sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous},
};
use sea_orm_migration::MigratorTrait;
use std::time::Duration;

/// Connections of the site's database. Cheap to clone.
///
/// SQLite lets one connection write at a time. Giving that one a pool of its own makes writers
/// queue here, in order, and not at the database's lock, where the last may wait for ever.
#[derive(Clone, Debug)]
pub struct Database {
    reader: DatabaseConnection,
    writer: DatabaseConnection,
}

impl Database {
    /// How long a statement waits for another process that holds the write lock.
    const BUSY: Duration = Duration::from_secs(5);

    /// Opens `sqlite://path`, creates the file when it is missing, and brings the schema up to
    /// date. `readers` connections read beside the one that writes.
    ///
    /// # Errors
    /// When the file cannot be opened, is damaged, or cannot be migrated.
    pub async fn open(url: &str, readers: u32) -> Result<Self, DatabaseError> {
        if !url.starts_with("sqlite:") {
            return Err(DatabaseError::Scheme(url.to_owned()));
        }
        let open_error = |cause| DatabaseError::Open {
            url: url.to_owned(),
            cause,
        };
        let writer = sqlite(url, 1, false).await.map_err(open_error)?;
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
        let mut reader = sqlite(url, readers.max(1), true)
            .await
            .map_err(open_error)?;
        reader.set_metric_callback(|statement| {
            metrics::counter!("sql_read_statements_total").increment(1);
            metrics::histogram!("sql_read_seconds").record(statement.elapsed.as_secs_f64());
        });
        Ok(Self { reader, writer })
    }

    /// Connections for reading; statements that write fail on them.
    pub fn reader(&self) -> &DatabaseConnection {
        &self.reader
    }

    /// The connection for writing.
    pub fn writer(&self) -> &DatabaseConnection {
        &self.writer
    }

    /// Begins a change, which takes the write lock at once and waits for another process that holds
    /// it. A change that began by reading would be refused instead: SQLite does not let it wait.
    ///
    /// # Errors
    /// When the lock does not come free in time.
    pub async fn begin(&self) -> Result<DatabaseTransaction, DbErr> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        self.writer.begin_with_options(options).await
    }

    /// Whether the database answers; for `/readyz`.
    ///
    /// # Errors
    /// What the database said.
    pub async fn ping(&self) -> Result<(), DbErr> {
        self.reader.execute_unprepared("SELECT 1").await.map(drop)
    }

    /// Closes all connections, so that the write-ahead log is folded into the file.
    ///
    /// # Errors
    /// What the database said.
    pub async fn close(self) -> Result<(), DbErr> {
        self.reader.close().await?;
        self.writer.close().await
    }
}

/// Opens a pool on a SQLite file.
async fn sqlite(url: &str, connections: u32, read_only: bool) -> Result<DatabaseConnection, DbErr> {
    let mut options = ConnectOptions::new(url.to_owned());
    options
        .max_connections(connections)
        .min_connections(1)
        .acquire_timeout(Database::BUSY)
        .sqlx_logging(false)
        .map_sqlx_sqlite_opts(move |sqlite| {
            sqlite
                .create_if_missing(!read_only)
                .read_only(read_only)
                .journal_mode(SqliteJournalMode::Wal)
                // With a write-ahead log, NORMAL loses no committed data when the process dies.
                .synchronous(SqliteSynchronous::Normal)
                .foreign_keys(true)
                .busy_timeout(Database::BUSY)
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
