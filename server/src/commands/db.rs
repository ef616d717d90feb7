//! `server db …`: the database by hand.

use crate::{config::Config, site};
use app::content;
use clap::Subcommand;

/// Look after the database.
#[derive(Subcommand)]
pub(crate) enum Db {
    /// Create the database when it is missing and bring its schema up to date.
    Migrate,
    /// Import the files below the content folder that changed.
    Import,
}

impl Db {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        let (config, _, _) = Config::read()?;
        config.data_dir.open()?;
        let database = site::open_database(&config).await?;
        match self {
            Self::Migrate => println!("{} is up to date", config.database_url()),
            Self::Import => {
                let report = content::import(&database, &config.content_dir).await?;
                for error in &report.errors {
                    eprintln!("warning: {error}");
                }
                println!(
                    "{} changed, {} removed, {} as they were, {} left out",
                    report.changed,
                    report.removed,
                    report.unchanged,
                    report.errors.len()
                );
            }
        }
        database.close().await?;
        Ok(())
    }
}
