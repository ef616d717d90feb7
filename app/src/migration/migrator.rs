//! [`Migrator`]: the steps in their order.

use sea_orm_migration::{MigrationTrait, MigratorTrait};

/// Applies the steps that a database has not seen.
pub(crate) struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(super::m0001_publication::Migration),
            Box::new(super::m0002_reading::Migration),
            Box::new(super::m0003_postgres::Migration),
            Box::new(super::m0004_months::Migration),
            Box::new(super::m0005_changes::Migration),
        ]
    }
}
