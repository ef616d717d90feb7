//! [`Database`]: connections, opened and migrated.

use super::{
    DatabaseError,
    address::{Kind, shown},
    postgres, sqlite,
};
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr,
    SqliteTransactionMode, TransactionOptions, TransactionTrait,
};

/// Connections of the site's database. Cheap to clone.
///
/// One connection writes at a time. Giving it a pool of its own makes writers queue here, in order,
/// and not at SQLite's lock, where the last may wait for ever.
#[derive(Clone, Debug)]
pub struct Database {
    reader: DatabaseConnection,
    writer: DatabaseConnection,
}

impl Database {
    /// Opens `sqlite://path`, creating the file when it is missing, or `postgres://…`, where that
    /// is built in, and brings the schema up to date. `readers` connections read beside the one
    /// that writes.
    ///
    /// # Errors
    /// When the database cannot be opened, is damaged, or cannot be migrated. None shows a password.
    pub async fn open(url: &str, readers: u32) -> Result<Self, DatabaseError> {
        let (mut reader, writer) = match Kind::of(url) {
            Some(Kind::Sqlite) => sqlite::open(url, readers).await?,
            Some(Kind::Postgres) => postgres::open(url, readers).await?,
            None => return Err(DatabaseError::Scheme(shown(url))),
        };
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

    /// Begins a change, which waits for another process that is at one. On SQLite it takes the
    /// write lock at once: a change that began by reading would be refused instead of waiting.
    ///
    /// # Errors
    /// When the turn does not come in time.
    pub async fn begin(&self) -> Result<DatabaseTransaction, DbErr> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        let change = self.writer.begin_with_options(options).await?;
        if change.get_database_backend() == DbBackend::Postgres {
            postgres::take_turn(&change).await?;
        }
        Ok(change)
    }

    /// Whether the database answers; for `/readyz`.
    ///
    /// # Errors
    /// What the database said.
    pub async fn ping(&self) -> Result<(), DbErr> {
        self.reader.execute_unprepared("SELECT 1").await.map(drop)
    }

    /// Closes all connections, so that SQLite folds its write-ahead log into the file.
    ///
    /// # Errors
    /// What the database said.
    pub async fn close(self) -> Result<(), DbErr> {
        self.reader.close().await?;
        self.writer.close().await
    }
}
