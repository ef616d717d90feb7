//! [`Postgres`]: a PostgreSQL server for tests.

use std::{
    env, fs,
    net::TcpListener,
    os::unix::fs::chown,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{
        Arc, Mutex, PoisonError, Weak,
        atomic::{AtomicU32, Ordering},
    },
    thread,
    time::{Duration, Instant},
};
use tempfile::TempDir;

/// A server that does not come up or does not end is given up here; no test is about time.
const HANG: Duration = Duration::from_secs(60);

/// The server that the tests of one binary share while one of them runs.
static SHARED: Mutex<Weak<Postgres>> = Mutex::new(Weak::new());

/// A PostgreSQL server of its own, in a temporary folder and on a free port, which ends with it.
///
/// The programs are the first on PATH or Debian's newest. They refuse to run for root, who becomes
/// the user `postgres`, or `nobody` where there is none.
#[derive(Debug)]
pub struct Postgres {
    process: Child,
    port: u16,
    programs: PathBuf,
    databases: AtomicU32,
    // After the process, so that it is there as long as the process needs it.
    folder: TempDir,
}

impl Postgres {
    /// The password of the user `postgres`, whom the server asks for it over TCP.
    pub const PASSWORD: &str = "hunter2";

    /// The server of this test binary: started by the first who asks, stopped by the last who lets
    /// it go.
    ///
    /// # Panics
    /// When there is no PostgreSQL, or it does not start.
    pub fn shared() -> Arc<Self> {
        let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
        shared.upgrade().unwrap_or_else(|| {
            let started = Arc::new(Self::start());
            *shared = Arc::downgrade(&started);
            started
        })
    }

    /// Starts a server.
    ///
    /// # Panics
    /// When there is no PostgreSQL, or it does not start.
    pub fn start() -> Self {
        let programs = programs().expect(
            "the programs of PostgreSQL; `cargo sunup setup --all` installs them on a Debian",
        );
        let folder = TempDir::new().expect("a temporary folder");
        let user = User::of_server();
        fs::write(folder.path().join("password"), Self::PASSWORD).expect("a file written");
        if let Some(user) = &user {
            for path in [folder.path(), &folder.path().join("password")] {
                chown(path, Some(user.id), Some(user.group)).expect("a folder given away");
            }
        }
        let run = |program: &str| {
            let mut command = User::command(user.as_ref(), &programs.join(program));
            command.current_dir(folder.path()).env("LC_ALL", "C");
            command
        };
        let made = run("initdb")
            .args(["-D", "data", "-U", "postgres", "--pwfile=password"])
            .args(["--auth-local=trust", "--auth-host=scram-sha-256"])
            .args(["--no-locale", "--encoding=UTF8", "--no-sync"])
            .output()
            .expect("initdb");
        assert!(made.status.success(), "{made:?}");
        let port = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
        let port = port.expect("a free port").port();
        let log = fs::File::create(folder.path().join("log")).expect("a file for the log");
        let process = run("postgres")
            .args(["-D", "data", "-p", &port.to_string()])
            .args(["-c", "listen_addresses=127.0.0.1"])
            .arg("-c")
            .arg(format!(
                "unix_socket_directories={}",
                folder.path().display()
            ))
            .args(["-c", "fsync=off", "-c", "synchronous_commit=off"])
            .args(["-c", "full_page_writes=off"])
            .stdin(Stdio::null())
            .stderr(log)
            .spawn()
            .expect("postgres");
        let mut server = Self {
            process,
            port,
            programs,
            databases: AtomicU32::new(0),
            folder,
        };
        let start = Instant::now();
        while server.try_sql("postgres", "SELECT 1").is_err() {
            let ended = server.process.try_wait().expect("a child to wait for");
            assert!(
                ended.is_none() && start.elapsed() < HANG,
                "PostgreSQL does not start: {}",
                fs::read_to_string(server.folder.path().join("log")).unwrap_or_default()
            );
            thread::sleep(Duration::from_millis(20));
        }
        server
    }

    /// Makes an empty database and returns its name. Its texts are ordered as dictionaries order
    /// them, where the server can, so that nobody relies on the order of bytes by accident.
    ///
    /// # Panics
    /// When the server refuses.
    pub fn database(&self) -> String {
        let number = self.databases.fetch_add(1, Ordering::Relaxed);
        let name = format!("site_{number}");
        let make = format!("CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'");
        let dictionary = format!("{make} LOCALE_PROVIDER icu ICU_LOCALE 'en-US'");
        if self.try_sql("postgres", &dictionary).is_err() {
            self.sql("postgres", &make);
        }
        name
    }

    /// The address of a database over TCP, with the password in it.
    pub fn url(&self, database: &str) -> String {
        let (password, port) = (Self::PASSWORD, self.port);
        format!("postgres://postgres:{password}@127.0.0.1:{port}/{database}")
    }

    /// The address of a database over the socket in the server's folder.
    pub fn socket_url(&self, database: &str) -> String {
        let folder = self.folder.path().display();
        let port = self.port;
        format!("postgres:///{database}?host={folder}&port={port}&user=postgres")
    }

    /// What the server answers to a statement: a row a line.
    ///
    /// # Panics
    /// When it refuses.
    pub fn sql(&self, database: &str, sql: &str) -> String {
        self.try_sql(database, sql)
            .unwrap_or_else(|said| panic!("{sql}: {said}"))
    }

    fn try_sql(&self, database: &str, sql: &str) -> Result<String, String> {
        let output = Command::new(self.programs.join("psql"))
            .args(["-X", "-q", "-t", "-A", "-v", "ON_ERROR_STOP=1"])
            .args(["-U", "postgres", "-p", &self.port.to_string()])
            .arg("-h")
            .arg(self.folder.path())
            .args(["-d", database, "-c", sql])
            .output()
            .expect("psql");
        if output.status.success() {
            Ok(String::from_utf8_lossy(&output.stdout)
                .trim_end()
                .to_owned())
        } else {
            Err(String::from_utf8_lossy(&output.stderr).into_owned())
        }
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        // SIGQUIT: the server and all of its processes end at once; the folder goes with them.
        let pid = self.process.id().to_string();
        let _ = Command::new("kill").args(["-QUIT", &pid]).status();
        let start = Instant::now();
        while start.elapsed() < HANG {
            if !matches!(self.process.try_wait(), Ok(None)) {
                return;
            }
            thread::sleep(Duration::from_millis(10));
        }
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The folder of `initdb`, `postgres` and `psql`.
fn programs() -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let mut on_path = env::split_paths(&path).filter(|folder| has_programs(folder));
    on_path.next().or_else(|| {
        let versions = fs::read_dir("/usr/lib/postgresql").ok()?.flatten();
        let version = |folder: &PathBuf| {
            let name = folder.parent()?.file_name()?.to_str()?;
            name.parse::<u32>().ok()
        };
        versions
            .map(|entry| entry.path().join("bin"))
            .filter(|folder| has_programs(folder))
            .max_by_key(version)
    })
}

fn has_programs(folder: &Path) -> bool {
    let programs = ["initdb", "postgres", "psql"];
    programs
        .iter()
        .all(|program| folder.join(program).is_file())
}

/// Whom root becomes.
struct User {
    id: u32,
    group: u32,
}

impl User {
    fn of_server() -> Option<Self> {
        let id = |arguments: &[&str]| -> Option<u32> {
            let output = Command::new("id").args(arguments).output().ok()?;
            String::from_utf8_lossy(&output.stdout).trim().parse().ok()
        };
        if id(&["-u"]) != Some(0) {
            return None;
        }
        ["postgres", "nobody"].iter().find_map(|name| {
            Some(Self {
                id: id(&["-u", name])?,
                group: id(&["-g", name])?,
            })
        })
    }

    fn command(user: Option<&Self>, program: &Path) -> Command {
        let Some(Self { id, group }) = user else {
            return Command::new(program);
        };
        let mut command = Command::new("setpriv");
        command
            .args(["--reuid", &id.to_string(), "--regid", &group.to_string()])
            .args(["--clear-groups", "--"])
            .arg(program);
        command
    }
}
