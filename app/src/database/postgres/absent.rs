//! What the address of a server is answered where the driver is not built in.

use crate::database::{DatabaseError, shown};
use sea_orm::DatabaseConnection;

/// Always [`DatabaseError::NoPostgres`].
pub(in crate::database) async fn open(
    url: &str,
    _readers: u32,
) -> Result<(DatabaseConnection, DatabaseConnection), DatabaseError> {
    Err(DatabaseError::NoPostgres(shown(url)))
}
