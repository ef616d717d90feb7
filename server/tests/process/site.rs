//! [`Site`]: what a server is started with.

use super::Server;
use std::{path::Path, process::Command, sync::Arc};
use sunup_test::Postgres;
use tempfile::TempDir;

/// A folder, and the variables of the servers and commands that are started in it.
pub(crate) struct Site {
    folder: TempDir,
    variables: Vec<(String, String)>,
    database: Option<Arc<Postgres>>,
}

impl Site {
    pub(crate) fn new() -> Self {
        Self::in_folder(TempDir::new().expect("a temporary folder"))
    }

    /// In a folder that another server has left.
    pub(crate) fn in_folder(folder: TempDir) -> Self {
        Self {
            folder,
            variables: Vec::new(),
            database: None,
        }
    }

    /// With an empty database of this server instead of a file.
    pub(crate) fn on(postgres: Arc<Postgres>) -> Self {
        let url = postgres.url(&postgres.database());
        let mut site = Self::new().with("DATABASE_URL", &url);
        site.database = Some(postgres);
        site
    }

    pub(crate) fn with(mut self, variable: &str, value: &str) -> Self {
        self.variables.push((variable.to_owned(), value.to_owned()));
        self
    }

    /// Runs a subcommand and returns what it prints.
    pub(crate) fn command(&self, arguments: &[&str]) -> String {
        let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content");
        let output = Command::new(env!("CARGO_BIN_EXE_server"))
            .args(arguments)
            .current_dir(self.folder.path())
            .env_clear()
            .env("SUNUP_CONTENT_DIR", content)
            .envs(self.variables.iter().cloned())
            .output()
            .expect("the server's binary");
        assert!(output.status.success(), "{output:?}");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    pub(crate) fn start(self) -> Server {
        let variables = self.variables.iter();
        let variables: Vec<(&str, &str)> = variables
            .map(|(variable, value)| (variable.as_str(), value.as_str()))
            .collect();
        let mut server = Server::start_in(self.folder, &variables);
        server.database = self.database;
        server
    }
}
