//! [`DatabaseError`]: why the database cannot be used, as a sentence for the operator.

use sea_orm::DbErr;

/// Why the database cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DatabaseError {
    /// No database of ours has such an address.
    #[error("DATABASE_URL has to start with sqlite:// or postgres://, and {0:?} does not")]
    Scheme(String),
    /// The address of a server, and its driver is not built in.
    #[error(
        "this server was built without PostgreSQL and cannot use {0}; build it with \
         `--features postgres` (for cargo-leptos: bin-features = [\"postgres\"] in Cargo.toml), or \
         set DATABASE_URL to sqlite://…"
    )]
    NoPostgres(String),
    /// The file cannot be opened or is no database.
    #[error("the database {url} cannot be opened: {cause}")]
    Open {
        /// Address as configured, without a password.
        url: String,
        /// What the database said.
        cause: DbErr,
    },
    /// The server does not answer, does not let us in, or has not what the site needs.
    #[error("the database {url} {reason}")]
    Refused {
        /// Address as configured, without a password.
        url: String,
        /// The rest of the sentence, with what to do.
        reason: String,
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
