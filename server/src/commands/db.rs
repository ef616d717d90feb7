//! `server db …`: the database by hand.

use crate::{config::Config, site};
use app::{content, database};
use clap::Subcommand;

/// Look after the database.
#[derive(Subcommand)]
pub(crate) enum Db {
    /// Create the database when it is missing and bring its schema up to date.
    Migrate,
    /// Import the files below the content folder that changed.
    Import,
    /// Make articles up until there are as many as wanted, for measurements.
    Seed {
        /// How many articles there should be, files included.
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(..=1_000_000))]
        articles: u32,
    },
}

impl Db {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        let (config, _, _) = Config::read()?;
        config.data_dir.open()?;
        let database = site::open_database(&config).await?;
        let address = database::shown(&config.database_url());
        match self {
            Self::Migrate => println!("{address} is up to date"),
            Self::Import => {
                let report =
                    content::import(&database, &config.content_dir, &site::pictures(&config))
                        .await?;
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
            Self::Seed { articles } => {
                content::import(&database, &config.content_dir, &site::pictures(&config)).await?;
                let wanted = usize::try_from(articles).unwrap_or(usize::MAX);
                let added = content::seed(&database, wanted).await?;
                println!("{added} articles added to {address}");
            }
        }
        database.close().await?;
        Ok(())
    }
}
