//! Pages that are ready before anybody asks, over real sockets.

mod process;

use process::{Server, ask, status, wait_for};
use std::{
    fs,
    path::{Path, PathBuf},
    sync::atomic::{AtomicBool, Ordering},
    thread,
};
use tempfile::TempDir;

const ON: (&str, &str) = ("SUNUP_CACHE_WARM", "on");

/// Pages that are there whatever is published, and one of each kind that the site lists.
const LISTED: [&str; 5] = ["/", "/about", "/archive", "/tags", "/tag/css"];

fn number(answer: &str, name: &str) -> u64 {
    let after = answer.split(&format!("\"{name}\": ")).nth(1);
    let digits = after.unwrap_or_else(|| panic!("no {name} in {answer}"));
    let digits: String = digits.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().expect("a number")
}

/// Waits until something was rendered ahead and nothing more waits.
fn rest(server: &Server, stored: u64) {
    wait_for("the end of the renders ahead", || {
        let report = server.admin("/cache/warm");
        report.contains("\"state\": \"resting\"") && number(&report, "stored") >= stored
    });
}

fn is_hit(answer: &str) -> bool {
    answer.contains("cache-status: sunup; hit; ttl=")
}

fn post(server: &Server, target: &str) -> String {
    let head = format!("POST {target} HTTP/1.1\r\nhost: localhost\r\ncontent-length: 0\r\n");
    ask(server.admin, &head)
}

#[test]
fn the_first_visitor_of_a_listed_page_finds_it_ready() {
    let server = Server::start(&[ON]);
    rest(&server, 10);
    for path in LISTED {
        let answer = server.get(path);
        assert!(is_hit(&answer), "{path}: {answer}");
    }
    let stats = server.admin("/cache/stats");
    assert_eq!(number(&stats, "misses"), 0, "{stats}");
    let plan = server.admin("/cache/warm?dry-run");
    assert_eq!(number(&plan, "total"), 0, "{plan}");
}

#[test]
fn with_the_setting_off_nothing_is_rendered_ahead() {
    let server = Server::start(&[]);
    assert_eq!(status(&server.admin("/cache/warm")), 404);
    assert_eq!(number(&server.admin("/cache/stats"), "renders_stored"), 0);
}

#[test]
fn after_a_file_has_changed_its_pages_are_fresh_before_anyone_asks() {
    let folder = TempDir::new().expect("a temporary folder");
    let content = folder.path().join("content");
    copy(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("../content"),
        &content,
    );
    let own = content.display().to_string();
    let server = Server::start(&[ON, ("SUNUP_CONTENT_DIR", &own)]);
    rest(&server, 10);
    let (file, slug) = article(&content);
    let page = format!("/article/{slug}");
    assert!(is_hit(&server.get(&page)));
    let stored = number(&server.admin("/cache/warm"), "stored");
    let text = fs::read_to_string(&file).expect("an article");
    fs::write(&file, text + "\n\nA sentence that was not there before.\n").expect("a change");
    rest(&server, stored + 1);
    wait_for("the new text", || {
        let answer = server.get(&page);
        assert!(is_hit(&answer), "{answer}");
        answer.contains("A sentence that was not there before.")
    });
    assert_eq!(number(&server.admin("/cache/stats"), "misses"), 0);
}

#[test]
fn under_a_stream_of_waiting_visitors_nothing_is_rendered_ahead() {
    let server = Server::start(&[ON]);
    rest(&server, 10);
    let over = AtomicBool::new(false);
    thread::scope(|threads| {
        for _ in 0..4 {
            threads.spawn(|| {
                // What comes with credentials is rendered for itself.
                while !over.load(Ordering::Relaxed) {
                    let own = "GET /archive HTTP/1.1\r\nhost: localhost\r\n\
                               authorization: Bearer x\r\n";
                    ask(server.public, own);
                }
            });
        }
        wait_for("visitors", || {
            number(&server.admin("/cache/stats"), "bypassed") > 20
        });
        let stored = number(&server.admin("/cache/warm"), "stored");
        post(&server, "/cache/flush");
        thread::sleep(std::time::Duration::from_secs(2));
        let report = server.admin("/cache/warm");
        over.store(true, Ordering::Relaxed);
        assert!(report.contains("\"state\": \"yielding\""), "{report}");
        assert_eq!(number(&report, "stored"), stored, "{report}");
    });
    rest(&server, 20);
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

/// A file of an article, and the name in its address.
fn article(content: &Path) -> (PathBuf, &'static str) {
    let slug = "cache-status";
    (content.join(format!("{slug}.md")), slug)
}
