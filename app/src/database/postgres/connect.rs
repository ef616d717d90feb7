//! Connections of a server.

use super::{refusal, turn};
use crate::{
    database::{DatabaseError, shown},
    migration::Migrator,
};
use sea_orm::{
    DatabaseConnection, SqlxPostgresConnector,
    sqlx::{
        self, ConnectOptions, Connection, Executor,
        postgres::{PgConnectOptions, PgConnection, PgPoolOptions},
    },
};
use sea_orm_migration::MigratorTrait;
use std::time::Duration;

/// How long a server may take to let us in, and a statement waits for a connection.
const PATIENCE: Duration = Duration::from_secs(5);

/// The oldest version that knows everything the migrations say.
const OLDEST: u32 = 12;

/// A read that a visitor has stopped waiting for ends, and does not keep its connection for ever;
/// and connections that read cannot write, as on SQLite.
const READER: &str = "SET statement_timeout = '30s'; SET default_transaction_read_only = on";

/// Another process may be at its first import; longer than this takes nothing that goes well.
const WRITER: &str = "SET lock_timeout = '30s'";

/// Brings the schema up to date. Returns the connections that read and the one that writes.
pub(in crate::database) async fn open(
    url: &str,
    readers: u32,
) -> Result<(DatabaseConnection, DatabaseConnection), DatabaseError> {
    let refused = |reason| DatabaseError::Refused {
        url: shown(url),
        reason,
    };
    let said = |error: sqlx::Error| refused(refusal::of(&error));
    let options: PgConnectOptions = url.parse().map_err(said)?;
    let options = options.disable_statement_logging();
    let options = match options.get_application_name() {
        Some(_) => options,
        None => options.application_name(env!("CARGO_PKG_NAME")),
    };
    // A pool would go on trying for all of its patience and then only know that time is up.
    let connecting = PgConnection::connect_with(&options);
    let mut first = match tokio::time::timeout(PATIENCE, connecting).await {
        Ok(connection) => connection.map_err(said)?,
        Err(_) => return Err(refused(refusal::silent(PATIENCE))),
    };
    check(&mut first).await.map_err(said)?.map_err(refused)?;

    // Servers that start together migrate one after the other: this transaction is the turn.
    for statement in [WRITER, "BEGIN", turn::TAKE] {
        first.execute(statement).await.map_err(said)?;
    }
    let writer = pool(&options, 1, WRITER);
    Migrator::up(&writer, None)
        .await
        .map_err(|cause| DatabaseError::Migrate {
            url: shown(url),
            cause,
        })?;
    first.close().await.map_err(said)?;
    Ok((pool(&options, readers.max(1), READER), writer))
}

/// Connections that each begin with the statements of `start`. The first is made when it is needed.
fn pool(options: &PgConnectOptions, connections: u32, start: &'static str) -> DatabaseConnection {
    let pool = PgPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(PATIENCE)
        .after_connect(move |connection, _| {
            Box::pin(async move { connection.execute(start).await.map(drop) })
        })
        .connect_lazy_with(options.clone());
    SqlxPostgresConnector::from_sqlx_postgres_pool(pool)
}

/// What the site needs of a database, or why this one will not do.
async fn check(connection: &mut PgConnection) -> Result<Result<(), String>, sqlx::Error> {
    let version = connection.server_version_num().unwrap_or(OLDEST * 10_000) / 10_000;
    if version < OLDEST {
        return Ok(Err(refusal::too_old(version, OLDEST)));
    }
    let encoding = sqlx::query_scalar::<_, String>("SHOW server_encoding");
    let encoding = encoding.fetch_one(connection).await?;
    Ok(match encoding.as_str() {
        "UTF8" => Ok(()),
        other => Err(refusal::encoding(other)),
    })
}
