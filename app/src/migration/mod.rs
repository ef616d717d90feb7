//! The history of the schema, one file per step. A step that has landed is never edited.

mod m0001_publication;
mod m0002_reading;
mod m0003_postgres;
mod m0004_months;
mod m0005_changes;
mod migrator;

pub(crate) use migrator::Migrator;
