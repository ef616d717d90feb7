//! What needs the site's own code: `server db …`, `server config …`.

mod config;
mod db;

use clap::Subcommand;

/// The subcommands; `cargo sunup db …` and `cargo sunup config …` forward to them.
#[derive(Subcommand)]
pub(crate) enum Command {
    /// Look after the database.
    #[command(subcommand)]
    Db(db::Db),
    /// Show every setting with its value and where it comes from.
    Config,
}

impl Command {
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        match self {
            Self::Db(command) => command.run().await,
            Self::Config => config::show(),
        }
    }
}
