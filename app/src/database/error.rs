//! [`DatabaseError`]: why the database cannot be used, as a sentence for the operator.

use sea_orm::DbErr;

/// Why the database cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DatabaseError {
    /// Only SQLite is built in.
    #[error("DATABASE_URL has to start with sqlite://, and {0:?} does not")]
    Scheme(String),
    /// The file cannot be opened or is no database.
    #[error("the database {url} cannot be opened: {cause}")]
    Open {
        /// Address as configured, without a password.
        url: String,
        /// What the database said.
        cause: DbErr,
    },
    /// Pages of the file are not what they should be.
    #[error(
        "the database {url} is damaged: {verdict}; bring back a backup, or move the file away and \
         start with an empty one"
    )]
    Damaged {
        /// Address as configured, without a password.
        url: String,
        /// What the database found first, in one line.
        verdict: String,
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
