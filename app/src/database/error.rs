//! [`DatabaseError`]: why the database cannot be used, as a sentence for the operator.

use sea_orm::DbErr;

/// Why the database cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DatabaseError {
    /// Only SQLite is built in.
    #[error("DATABASE_URL has to start with sqlite://, and {0:?} does not")]
    Scheme(String),
    /// The file cannot be opened, is no database, or is damaged.
    #[error("the database {url} cannot be opened: {cause}")]
    Open {
        /// Address as configured, without a password.
        url: String,
        /// What the database said.
        cause: DbErr,
    },
    /// The schema could not be brought up to date.
    #[error("the database {url} could not be migrated: {cause}")]
    Migrate {
        /// Address as configured, without a password.
        url: String,
        /// What the database said.
        cause: DbErr,
    },
}
