//! Builds before and after a deployment: their code over real sockets.

mod process;

use process::{Server, ask, status, wait_for};
use std::{
    fs,
    path::{Path, PathBuf},
};
use tempfile::TempDir;

/// What outlives the servers.
struct Machine(TempDir);

impl Machine {
    fn new() -> Self {
        Self(TempDir::new().expect("a temporary folder"))
    }

    fn builds(&self) -> PathBuf {
        self.0.path().join("data/builds")
    }

    /// Starts a server of the build whose code says this.
    fn start(&self, word: &str) -> Server {
        self.start_with(word, &[])
    }

    fn start_with(&self, word: &str, own: &[(&str, &str)]) -> Server {
        let root = self.0.path().join("sites").join(word);
        fs::create_dir_all(root.join("pkg")).expect("a site root");
        for (name, text) in [
            ("pkg/conduit.js", format!("glue of {word}")),
            ("pkg/conduit.js.br", format!("brotli of {word}")),
            ("pkg/conduit.wasm", "wasm".to_owned()),
            ("robots.txt", format!("robots of {word}")),
        ] {
            fs::write(root.join(name), text).expect("a file of the build");
        }
        // No articles: of pages it is enough here that there are some.
        let (data, content) = (self.data(), self.0.path().join("content"));
        fs::create_dir_all(content.join("authors")).expect("a folder without articles");
        let mut variables = vec![
            ("LEPTOS_SITE_ROOT", root.to_str().expect("a path")),
            ("SUNUP_DATA_DIR", data.to_str().expect("a path")),
            ("SUNUP_CONTENT_DIR", content.to_str().expect("a path")),
            ("SUNUP_LOG", "info"),
        ];
        variables.extend(own);
        let server = Server::start(&variables);
        // As cargo-leptos does before it builds the next.
        fs::remove_dir_all(root).expect("the site root");
        server
    }

    fn data(&self) -> PathBuf {
        self.0.path().join("data")
    }

    /// The one build beside those that are known.
    fn new_build(&self, known: &[&str]) -> String {
        let entries = fs::read_dir(self.builds()).expect("the folder of the builds");
        let names = entries.map(|entry| entry.expect("an entry").file_name());
        let mut names = names.filter_map(|name| name.into_string().ok());
        let is_new = |name: &String| name.len() == 16 && !known.contains(&name.as_str());
        names.find(is_new).expect("a build that was not there")
    }
}

/// The answer with all of its head but what every answer has of its own.
fn answer(server: &Server, build: &str, encoding: &str) -> String {
    let answer = ask(
        server.public,
        &format!(
            "GET /pkg/{build}/conduit.js HTTP/1.1\r\nhost: localhost\r\n\
             accept-encoding: {encoding}\r\n"
        ),
    );
    let lines = answer.lines().filter(|line| {
        let field = line.split(':').next().unwrap_or_default();
        !["date", "x-request-id"].contains(&field.to_lowercase().as_str())
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The lines of the log that have these words.
fn lines(server: &Server, words: &str) -> Vec<String> {
    let log = server.log();
    let lines = log.lines().filter(|line| line.contains(words));
    lines.map(str::to_owned).collect()
}

#[test]
fn code_of_earlier_builds_is_answered_byte_for_byte_until_there_are_too_many() {
    let machine = Machine::new();
    let server = machine.start("one");
    let one = machine.new_build(&[]);
    let before = ["br", "identity"].map(|encoding| answer(&server, &one, encoding));
    assert!(before[0].contains("etag: ") && before[0].ends_with("brotli of one"));
    assert!(before[1].contains("immutable") && before[1].ends_with("glue of one"));
    // Of none there is nothing to say.
    assert_eq!(lines(&server, "earlier builds are served").len(), 0);
    drop(server);

    let mut known = vec![one.clone()];
    for (word, earlier) in [("two", 1), ("three", 2)] {
        let server = machine.start(word);
        let names: Vec<&str> = known.iter().map(String::as_str).collect();
        let build = machine.new_build(&names);
        let after = ["br", "identity"].map(|encoding| answer(&server, &one, encoding));
        assert_eq!(after, before, "under {word}");
        let own = answer(&server, &build, "identity");
        assert!(own.ends_with(&format!("glue of {word}")), "{own}");
        assert!(
            server.get("/").contains(&build),
            "pages name the running build"
        );
        let robots = server.get("/robots.txt");
        assert!(robots.ends_with(&format!("robots of {word}")), "{robots}");
        let line = lines(&server, "earlier builds are served");
        assert!(
            line[0].contains(&format!("\"earlier\":{earlier}")),
            "{line:?}"
        );
        known.push(build);
    }

    let server = machine.start("four");
    assert_eq!(status(&answer(&server, &one, "br")), 404);
    assert_eq!(status(&answer(&server, &known[1], "br")), 200);
    assert!(!machine.builds().join(&one).exists());
    drop(server);

    // A rollback.
    let server = machine.start("two");
    assert!(answer(&server, &known[1], "identity").ends_with("glue of two"));
    assert_eq!(status(&answer(&server, &known[2], "identity")), 200);
}

#[test]
fn a_page_of_an_earlier_build_is_served_while_its_code_is() {
    // Ports change from start to start, and the site's own address stands in its pages.
    let url = ("SUNUP_URL", "http://localhost");
    let machine = Machine::new();
    let server = machine.start_with("one", &[url]);
    let one = machine.new_build(&[]);
    assert!(server.get("/about").contains(&one));
    wait_for("the page on disk", || {
        let stats = server.admin("/cache/stats");
        stats.contains("\"writes\": ") && !stats.contains("\"writes\": 0")
    });
    drop(server);

    let server = machine.start_with("two", &[url]);
    let about = server.get("/about");
    assert!(
        about.contains(&one) && about.contains("sunup; hit"),
        "{about}"
    );
    assert_eq!(status(&answer(&server, &one, "br")), 200);
    drop(server);

    let server = machine.start_with("three", &[url, ("SUNUP_BUILDS_KEEP", "1")]);
    assert_eq!(status(&answer(&server, &one, "br")), 404);
    let about = server.get("/about");
    assert!(status(&about) == 200 && !about.contains(&one), "{about}");
}

#[test]
fn a_build_with_one_bit_flipped_is_not_served_and_the_log_says_so_once() {
    let machine = Machine::new();
    drop(machine.start("one"));
    let one = machine.new_build(&[]);
    flip(&machine.builds().join(&one).join("pkg/conduit.js.br"));
    let server = machine.start("two");
    assert_eq!(status(&answer(&server, &one, "br")), 404);
    assert_eq!(status(&answer(&server, &one, "identity")), 404);
    let told = lines(&server, "this kept build is not served");
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains(&one) && told[0].contains("not those of its seal"));
    drop(server);
    let server = machine.start("two");
    assert_eq!(lines(&server, "this kept build").len(), 0);
}

#[test]
fn without_a_folder_for_builds_the_site_is_served_and_the_log_says_so_once() {
    let machine = Machine::new();
    fs::create_dir_all(machine.data()).expect("the data dir");
    fs::write(machine.builds(), "a file").expect("a file in place of the folder");
    let server = machine.start("one");
    let home = server.get("/");
    assert_eq!(status(&home), 200);
    let path = home.split("/pkg/").nth(1).expect("an address of the code");
    let build = path.split('/').next().expect("a build id");
    assert!(answer(&server, build, "identity").ends_with("glue of one"));
    let told = lines(&server, "not kept as they should");
    assert_eq!(told.len(), 1, "{told:?}");
}

fn flip(path: &Path) {
    let mut bytes = fs::read(path).expect("a file");
    bytes[0] ^= 1;
    fs::write(path, bytes).expect("a file");
}
