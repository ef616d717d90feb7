//! `sunup.toml` and `.env.example` list every setting, and a mistake in one ends the start with
//! one sentence. Everything goes through the binary, the way an operator meets it.

#[cfg(not(feature = "postgres"))]
mod absent;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    net::TcpListener,
    path::Path,
    process::{Command, Output, Stdio},
    thread,
    time::{Duration, Instant},
};
use tempfile::TempDir;

/// A start that neither fails nor ends is stopped here; no test is about time.
const HANG: Duration = Duration::from_secs(30);

/// A port of the system's choice.
const ANY_PORT: &str = "127.0.0.1:0";

/// The folder a server is started in, and its environment: nothing of the developer's.
struct Start {
    folder: TempDir,
    variables: BTreeMap<String, String>,
}

impl Start {
    /// An empty folder, and listeners that are in nobody's way.
    fn new() -> Self {
        let start = Self::bare();
        start
            .with("LEPTOS_SITE_ADDR", ANY_PORT)
            .with("SUNUP_ADMIN_ADDR", ANY_PORT)
    }

    /// An empty folder and an empty environment.
    fn bare() -> Self {
        Self {
            folder: TempDir::new().expect("a temporary folder"),
            variables: BTreeMap::new(),
        }
    }

    fn with(mut self, variable: &str, value: &str) -> Self {
        self.variables.insert(variable.to_owned(), value.to_owned());
        self
    }

    /// Writes a file below the folder.
    fn file(self, path: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.folder.path().join(path);
        let parent = path.parent().expect("a path with a folder");
        fs::create_dir_all(parent).expect("a writable folder");
        fs::write(path, content).expect("a writable file");
        self
    }

    /// A site root as a build would leave it, so that the start goes on to the database.
    fn built(self) -> Self {
        self.file("target/site/pkg/conduit.js", "export {}")
    }

    /// Runs the server to its end.
    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_server"));
        command
            .args(arguments)
            .current_dir(self.folder.path())
            .env_clear()
            .envs(std::env::var_os("PATH").map(|path| ("PATH", path)))
            .envs(&self.variables)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut server = command.spawn().expect("the server's binary");
        let start = Instant::now();
        while server.try_wait().expect("a child to wait for").is_none() {
            if start.elapsed() > HANG {
                server.kill().expect("a child to end");
                let output = server.wait_with_output().expect("its output");
                panic!("the server still ran after {HANG:?}:\n{}", stderr(&output));
            }
            thread::sleep(Duration::from_millis(10));
        }
        server.wait_with_output().expect("its output")
    }

    /// Starts the server and returns the one sentence with which it ends.
    #[track_caller]
    fn refusal(&self) -> String {
        let output = self.run(&[]);
        let text = stderr(&output);
        assert_eq!(output.status.code(), Some(1), "{text}");
        assert_eq!(text.trim_end().lines().count(), 1, "one line, not:\n{text}");
        let sentence = text.trim_end().strip_prefix("error: ");
        sentence
            .expect("a line that begins with `error: `")
            .to_owned()
    }

    /// The settings as `server config` prints them.
    #[track_caller]
    fn settings(&self) -> Vec<Setting> {
        let output = self.run(&["config"]);
        assert!(output.status.success(), "{}", stderr(&output));
        let text = String::from_utf8(output.stdout).expect("text");
        assert!(!text.contains("warning"), "{text}");
        let settings: Vec<Setting> = text.lines().map(Setting::parse).collect();
        assert!(settings.len() > 10, "too few settings for a site:\n{text}");
        settings
    }
}

/// One line of `server config`.
#[derive(Debug)]
struct Setting {
    key: String,
    value: String,
    source: String,
}

impl Setting {
    fn parse(line: &str) -> Self {
        let words: Vec<&str> = line.split_whitespace().collect();
        let [key, value, source] = words[..] else {
            panic!("key, value and source are expected: {line}");
        };
        Self {
            key: key.to_owned(),
            value: value.to_owned(),
            source: source.to_owned(),
        }
    }
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn of_repository(file: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(file);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A setting that is commented out has no space after its `#`; prose has.
fn is_setting(line: &str) -> bool {
    line.strip_prefix('#').is_some_and(|rest| {
        rest.contains('=') && rest.starts_with(|c: char| c.is_ascii_alphabetic())
    })
}

/// `sunup.toml` with every setting switched on.
fn whole_file() -> String {
    let lines = of_repository("sunup.toml");
    let lines = lines.lines().map(|line| match is_setting(line) {
        true => format!("{}\n", &line[1..]),
        false => format!("{line}\n"),
    });
    lines.collect()
}

/// The variables of `.env.example`, every one switched on.
fn whole_environment() -> BTreeMap<String, String> {
    let text = of_repository(".env.example");
    let settings = text.lines().filter(|line| is_setting(line));
    let pairs = settings.filter_map(|line| line[1..].split_once('='));
    pairs
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

/// The defaults of a release build, which are the ones that both files show.
fn defaults() -> BTreeMap<String, String> {
    let start = Start::bare().with("SUNUP_ENV", "production");
    let settings = start.settings().into_iter();
    settings
        .map(|setting| (setting.key, setting.value))
        .collect()
}

/// Which variable sets a key: the one that has the last word when all of them are set.
fn variables_by_key() -> BTreeMap<String, String> {
    let mut start = Start::bare();
    start.variables = whole_environment();
    let settings = start.settings().into_iter();
    settings
        .map(|setting| (setting.key, setting.source))
        .collect()
}

/// What the files show is what holds without them. Settings that are unset have an example.
#[track_caller]
fn assert_defaults(settings: &[Setting]) {
    let defaults = defaults();
    for Setting { key, value, .. } in settings {
        let default = &defaults[key];
        assert!(
            default == "(unset)" || default == value,
            "{key} is {default}, not {value}"
        );
    }
}

#[test]
fn every_setting_stands_in_sunup_toml_with_its_default() {
    let settings = Start::bare().file("sunup.toml", whole_file()).settings();
    for setting in &settings {
        let from_file = setting.source.starts_with("sunup.toml:");
        assert!(from_file, "{} is missing in sunup.toml", setting.key);
    }
    assert_defaults(&settings);
}

#[test]
fn every_setting_stands_in_env_example_with_its_default() {
    let environment = whole_environment();
    let mut start = Start::bare();
    start.variables = environment.clone();
    let settings = start.settings();
    for setting in &settings {
        let from_variable = environment.contains_key(&setting.source);
        assert!(from_variable, "{} is missing in .env.example", setting.key);
    }
    assert_defaults(&settings);
    let read: BTreeSet<&String> = settings.iter().map(|setting| &setting.source).collect();
    let listed: BTreeSet<&String> = environment.keys().collect();
    assert_eq!(
        listed, read,
        ".env.example lists a variable that nobody reads"
    );
}

#[test]
fn sunup_toml_names_the_variable_of_every_setting() {
    let file = whole_file();
    let lines: Vec<&str> = file.lines().collect();
    let settings = Start::bare().file("sunup.toml", &file).settings();
    let variables = variables_by_key();
    for Setting { key, source, .. } in &settings {
        let line = source.split(':').nth(1).and_then(|line| line.parse().ok());
        let above = &lines[..line.unwrap_or(1) - 1];
        let comment = above.iter().rev().take_while(|line| line.starts_with('#'));
        let first = comment.last().copied().unwrap_or_default();
        let heading = format!("# {}. ", variables[key]);
        assert!(
            first.starts_with(&heading),
            "{key} begins with {first:?}, not {heading:?}"
        );
    }
}

#[test]
fn sunup_toml_as_it_stands_changes_nothing() {
    let start = Start::bare().file("sunup.toml", of_repository("sunup.toml"));
    for Setting { key, source, .. } in start.settings() {
        assert_eq!(source, "default", "{key} is switched on");
    }
}

#[test]
fn an_unknown_key_names_its_line_and_the_nearest_key() {
    let start = Start::new().file("sunup.toml", "[render]\ndeadlin = \"5s\"\n");
    assert_eq!(
        start.refusal(),
        "sunup.toml:2: there is no setting `render.deadlin`; did you mean `render.deadline`?"
    );
}

#[test]
fn a_policy_that_contradicts_itself_names_its_line_and_its_pattern() {
    for (policy, why) in [
        (
            "no-store, public",
            "no-store and public contradict each other",
        ),
        (
            "public, private",
            "private and public contradict each other",
        ),
        (
            "public, s-maxage=60, s-maxage=600",
            "s-maxage stands more than once",
        ),
        (
            "public, smaxage=60",
            "no directive that the page cache knows",
        ),
    ] {
        let table = format!("[routes]\n\n\"/tag/{{tag}}\" = {{ cache = \"{policy}\" }}\n");
        let sentence = Start::new().file("sunup.toml", table).refusal();
        let found = format!("`routes./tag/{{tag}}.cache` is \"{policy}\", where ");
        assert!(sentence.starts_with("sunup.toml:3:"), "{sentence}");
        assert!(sentence.contains(&found), "{sentence}");
        assert!(sentence.contains(why), "{sentence}");
    }
}

#[test]
fn a_file_that_is_no_toml_names_the_line() {
    let start = Start::new().file("sunup.toml", "[render]\ndeadline = = 5\n");
    let sentence = start.refusal();
    assert!(
        sentence.starts_with("sunup.toml:2:12: this is not TOML"),
        "{sentence}"
    );
}

#[test]
fn a_bad_value_of_a_variable_names_the_variable_and_what_would_be_right() {
    let start = Start::new().with("SUNUP_RENDER_DEADLINE", "5 parsecs");
    assert_eq!(
        start.refusal(),
        "SUNUP_RENDER_DEADLINE: `render.deadline` is \"5 parsecs\", but it should be a time \
         from 10ms to 10min, such as 500ms or 5s"
    );
}

#[test]
fn a_number_that_the_site_cannot_run_with_is_refused() {
    for (variable, value) in [
        ("SUNUP_DATABASE_READERS", "99999999999"),
        ("SUNUP_DATABASE_READERS", "0"),
        ("SUNUP_RENDER_DEADLINE", "0s"),
        ("DATABASE_URL", "sqlite::memory:"),
        ("LEPTOS_RELOAD_PORT", "70000"),
        ("SUNUP_CACHE_MEMORY", "1KiB"),
        ("SUNUP_HOSTS", "https://example.org"),
    ] {
        let sentence = Start::new().with(variable, value).refusal();
        assert!(sentence.starts_with(variable), "{sentence}");
        assert!(sentence.contains("but it should be"), "{sentence}");
    }
}

#[test]
fn the_password_of_a_database_is_shown_nowhere() {
    for (url, shown) in [
        (
            "mysql://ada:hunter2@localhost/x",
            "mysql://ada:…@localhost/x",
        ),
        ("ada:hunter2@localhost", "ada:…"),
    ] {
        let sentence = Start::new().with("DATABASE_URL", url).refusal();
        assert!(!sentence.contains("hunter2"), "{sentence}");
        assert!(sentence.contains(shown), "{sentence}");
    }
    let start = Start::bare().with("DATABASE_URL", "postgres://ada:hunter2@localhost/site");
    let settings = start.settings();
    let url = settings
        .iter()
        .find(|setting| setting.key == "database.url");
    let url = url.expect("the setting");
    assert_eq!(url.value, "postgres://ada:…@localhost/site");
}

#[test]
fn an_unknown_variable_of_ours_is_only_a_warning() {
    let output = Start::bare().with("SUNUP_LGO", "debug").run(&["config"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let text = String::from_utf8_lossy(&output.stdout);
    let warning = "warning: the environment variable SUNUP_LGO is not known and has no effect; \
                   did you mean `SUNUP_LOG`?";
    assert!(text.lines().any(|line| line == warning), "{text}");

    // A start logs it and goes on, here as far as the site root that is missing.
    let output = Start::new().with("SUNUP_LGO", "debug").run(&[]);
    let text = stderr(&output);
    assert!(text.contains("SUNUP_LGO is not known"), "{text}");
    assert!(text.contains("error: there is no browser code"), "{text}");
}

#[test]
fn a_data_dir_that_cannot_be_created_is_one_sentence() {
    let start = Start::new()
        .file("file", "x")
        .with("SUNUP_DATA_DIR", "file/data");
    let sentence = start.refusal();
    assert!(
        sentence.starts_with("the data folder file/data cannot be created: ")
            && sentence.contains("set SUNUP_DATA_DIR to a folder that this user may write"),
        "{sentence}"
    );
}

#[test]
fn a_port_in_use_is_one_sentence_on_either_listener() {
    let taken = TcpListener::bind(ANY_PORT).expect("a free port");
    let addr = taken.local_addr().expect("its address").to_string();
    for variable in ["LEPTOS_SITE_ADDR", "SUNUP_ADMIN_ADDR"] {
        let start = Start::new().built().with(variable, &addr);
        assert_eq!(
            start.refusal(),
            format!(
                "{addr} is in use by another program; stop that program, or set {variable} to \
                 another address"
            )
        );
        assert!(
            !start.folder.path().join("data/conduit.sqlite").exists(),
            "a server that cannot serve leaves the database alone"
        );
    }
}

#[test]
fn a_corrupt_database_is_one_sentence_and_stays_as_it_was() {
    let garbage: Vec<u8> = (0..20_000_u32)
        .map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8)
        .collect();
    let start = Start::new().built().file("data/conduit.sqlite", &garbage);
    let sentence = start.refusal();
    assert!(
        sentence.starts_with("the database sqlite://data/conduit.sqlite cannot be opened: ")
            && sentence.contains("file is not a database"),
        "{sentence}"
    );
    let after = fs::read(start.folder.path().join("data/conduit.sqlite")).expect("the file");
    assert!(after == garbage, "the damaged file was changed");
}

#[test]
fn a_damaged_page_in_the_middle_of_the_database_is_one_sentence() {
    let start = Start::new();
    let made = start.run(&["db", "migrate"]);
    assert!(made.status.success(), "{}", stderr(&made));
    let path = start.folder.path().join("data/conduit.sqlite");
    let whole = fs::read(&path).expect("the database");
    let pages = whole.len() / 4096;
    for page in [pages / 3, pages / 2, pages - 2] {
        let mut damaged = whole.clone();
        damaged[page * 4096..(page + 1) * 4096].fill(0xa5);
        let start = Start::new()
            .built()
            .file("data/conduit.sqlite", damaged)
            .with("SUNUP_LOG", "warn");
        let sentence = start.refusal();
        let begin = "the database sqlite://data/conduit.sqlite is damaged: ";
        assert!(sentence.starts_with(begin), "page {page}: {sentence}");
        assert!(sentence.contains("backup"), "page {page}: {sentence}");
    }
}

#[test]
fn a_content_folder_that_is_set_and_does_not_exist_is_one_sentence() {
    let start = Start::new().built().with("SUNUP_CONTENT_DIR", "nowhere");
    assert_eq!(
        start.refusal(),
        "there is no content folder nowhere, which SUNUP_CONTENT_DIR names; create it, or correct \
         the setting"
    );
    let start = Start::new()
        .built()
        .file("sunup.toml", "[content]\ndir = \"nowhere\"\n");
    let sentence = start.refusal();
    assert!(
        sentence.starts_with("there is no content folder nowhere, which sunup.toml:2:7 names;"),
        "{sentence}"
    );
    let start = Start::new()
        .built()
        .file("file", "x")
        .with("SUNUP_CONTENT_DIR", "file");
    let sentence = start.refusal();
    assert!(sentence.contains("no content folder file"), "{sentence}");
}

#[test]
fn an_unknown_table_without_keys_names_its_line_and_the_nearest_table() {
    for (file, sentence) in [
        (
            "[log]\n\n[rendr]\n",
            "sunup.toml:3: there is no setting `rendr`; did you mean `render`?",
        ),
        (
            "[log]\nx.y = {}\n",
            "sunup.toml:2: there is no setting `log.x.y`",
        ),
    ] {
        let start = Start::new().file("sunup.toml", file);
        assert!(start.refusal().starts_with(sentence), "{}", start.refusal());
    }
}

#[test]
fn a_missing_site_root_is_one_sentence() {
    let start = Start::new().with("LEPTOS_SITE_ROOT", "nowhere");
    assert_eq!(
        start.refusal(),
        "there is no browser code in nowhere/pkg; build the site (cargo sunup build), start the \
         server in the folder of the site, or set LEPTOS_SITE_ROOT"
    );
}
