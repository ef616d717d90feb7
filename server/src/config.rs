//! All settings of this site, each read by the module it belongs to.

use crate::cache;
use crate::ranges::{DatabaseUrl, Deadline, Readers};
use std::{path::PathBuf, time::Duration};
use sunup_server::{
    admin,
    assets::{self, builds},
    config::{ConfigError, Environment, Reader, Source, Warning, default_file, variables},
    data_dir, limits, listen, rules, shutdown, telemetry,
};

/// All settings of this site. `sunup.toml` lists them with their meaning.
#[derive(Debug)]
pub(crate) struct Config {
    /// Development or production; decides defaults only.
    pub(crate) environment: Environment,
    /// The log.
    pub(crate) telemetry: telemetry::Config,
    /// The public listener and the public origin.
    pub(crate) listen: listen::Config,
    /// The operator's listener.
    pub(crate) admin: admin::Config,
    /// Where the process keeps its files.
    pub(crate) data_dir: data_dir::Config,
    /// Limits on what visitors send.
    pub(crate) limits: limits::Config,
    /// How the process ends.
    pub(crate) shutdown: shutdown::Config,
    /// What cargo-leptos built.
    pub(crate) site: assets::Config,
    /// How many builds' browser code is served.
    pub(crate) builds: builds::Config,
    /// Set by `cargo leptos watch`: files change, and nothing may be kept.
    pub(crate) watch: bool,
    /// Where `cargo leptos watch` tells browsers to reload.
    pub(crate) reload_port: u16,
    /// `routes` of the file: redirects, rewrites, aliases, headers and how pages are kept.
    pub(crate) routes: rules::Config,
    /// The page cache, and under which names the site answers.
    pub(crate) cache: cache::Config,
    /// `database.url`, `DATABASE_URL`: `sqlite://path`, or `postgres://…` where that is built in;
    /// unset means a file in the data dir.
    pub(crate) database_url: Option<DatabaseUrl>,
    /// `database.readers`, `SUNUP_DATABASE_READERS`, default 4: connections that read.
    pub(crate) database_readers: Readers,
    /// `content.dir`, `SUNUP_CONTENT_DIR`, default `content`: articles and authors as Markdown.
    pub(crate) content_dir: PathBuf,
    /// Who names `content_dir`; nobody where it is the default.
    pub(crate) content_dir_named_by: Option<Source>,
    /// `render.deadline`, `SUNUP_RENDER_DEADLINE`, default 5s: a page that is not ready by then is
    /// answered with 503.
    pub(crate) render_deadline: Deadline,
    /// `faults`, `SUNUP_FAULTS`, default on in development: whether `/fault/…` shows error pages.
    pub(crate) faults: bool,
}

const FOREIGN: [&str; 7] = [
    "SUNUP_CHROMIUM",
    "SUNUP_TEST_FULL",
    "SUNUP_TEST_JSON",
    "SUNUP_TEST_SERVER",
    "SUNUP_TEST_SITE",
    "SUNUP_TEST_TARGET_DIR",
    "SUNUP_TOOLS_DIR",
];

impl Config {
    /// Reads `sunup.toml` and the environment. The warnings name variables nobody knows.
    pub(crate) fn read() -> Result<(Self, Reader, Vec<Warning>), ConfigError> {
        let mut reader = Reader::open(default_file().as_deref(), variables())?;
        // Set-up and the tests read these; a shell that has them starts servers too.
        for foreign in FOREIGN {
            reader.ignore(foreign);
        }
        let config = Self::read_from(&mut reader)?;
        let warnings = reader.finish()?;
        Ok((config, reader, warnings))
    }

    fn read_from(reader: &mut Reader) -> Result<Self, ConfigError> {
        let environment = Environment::read(reader)?;
        let deadline = Deadline(Duration::from_secs(5));
        let content = PathBuf::from("content");
        let faults = !environment.is_production();
        let content_dir = reader.value("content.dir", "SUNUP_CONTENT_DIR", content)?;
        let content_dir_named_by = reader
            .describe()
            .last()
            .map(|entry| entry.source.clone())
            .filter(|source| *source != Source::Default);
        let watch = reader.value("site.watch", "LEPTOS_WATCH", false)?;
        let routes = rules::Config::read(reader)?;
        Ok(Self {
            environment,
            telemetry: telemetry::Config::read(reader)?,
            listen: listen::Config::read(reader)?,
            admin: admin::Config::read(reader)?,
            data_dir: data_dir::Config::read(reader)?,
            limits: limits::Config::read(reader)?,
            shutdown: shutdown::Config::read(reader)?,
            site: assets::Config::read(reader)?,
            builds: builds::Config::read(reader)?,
            watch,
            cache: cache::Config::read(reader, watch, &routes)?,
            routes,
            reload_port: reader.value("site.reload_port", "LEPTOS_RELOAD_PORT", 3001)?,
            database_url: reader.value("database.url", "DATABASE_URL", None)?,
            database_readers: reader.value(
                "database.readers",
                "SUNUP_DATABASE_READERS",
                Readers(4),
            )?,
            content_dir,
            content_dir_named_by,
            render_deadline: reader.value("render.deadline", "SUNUP_RENDER_DEADLINE", deadline)?,
            faults: reader.value("faults", "SUNUP_FAULTS", faults)?,
        })
    }

    /// Address of the database, with its password: not to be printed.
    pub(crate) fn database_url(&self) -> String {
        match &self.database_url {
            Some(DatabaseUrl(url)) => url.clone(),
            None => format!(
                "sqlite://{}",
                self.data_dir.dir.join("conduit.sqlite").display()
            ),
        }
    }

    /// How the files of the site are looked up.
    pub(crate) fn assets_mode(&self) -> assets::Mode {
        if self.watch {
            assets::Mode::Watch
        } else {
            assets::Mode::Release
        }
    }
}
