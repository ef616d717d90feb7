//! Settings come from three places, and a mistake is named with its place.

use std::{fs, net::SocketAddr, path::PathBuf, time::Duration};

use sunup_server::{
    admin,
    config::{ByteSize, ConfigError, Environment, Origin, Reader, Secret, Source},
    limits, listen, shutdown, telemetry,
};
use tempfile::TempDir;

struct Settings {
    _folder: TempDir,
    file: PathBuf,
}

fn settings(text: &str) -> Settings {
    let folder = TempDir::new().expect("a temporary folder");
    let file = folder.path().join("sunup.toml");
    fs::write(&file, text).expect("a writable file");
    Settings {
        _folder: folder,
        file,
    }
}

impl Settings {
    fn reader(&self, variables: &[(&str, &str)]) -> Result<Reader, ConfigError> {
        Reader::open(Some(&self.file), owned(variables))
    }
}

fn owned(variables: &[(&str, &str)]) -> Vec<(String, String)> {
    variables
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}

fn deadline(reader: &mut Reader) -> Result<Duration, ConfigError> {
    let default = Duration::from_secs(5);
    reader.value("render.deadline", "SUNUP_RENDER_DEADLINE", default)
}

/// The message without the folder of the test, which differs every time.
fn message(settings: &Settings, error: &ConfigError) -> String {
    let folder = settings.file.parent().expect("a folder");
    error
        .to_string()
        .replace(&format!("{}/", folder.display()), "")
}

#[test]
fn the_environment_wins_over_the_file_and_the_file_over_the_default() {
    let with_file = settings("[render]\ndeadline = \"3s\"\n");
    let mut reader = with_file.reader(&[]).expect("readable");
    assert_eq!(deadline(&mut reader).ok(), Some(Duration::from_secs(3)));

    let variables = [("SUNUP_RENDER_DEADLINE", "2s")];
    let mut reader = with_file.reader(&variables).expect("readable");
    assert_eq!(deadline(&mut reader).ok(), Some(Duration::from_secs(2)));

    let mut reader = Reader::open(None, []).expect("no file");
    assert_eq!(deadline(&mut reader).ok(), Some(Duration::from_secs(5)));
}

#[test]
fn an_empty_variable_counts_as_unset() {
    let variables = owned(&[("SUNUP_RENDER_DEADLINE", "")]);
    let mut reader = Reader::open(None, variables).expect("no file");
    assert_eq!(deadline(&mut reader).ok(), Some(Duration::from_secs(5)));
}

#[test]
fn a_bad_value_in_the_file_names_line_and_column_and_what_would_be_right() {
    let settings = settings("# Ours.\n[render]\ndeadline = \"5 parsecs\"\n");
    let mut reader = settings.reader(&[]).expect("readable");
    let error = deadline(&mut reader).expect_err("no duration");
    assert_eq!(
        message(&settings, &error),
        "sunup.toml:3:12: `render.deadline` is \"5 parsecs\", but it should be a duration such \
         as 250ms, 5s or 2m"
    );
}

#[test]
fn a_value_of_a_wrong_type_is_an_error() {
    for text in [
        "[render]\ndeadline = [1]\n",
        "[render]\ndeadline = 1979-05-27\n",
    ] {
        let settings = settings(text);
        let mut reader = settings.reader(&[]).expect("readable");
        let error = deadline(&mut reader).expect_err("no duration");
        assert!(
            message(&settings, &error)
                .starts_with("sunup.toml:2:12: `render.deadline` is of the type"),
            "{error}"
        );
    }
}

#[test]
fn a_bad_value_in_the_environment_names_the_variable() {
    let variables = owned(&[("LEPTOS_SITE_ADDR", "localhost")]);
    let mut reader = Reader::open(None, variables).expect("no file");
    let error = listen::Config::read(&mut reader).expect_err("no address");
    assert_eq!(
        error.to_string(),
        "LEPTOS_SITE_ADDR: `site.addr` is \"localhost\", but it should be an IP address with a \
         port, such as 127.0.0.1:3000 or [::]:3000"
    );
}

#[test]
fn a_time_in_which_no_client_could_do_anything_is_refused_by_name() {
    for (key, variable) in [
        ("limits.body_idle", "SUNUP_LIMITS_BODY_IDLE"),
        ("limits.answer_idle", "SUNUP_LIMITS_ANSWER_IDLE"),
    ] {
        let mut reader = Reader::open(None, owned(&[(variable, "0s")])).expect("no file");
        let error = limits::Config::read(&mut reader).expect_err("no time");
        assert_eq!(
            error.to_string(),
            format!(
                "{variable}: `{key}` is \"0s\", but it should be a time from 100ms to 24h, such as 30s"
            )
        );
    }
}

#[test]
fn an_unknown_key_in_the_file_names_its_line_and_the_nearest_known_key() {
    let settings = settings("[limits]\nbody = \"2MiB\"\n\n[render]\ndeadlin = \"5s\"\n");
    let mut reader = settings.reader(&[]).expect("readable");
    deadline(&mut reader).expect("the default");
    limits::Config::read(&mut reader).expect("two megabytes");
    let error = reader.finish().expect_err("an unknown key");
    assert_eq!(
        message(&settings, &error),
        "sunup.toml:5: there is no setting `render.deadlin`; did you mean `render.deadline`?"
    );
}

#[test]
fn an_unknown_table_and_a_value_in_place_of_a_table_are_errors() {
    for text in [
        "[rendr]\ndeadline = \"5s\"\n",
        "render = \"5s\"\n",
        "\"\" = 1\n",
    ] {
        let settings = settings(text);
        let mut reader = settings.reader(&[]).expect("readable");
        deadline(&mut reader).expect("the default");
        let error = reader.finish().expect_err("an unknown key");
        assert!(matches!(error, ConfigError::UnknownKey { .. }), "{error}");
    }
}

#[test]
fn an_unknown_variable_is_a_warning_and_foreign_variables_are_none_of_ours() {
    let variables = owned(&[
        ("SUNUP_RENDER_DEADLIN", "5s"),
        ("SUNUP_TOOLS", "read by another program"),
        ("PATH", "/bin"),
    ]);
    let mut reader = Reader::open(None, variables).expect("no file");
    reader.ignore("SUNUP_TOOLS");
    deadline(&mut reader).expect("the default");
    let warnings = reader.finish().expect("no error");
    assert_eq!(warnings.len(), 1);
    assert_eq!(
        warnings[0].to_string(),
        "the environment variable SUNUP_RENDER_DEADLIN is not known and has no effect; did you \
         mean `SUNUP_RENDER_DEADLINE`?"
    );
}

#[test]
fn a_file_that_is_not_toml_names_the_place() {
    let settings = settings("[render]\ndeadline = = 1\n");
    let error = settings.reader(&[]).expect_err("no TOML");
    let text = message(&settings, &error);
    assert!(text.starts_with("sunup.toml:2:"), "{text}");
    assert!(!text.contains('\n'), "{text}");
}

#[test]
fn a_file_that_cannot_be_read_is_an_error() {
    let folder = TempDir::new().expect("a temporary folder");
    assert!(Reader::open(Some(&folder.path().join("none.toml")), []).is_err());
    assert!(Reader::open(Some(folder.path()), []).is_err());
    let binary = folder.path().join("sunup.toml");
    fs::write(&binary, [0xff, 0xfe, 0]).expect("a writable file");
    assert!(Reader::open(Some(&binary), []).is_err());
}

#[test]
fn a_secret_is_never_printed() {
    let token = "hunter2-hunter2-hunter2";
    let variables = owned(&[("SUNUP_ADMIN_TOKEN", token)]);
    let mut reader = Reader::open(None, variables).expect("no file");
    let config = admin::Config::read(&mut reader).expect("a good token");
    assert_eq!(config.token.as_ref().map(Secret::expose), Some(token));
    let shown = format!("{config:?} {:?}", reader.describe());
    assert!(!shown.contains("hunter2"), "{shown}");
    assert!(shown.contains("(set)"), "{shown}");

    let variables = owned(&[("SUNUP_ADMIN_TOKEN", "hunter2")]);
    let mut reader = Reader::open(None, variables).expect("no file");
    let error = admin::Config::read(&mut reader).expect_err("too short");
    assert!(!error.to_string().contains("hunter2"), "{error}");
    assert!(error.to_string().contains("16 to 256"), "{error}");
}

#[test]
fn the_description_says_where_each_value_comes_from() {
    let settings = settings("log.filter = \"debug\"\nshutdown.grace = \"1m\"\n");
    let mut reader = settings
        .reader(&[("SUNUP_SHUTDOWN_GRACE", "90s")])
        .expect("readable");
    telemetry::Config::read(&mut reader).expect("good");
    shutdown::Config::read(&mut reader).expect("good");
    let place = format!("{}:1:14", settings.file.display());
    let described: Vec<_> = reader
        .describe()
        .iter()
        .map(|entry| (entry.key, entry.value.as_str(), entry.source.clone()))
        .collect();
    assert_eq!(
        described,
        [
            ("log.filter", "debug", Source::File(place)),
            ("log.format", "auto", Source::Default),
            (
                "shutdown.grace",
                "90s",
                Source::Environment("SUNUP_SHUTDOWN_GRACE")
            ),
        ]
    );
    assert!(reader.finish().expect("all known").is_empty());
}

#[test]
fn the_public_origin_follows_the_listener_until_it_is_set() {
    let read = |variables: &[(&str, &str)]| {
        let mut reader = Reader::open(None, owned(variables)).expect("no file");
        listen::Config::read(&mut reader).map(|config| config.url.to_string())
    };
    assert_eq!(read(&[]).ok().as_deref(), Some("http://127.0.0.1:3000"));
    assert_eq!(
        read(&[("LEPTOS_SITE_ADDR", "127.0.0.1:8080")])
            .ok()
            .as_deref(),
        Some("http://127.0.0.1:8080")
    );
    let set = [("SUNUP_URL", "https://example.org")];
    assert_eq!(read(&set).ok().as_deref(), Some("https://example.org"));
    assert!(read(&[("SUNUP_URL", "example.org")]).is_err());
}

#[test]
fn an_admin_listener_that_others_reach_needs_a_token() {
    let read = |variables: &[(&str, &str)]| {
        let mut reader = Reader::open(None, owned(variables)).expect("no file");
        admin::Config::read(&mut reader)
    };
    for addr in ["0.0.0.0:4000", "[::]:4000", "192.0.2.1:4000"] {
        let error = read(&[("SUNUP_ADMIN_ADDR", addr)]).expect_err(addr);
        assert!(error.to_string().contains("SUNUP_ADMIN_TOKEN"), "{error}");
        let token = ("SUNUP_ADMIN_TOKEN", "0123456789abcdef");
        assert!(read(&[("SUNUP_ADMIN_ADDR", addr), token]).is_ok());
    }
    assert!(read(&[("SUNUP_ADMIN_ADDR", "[::1]:4000")]).is_ok());
}

#[test]
fn every_type_reads_its_text_and_refuses_another() {
    let variables = owned(&[
        ("A", "on"),
        ("B", "yes"),
        ("C", "42"),
        ("D", "-1"),
        ("E", "64KiB"),
        ("F", "development"),
        ("G", "staging"),
        ("H", "127.0.0.1:1"),
        ("I", "a/b"),
        ("J", "info,sqlx=warn"),
        ("K", "sqlx=loud"),
    ]);
    let mut reader = Reader::open(None, variables).expect("no file");
    assert_eq!(reader.value("a", "A", false).ok(), Some(true));
    assert!(reader.value("b", "B", false).is_err());
    assert_eq!(reader.value("c", "C", 0_u64).ok(), Some(42));
    assert_eq!(reader.value("c", "C", 0_usize).ok(), Some(42));
    assert!(reader.value("d", "D", 0_u64).is_err());
    assert_eq!(
        reader.value("e", "E", ByteSize::mib(1)).ok(),
        Some(ByteSize::kib(64))
    );
    assert_eq!(
        reader.value("f", "F", Environment::Production).ok(),
        Some(Environment::Development)
    );
    assert!(reader.value("g", "G", Environment::Production).is_err());
    let addr: Option<SocketAddr> = reader.value("h", "H", None).expect("an address");
    assert_eq!(addr.map(|addr| addr.port()), Some(1));
    assert!(reader.value::<Option<Origin>>("h", "H", None).is_err());
    assert_eq!(
        reader.value("i", "I", PathBuf::new()).ok(),
        Some(PathBuf::from("a/b"))
    );
    let filter = telemetry::Filter::default();
    assert!(reader.value("j", "J", filter.clone()).is_ok());
    assert!(reader.value("k", "K", filter).is_err());
}
