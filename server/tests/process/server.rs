//! [`Server`]: the binary, started and stopped.

use super::{ask, free, wait_for};
use std::{
    fs::File,
    net::{SocketAddr, TcpStream},
    path::Path,
    process::{Child, Command},
    sync::Arc,
};
use sunup_test::Postgres;
use tempfile::TempDir;

/// The file in its folder that gets the server's standard error.
const LOG: &str = "log";

/// A server on ports of its own, with the site's articles and a build of two small files.
pub(crate) struct Server {
    pub(crate) process: Child,
    pub(crate) public: SocketAddr,
    pub(crate) admin: SocketAddr,
    /// `None` once another has it.
    folder: Option<TempDir>,
    /// Ends after the process that uses it.
    pub(crate) database: Option<Arc<Postgres>>,
}

impl Server {
    pub(crate) fn start(variables: &[(&str, &str)]) -> Self {
        Self::start_in(TempDir::new().expect("a temporary folder"), variables)
    }

    pub(crate) fn start_in(folder: TempDir, variables: &[(&str, &str)]) -> Self {
        let site = folder.path().join("site");
        std::fs::create_dir_all(site.join("pkg")).expect("a site root");
        for file in ["pkg/conduit.js", "pkg/conduit.wasm"] {
            std::fs::write(site.join(file), file).expect("a file of the build");
        }
        std::fs::write(folder.path().join("secret"), "outside").expect("a file outside");
        let (public, admin) = (free(), free());
        let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content");
        let process = Command::new(env!("CARGO_BIN_EXE_server"))
            .current_dir(folder.path())
            .env_clear()
            .env("LEPTOS_SITE_ADDR", public.to_string())
            .env("LEPTOS_SITE_ROOT", &site)
            .env("SUNUP_ADMIN_ADDR", admin.to_string())
            .env("SUNUP_CONTENT_DIR", content)
            .env("SUNUP_LOG", "error")
            .env("SUNUP_FAULTS", "on")
            // Tests count renders; those of what is rendered ahead switch it on.
            .env("SUNUP_CACHE_WARM", "off")
            .env("SUNUP_RENDER_DEADLINE", "2s")
            .envs(variables.iter().copied())
            .stderr(File::create(folder.path().join(LOG)).expect("a file for the log"))
            .spawn()
            .expect("the server's binary");
        let server = Self {
            process,
            public,
            admin,
            folder: Some(folder),
            database: None,
        };
        // The ports are open before the content is imported, and then they wait.
        wait_for("the server", || {
            TcpStream::connect(admin).is_ok()
                && TcpStream::connect(public).is_ok()
                && server.get("/healthz").starts_with("HTTP/1.1 200")
        });
        server
    }

    pub(crate) fn get(&self, path: &str) -> String {
        ask(
            self.public,
            &format!("GET {path} HTTP/1.1\r\nhost: localhost\r\naccept: text/html\r\n"),
        )
    }

    /// What the server has logged so far.
    pub(crate) fn log(&self) -> String {
        std::fs::read_to_string(self.path().join(LOG)).expect("the log")
    }

    /// The address of the database, when it is a file.
    pub(crate) fn file(&self) -> String {
        let file = self.path().join("data/conduit.sqlite");
        format!("sqlite://{}", file.display())
    }

    /// Ends it without a warning, as the kernel does when there is no memory, and returns its folder.
    pub(crate) fn kill(mut self) -> TempDir {
        self.process.kill().expect("a process that runs");
        self.process.wait().expect("its end");
        self.folder.take().expect("the folder of a server that ran")
    }

    /// Kills it and starts another in its folder.
    pub(crate) fn restart(self, variables: &[(&str, &str)]) -> Self {
        Self::start_in(self.kill(), variables)
    }

    /// Runs a subcommand in its folder, beside it.
    pub(crate) fn command(&self, arguments: &[&str]) {
        let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content");
        let output = Command::new(env!("CARGO_BIN_EXE_server"))
            .args(arguments)
            .current_dir(self.path())
            .env_clear()
            .env("SUNUP_CONTENT_DIR", content)
            .output()
            .expect("the server's binary");
        assert!(output.status.success(), "{output:?}");
    }

    fn path(&self) -> &Path {
        let folder = self.folder.as_ref();
        folder.expect("the folder of a server that runs").path()
    }

    pub(crate) fn admin(&self, path: &str) -> String {
        ask(
            self.admin,
            &format!("GET {path} HTTP/1.1\r\nhost: localhost\r\n"),
        )
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already, which is what some tests are about.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
