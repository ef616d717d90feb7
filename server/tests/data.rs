//! Data that several pages show, over real sockets: read once for all of them, and new on each
//! after a change.

mod process;

use process::{Server, status, wait_for};
use std::{fs, path::Path};
use tempfile::TempDir;

/// Lists, which all have the popular tags beside them.
const LISTS: [&str; 6] = [
    "/",
    "/tag/sqlite",
    "/tag/http",
    "/author/noor",
    "/archive/2026/08",
    "/_fn/popular-tags",
];

fn number(answer: &str, name: &str) -> u64 {
    let after = answer.split(&format!("\"{name}\": ")).nth(1);
    let digits = after.unwrap_or_else(|| panic!("no {name} in {answer}"));
    let digits: String = digits.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().expect("a number")
}

/// Shows these pages, each of them for the first time. Returns how often data was read and given.
fn shown(server: &Server, paths: &[&str]) -> (u64, u64) {
    let before = server.admin("/cache/stats");
    for path in paths {
        let answer = server.get(path);
        assert_eq!(status(&answer), 200, "{path}");
        assert!(
            answer.contains("cache-status: sunup; fwd="),
            "{path}: {answer}"
        );
    }
    let after = server.admin("/cache/stats");
    let more = |name| number(&after, name) - number(&before, name);
    (more("data_reads"), more("data_hits"))
}

/// Where the tags beside a list lead, the most popular first.
fn sidebar(html: &str) -> Vec<String> {
    let beside = html.split("class=\"sidebar\"").nth(1).unwrap_or_default();
    let beside = beside.split("</aside>").next().unwrap_or_default();
    let tags = beside.split("href=\"/tag/").skip(1);
    tags.filter_map(|rest| rest.split('"').next().map(str::to_owned))
        .collect()
}

#[test]
fn what_several_pages_show_is_read_once_for_all_of_them() {
    let server = Server::start(&[]);
    let series = [
        "/article/cache-status",
        "/article/cache-control-directives",
        "/article/etags-and-conditional-requests",
    ];
    for paths in [
        &LISTS[..],
        &series,
        &["/archive", "/_fn/archive"],
        &["/tags", "/_fn/tags"],
    ] {
        let counts = shown(&server, paths);
        assert_eq!(counts, (1, paths.len() as u64 - 1), "{paths:?}");
    }
    let without = Server::start(&[("SUNUP_CACHE", "off")]);
    for path in &LISTS[..5] {
        assert_eq!(sidebar(&server.get(path)), sidebar(&without.get(path)));
    }
    assert_eq!(sidebar(&server.get("/")).len(), 16);
}

#[test]
fn after_a_change_page_and_data_are_new_at_the_next_visit() {
    let folder = TempDir::new().expect("a temporary folder");
    let content = folder.path().join("content");
    copy(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("../content"),
        &content,
    );
    let own = content.display().to_string();
    let server = Server::start(&[("SUNUP_CONTENT_DIR", &own)]);
    for path in LISTS {
        server.get(path);
    }
    let popular = sidebar(&server.get("/")).remove(0);
    rename_tag(&content, &popular, "popular-by-another-name");
    let is_there = |path: &str| server.get(path).contains("popular-by-another-name");
    wait_for("the new name beside the list", || {
        let beside = sidebar(&server.get("/"));
        beside.iter().any(|tag| tag == "popular-by-another-name")
    });
    // What purged the data there has purged the pages that show it.
    for path in LISTS {
        assert!(is_there(path), "{path}");
    }
}

/// Renames a tag in all articles that have it.
fn rename_tag(content: &Path, tag: &str, name: &str) {
    for entry in fs::read_dir(content).expect("the content") {
        let path = entry.expect("a file").path();
        if path.extension().is_none_or(|extension| extension != "md") {
            continue;
        }
        let text = fs::read_to_string(&path).expect("an article");
        let lines = text.lines().map(|line| match line.starts_with("tags = ") {
            true => line.replace(&format!("\"{tag}\""), &format!("\"{name}\"")),
            false => line.to_owned(),
        });
        let changed = lines.collect::<Vec<_>>().join("\n") + "\n";
        if changed != text {
            fs::write(&path, changed).expect("a change");
        }
    }
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
