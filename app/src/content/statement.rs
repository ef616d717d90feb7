//! A statement in SQL of our own, for either database.

use sea_orm::{ConnectionTrait, DbErr, Statement, Value};

/// Runs it with values in the place of `$1` and those that follow.
pub(super) async fn execute(
    change: &impl ConnectionTrait,
    sql: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<(), DbErr> {
    let backend = change.get_database_backend();
    let statement = Statement::from_sql_and_values(backend, sql, values);
    change.execute_raw(statement).await.map(drop)
}
