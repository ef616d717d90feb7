//! Pages that outlive the process, over real sockets.

mod process;

use process::{Server, Site, status, wait_for};
use std::{
    fs,
    path::{Path, PathBuf},
};
use tempfile::TempDir;

/// Ports change from start to start, and the site's own address stands in its pages.
const URL: (&str, &str) = ("SUNUP_URL", "http://localhost");

const PAGES: [&str; 5] = ["/", "/about", "/tags", "/archive", "/article/cache-status"];

fn number(answer: &str, name: &str) -> u64 {
    let after = answer.split(&format!("\"{name}\": ")).nth(1);
    let digits = after.unwrap_or_else(|| panic!("no {name} in {answer}"));
    let digits: String = digits.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().expect("a number")
}

/// Asks for every page and waits until all are on disk.
fn visit(server: &Server) {
    for path in PAGES {
        assert_eq!(status(&server.get(path)), 200, "{path}");
    }
    wait_for("the pages on disk", || {
        let stats = server.admin("/cache/stats");
        number(&stats, "writes") >= PAGES.len() as u64
    });
}

fn from_disk(answer: &str) -> bool {
    answer.contains("cache-status: sunup; hit") && answer.contains("detail=disk")
}

/// A folder with content of its own.
fn site() -> (TempDir, PathBuf) {
    let folder = TempDir::new().expect("a temporary folder");
    let content = folder.path().join("content");
    copy(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("../content"),
        &content,
    );
    (folder, content)
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("the content") {
        let entry = entry.expect("a file");
        let into = to.join(entry.file_name());
        match entry.path().is_dir() {
            true => copy(&entry.path(), &into),
            false => {
                fs::copy(entry.path(), into).expect("a copy");
            }
        }
    }
}

#[test]
fn after_kill_and_restart_the_first_visitor_gets_what_was_there() {
    let server = Server::start(&[URL]);
    visit(&server);
    let before: Vec<String> = PAGES.map(|path| body(&server.get(path))).into();
    let server = server.restart(&[URL]);
    for (path, before) in PAGES.iter().zip(before) {
        let answer = server.get(path);
        assert!(from_disk(&answer), "{path}: {answer}");
        assert_eq!(body(&answer), before, "{path}");
    }
    let stats = server.admin("/cache/stats");
    assert_eq!(number(&stats, "renders_stored"), 0, "{stats}");
    let ready = server.admin("/readyz");
    assert!(
        ready.contains(r#"{"name":"disk cache","ok":true,"needed":false}"#),
        "{ready}"
    );
}

#[test]
fn what_changed_while_no_process_ran_is_shown_and_the_rest_is_kept() {
    let (folder, content) = site();
    let own = content.display().to_string();
    let variables = [URL, ("SUNUP_CONTENT_DIR", own.as_str())];
    let server = Server::start_in(folder, &variables);
    visit(&server);
    let folder = server.kill();
    let file = content.join("cache-status.md");
    let text = fs::read_to_string(&file).expect("an article");
    fs::write(&file, text + "\n\nWritten while nobody looked.\n").expect("a change");
    let server = Server::start_in(folder, &variables);
    let answer = server.get("/article/cache-status");
    assert!(answer.contains("Written while nobody looked."), "{answer}");
    for path in ["/about", "/tags", "/archive"] {
        let answer = server.get(path);
        assert!(from_disk(&answer), "{path}: {answer}");
    }
}

#[test]
fn what_another_process_committed_before_it_could_purge_is_shown() {
    let (folder, content) = site();
    let own = content.display().to_string();
    let variables = [URL, ("SUNUP_CONTENT_DIR", own.as_str())];
    let server = Server::start_in(folder, &variables);
    visit(&server);
    let site = Site::in_folder(server.kill());
    let site = variables
        .iter()
        .fold(site, |site, (name, value)| site.with(name, value));
    let file = content.join("cache-status.md");
    let text = fs::read_to_string(&file).expect("an article");
    fs::write(&file, text + "\n\nBy a command of its own.\n").expect("a change");
    site.command(&["db", "import"]);
    let server = site.start();
    let answer = server.get("/article/cache-status");
    assert!(answer.contains("By a command of its own."), "{answer}");
    let answer = server.get("/about");
    assert!(from_disk(&answer), "{answer}");
}

#[test]
fn what_a_command_changes_is_seen_by_the_server_that_runs() {
    let server = Server::start(&[URL]);
    visit(&server);
    // Articles that are made up are older than those of the files.
    let has = |month: &str| server.get("/archive").contains(month);
    assert!(has("/archive/2026/") && !has("/archive/2025/10"));
    server.command(&["db", "seed", "--articles", "400"]);
    wait_for("the new articles", || has("/archive/2025/10"));
}

#[test]
fn pages_of_another_origin_are_nobodys() {
    let server = Server::start(&[("SUNUP_URL", "http://old.example")]);
    let asked = |server: &Server, host: &str| {
        let head = format!("GET /about HTTP/1.1\r\nhost: {host}\r\naccept: text/html\r\n");
        process::ask(server.public, &head)
    };
    assert_eq!(status(&asked(&server, "old.example")), 200);
    wait_for("the page on disk", || {
        number(&server.admin("/cache/stats"), "writes") >= 1
    });
    let server = server.restart(&[("SUNUP_URL", "http://new.example")]);
    let answer = asked(&server, "new.example");
    assert!(!answer.contains("old.example"), "{answer}");
    assert!(answer.contains("fwd=miss"), "{answer}");
}

#[test]
fn without_its_disk_the_site_runs_from_memory_and_says_so() {
    let folder = TempDir::new().expect("a temporary folder");
    fs::create_dir_all(folder.path().join("data")).expect("the data folder");
    fs::write(folder.path().join("data/cache"), "in the way").expect("a file");
    let server = Server::start_in(folder, &[URL, ("SUNUP_LOG", "warn")]);
    assert_eq!(status(&server.get("/about")), 200);
    assert!(server.get("/about").contains("cache-status: sunup; hit"));
    let ready = server.admin("/readyz");
    assert_eq!(status(&ready), 200, "{ready}");
    assert!(
        ready.contains(r#""name":"disk cache","ok":false,"needed":false"#)
            && ready.contains("pages are kept in memory only"),
        "{ready}"
    );
    let log = server.log();
    let told = log.lines().filter(|line| line.contains("disk"));
    assert_eq!(told.count(), 1, "{log}");
}

#[test]
fn switched_off_nothing_is_written() {
    let server = Server::start(&[URL, ("SUNUP_CACHE_DISK", "0B")]);
    assert_eq!(status(&server.get("/about")), 200);
    let stats = server.admin("/cache/stats");
    assert!(stats.contains("\"disk\": null"), "{stats}");
    let folder = server.kill();
    assert!(!folder.path().join("data/cache").exists());
}

fn body(answer: &str) -> String {
    let (_, body) = answer.split_once("\r\n\r\n").expect("a body");
    body.to_owned()
}
