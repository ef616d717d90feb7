//! Why a server does not let us in, as the end of a sentence: "the database … does not answer".

use sea_orm::sqlx::Error;
use std::time::Duration;

/// What an error of the first connection means to the operator.
pub(super) fn of(error: &Error) -> String {
    match error {
        Error::Io(cause) => {
            format!("does not answer: {cause}; start the server, or correct DATABASE_URL")
        }
        Error::Database(said) => match said.code().as_deref() {
            // invalid_authorization_specification, invalid_password
            Some("28000" | "28P01") => format!(
                "refuses the user: {}; correct the user and the password in DATABASE_URL",
                said.message()
            ),
            // invalid_catalog_name
            Some("3D000") => format!(
                "is not there: {}; create it with `createdb`, or correct DATABASE_URL",
                said.message()
            ),
            _ => format!("cannot be used: {}", said.message()),
        },
        Error::Configuration(cause) => {
            format!("has an address that means nothing: {cause}; correct DATABASE_URL")
        }
        Error::Tls(cause) => format!(
            "cannot be reached encrypted: {cause}; this server has no TLS, and needs a database \
             that is near or behind a tunnel (sslmode=prefer)"
        ),
        error => format!("cannot be used: {error}"),
    }
}

pub(super) fn silent(waited: Duration) -> String {
    format!(
        "has not answered within {} s; start the server, or correct DATABASE_URL",
        waited.as_secs()
    )
}

pub(super) fn too_old(version: u32, oldest: u32) -> String {
    format!("is of PostgreSQL {version}, and the site needs {oldest} or newer")
}

pub(super) fn encoding(encoding: &str) -> String {
    format!(
        "has the encoding {encoding} and cannot hold every text; create it with \
         `createdb --encoding UTF8 --template template0`"
    )
}
