//! [`Journal`]: names of what changed, kept in the database.
//!
//! They are written in the transaction of the change, so that neither is there without the other.
//! Whoever keeps pages goes through the journal from the [`Place`] that it has reached, and misses
//! nothing: what another process changed, or what this one did before it was killed.
//!
//! ```no_run
//! # use app::{caching::{Journal, News}, database::Database};
//! # async fn follow(database: Database) -> Result<(), Box<dyn std::error::Error>> {
//! let journal = Journal::new(database);
//! let place = journal.end().await?;
//! // Something is changed, by whomever.
//! let (news, place) = journal.after(&place).await?;
//! match news {
//!     News::Names(names) => println!("purge {names:?}"),
//!     News::Everything => println!("purge all"),
//! }
//! println!("next time from {place}");
//! # Ok(()) }
//! ```

use super::Changes;
use crate::database::Database;
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr, FromQueryResult, Statement};
use std::{collections::BTreeSet, fmt, str::FromStr};

/// The name that stands for all there are.
const EVERYTHING: &str = "*";

/// Of more names than these one row says that everything changed: nearly nothing would be left.
const MOST: usize = 1_000;

/// As many rows are kept. Whoever was away for longer begins anew.
const KEPT: i64 = 10_000;

/// What changed, as far as it is written down.
#[derive(Clone, Debug)]
pub struct Journal {
    database: Database,
}

/// How far somebody has read. Its text can be kept, and parsed by a later process.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    identity: String,
    number: i64,
}

/// What changed since a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// What has these names; nothing, where there are none.
    Names(BTreeSet<String>),
    /// Whatever there is: it is another database, or too much has changed.
    Everything,
}

/// Why the journal cannot be read, or a place is none.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum JournalError {
    /// The database refuses.
    #[error("the journal of changes cannot be read: {0}")]
    Database(#[from] DbErr),
    /// The text is no place.
    #[error("this is no place in a journal of changes")]
    Place,
}

impl Journal {
    /// The journal of this database.
    pub fn new(database: Database) -> Self {
        Self { database }
    }

    /// Behind all that was written so far.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn end(&self) -> Result<Place, JournalError> {
        Ok(self.about().await?.end())
    }

    /// What was written behind this place, and the place behind that.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn after(&self, place: &Place) -> Result<(News, Place), JournalError> {
        let about = self.about().await?;
        let end = about.end();
        if end == *place {
            return Ok((News::Names(BTreeSet::new()), end));
        }
        let reader = self.database.reader();
        let sql = "SELECT DISTINCT name FROM change WHERE id > $1 AND id <= $2";
        let range = [place.number.into(), end.number.into()];
        let rows = Statement::from_sql_and_values(reader.get_database_backend(), sql, range);
        let rows = Named::find_by_statement(rows).all(reader).await?;
        let names: BTreeSet<String> = rows.into_iter().map(|row| row.name).collect();
        // Asked after the names: what is there still was there then.
        let is_whole = self.about().await?.reaches_back_to(place) && end.number >= place.number;
        match is_whole && !names.contains(EVERYTHING) {
            true => Ok((News::Names(names), end)),
            false => Ok((News::Everything, end)),
        }
    }

    async fn about(&self) -> Result<About, JournalError> {
        let reader = self.database.reader();
        let sql = "SELECT identity, (SELECT min(id) FROM change) AS first, \
             (SELECT max(id) FROM change) AS last FROM journal";
        let row = Statement::from_string(reader.get_database_backend(), sql);
        let row = About::find_by_statement(row).one(reader).await?;
        let missing = || DbErr::RecordNotFound("the journal has no identity".to_owned());
        Ok(row.ok_or_else(missing)?)
    }
}

#[derive(FromQueryResult)]
struct About {
    identity: String,
    first: Option<i64>,
    last: Option<i64>,
}

#[derive(FromQueryResult)]
struct Named {
    name: String,
}

impl About {
    fn end(&self) -> Place {
        Place {
            identity: self.identity.clone(),
            number: self.last.unwrap_or(0),
        }
    }

    /// Whether nothing that was written behind a place is gone.
    fn reaches_back_to(&self, place: &Place) -> bool {
        place.identity == self.identity && place.number.saturating_add(1) >= self.first.unwrap_or(1)
    }
}

/// Writes down what a change is about to change.
pub(crate) async fn write_changes(
    change: &DatabaseTransaction,
    changes: &Changes,
) -> Result<(), DbErr> {
    let names: Vec<&str> = changes.names().collect();
    match names.len() {
        0 => Ok(()),
        1..=MOST => write(change, &names).await,
        _ => write_everything(change).await,
    }
}

/// Writes down that whatever there is may be another.
pub(crate) async fn write_everything(change: &DatabaseTransaction) -> Result<(), DbErr> {
    write(change, &[EVERYTHING]).await
}

async fn write(change: &DatabaseTransaction, names: &[&str]) -> Result<(), DbErr> {
    let backend = change.get_database_backend();
    let places: Vec<String> = (1..=names.len()).map(|at| format!("(${at})")).collect();
    let insert = format!("INSERT INTO change (name) VALUES {}", places.join(", "));
    let names = names.iter().map(|name| (*name).into());
    let insert = Statement::from_sql_and_values(backend, insert, names);
    change.execute_raw(insert).await?;
    let trim = "DELETE FROM change WHERE id <= (SELECT max(id) FROM change) - $1";
    let trim = Statement::from_sql_and_values(backend, trim, [KEPT.into()]);
    change.execute_raw(trim).await.map(drop)
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.identity, self.number)
    }
}

impl FromStr for Place {
    type Err = JournalError;

    fn from_str(text: &str) -> Result<Self, JournalError> {
        let (identity, number) = text.trim().split_once(' ').ok_or(JournalError::Place)?;
        let number = number.parse().map_err(|_| JournalError::Place)?;
        Ok(Self {
            identity: identity.to_owned(),
            number,
        })
    }
}
