//! `cargo sunup cache` against a listener that says what a test wants.

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener};
use std::process::{Command, Output, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;

const STATS: &str = include_str!("cache/stats.json");
const EXPLAIN: &str = include_str!("cache/explain.json");
const WARM: &str = include_str!("cache/warm.json");
const PLAN: &str = include_str!("cache/plan.json");
const TOP: &str = include_str!("cache/top.json");

/// An admin listener with canned answers by the beginning of their target.
struct Listener {
    addr: SocketAddr,
    heads: Receiver<String>,
}

impl Listener {
    fn new(answers: &[(&'static str, u16, &str)]) -> Self {
        let answers = answers.iter().map(|(target, status, body)| {
            let length = body.len();
            let text = format!("HTTP/1.1 {status} x\r\nContent-Length: {length}\r\n\r\n{body}");
            (*target, text)
        });
        Self::saying(answers.collect())
    }

    /// Of answers as they go over the wire.
    fn saying(answers: Vec<(&'static str, String)>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let addr = listener.local_addr().unwrap();
        let (sender, heads) = channel();
        thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let head = head(&mut BufReader::new(&mut stream));
                let target = head.split(' ').nth(1).unwrap_or_default();
                let answer = answers.iter().find(|(begin, _)| target.starts_with(begin));
                let answer = answer.map_or("", |(_, text)| text);
                stream.write_all(answer.as_bytes()).unwrap();
                if sender.send(head).is_err() {
                    return;
                }
            }
        });
        Self { addr, heads }
    }

    fn run(&self, arguments: &[&str]) -> Output {
        sunup(self.addr, arguments).output().unwrap()
    }

    /// What it says to people.
    fn shown(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let shown = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success(), "{shown}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
        for line in shown.lines() {
            assert!(line.chars().count() <= 80, "too wide: {line}");
            assert!(!line.contains('\x1b'), "colours without a terminal: {line}");
        }
        shown
    }

    fn error(&self, arguments: &[&str]) -> String {
        error(&self.run(arguments))
    }
}

fn head(from: &mut impl BufRead) -> String {
    let mut head = String::new();
    while from.read_line(&mut head).unwrap() > 2 {}
    head
}

fn sunup(addr: SocketAddr, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sunup-cli"));
    command
        .arg("cache")
        .args(arguments)
        .env("SUNUP_ADMIN_ADDR", addr.to_string())
        .env_remove("SUNUP_ADMIN_TOKEN")
        .current_dir(std::env::temp_dir())
        .stdin(Stdio::null());
    command
}

fn error(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty());
    String::from_utf8_lossy(&output.stderr).trim().to_owned()
}

#[test]
fn a_page_is_explained_to_people() {
    let site = Listener::new(&[("/cache/explain", 200, EXPLAIN)]);
    let shown = site.shown(&["explain", "/article/x?page=2&utm_source=y"]);
    for line in [
        "  Fresh: answered from memory for 42 s more. utm_source is no query name that",
        "  key          /article/x?page=2",
        "  route        /article/{slug}",
        "  set by       cache-control of the response",
        "  clocks       fresh for 57 s, grace 10 min 03 s, on error 0 s",
        "  next render  in 42 s at the earliest",
        "  tags         article:x, author:ada",
        "  size         6.1 KiB, in memory 14 KiB (br, zstd, gzip, identity)",
        "  hits         1,234",
        "     7  6.1 KiB  1 min 03 s  grace  /article/x?page=2 theme=dark",
        "  /article/x?page=9: its render failed with status 500, 2 min 10 s ago",
    ] {
        assert!(
            shown.lines().any(|shown| shown == line),
            "{line:?} in\n{shown}"
        );
    }
    let head = site.heads.recv().unwrap();
    let target = "GET /cache/explain?path=%2Farticle%2Fx%3Fpage%3D2%26utm_source%3Dy HTTP/1.1\r\n";
    assert!(head.starts_with(target), "{head}");
    assert!(head.contains(&format!("Host: {}\r\n", site.addr)), "{head}");
    assert!(!head.contains("Authorization"), "{head}");
}

#[test]
fn a_policy_of_the_settings_that_a_page_overrules_is_shown_as_unused() {
    let policy = r#""pattern_policy": "public, s-maxage=5""#;
    let told = EXPLAIN.replace(r#""pattern_policy": null"#, policy);
    for (overruled, line) in [
        (
            "true",
            "  settings     public, s-maxage=5 (not used: the page states its own policy)",
        ),
        ("false", "  settings     public, s-maxage=5"),
    ] {
        let told = told.replace(
            r#""overruled": false"#,
            &format!(r#""overruled": {overruled}"#),
        );
        let site = Listener::new(&[("/cache/explain", 200, told.as_str())]);
        let shown = site.shown(&["explain", "/article/x?page=2"]);
        assert!(
            shown.lines().any(|shown| shown == line),
            "{line:?} in\n{shown}"
        );
    }
}

#[test]
fn a_tag_is_purged_as_its_page_states_it() {
    let told = r#"{"purged":0,"selector":"tag series:Caching, part one","soft":false,"keys":[]}"#;
    let site = Listener::new(&[("/cache/purge", 200, told)]);
    let shown = site.shown(&["purge", "--tag", "series:Caching, part one"]);
    let head = site.heads.recv().unwrap();
    let target = "POST /cache/purge?tag=series%3ACaching%2C%20part%20one&soft=false ";
    assert!(head.starts_with(target), "{head}");
    assert_eq!(
        shown.split_whitespace().collect::<Vec<_>>().join(" "),
        "Nothing is stored for tag series:Caching, part one. A comma is part of a tag: name one \
         tag at a time."
    );
    let tags = r#""tags": ["series:Caching, part one", "author:ada"]"#;
    let told = EXPLAIN.replace(r#""tags": ["article:x", "author:ada"]"#, tags);
    let site = Listener::new(&[("/cache/explain", 200, told.as_str())]);
    let shown = site.shown(&["explain", "/article/x?page=2"]);
    let line = r#"  tags         "series:Caching, part one", author:ada"#;
    assert!(shown.lines().any(|shown| shown == line), "{shown}");
}

#[test]
fn statistics_are_shown_with_their_shares() {
    let site = Listener::new(&[("/cache/stats", 200, STATS)]);
    let shown = site.shown(&["stats"]);
    for part in [
        "3 h 12 min old",
        "12,925,893 requests",
        "96.5 % from memory",
        "  hit             12,345,678  95.5 %  fresh, from memory",
        "    session          380,000   2.9 %",
        "170,206 renders",
        "12,345 entries, 212 MiB of 1.9 GiB",
        "data of pages",
        "  given   61,234  97.2 %  from memory, or by a read under way",
    ] {
        assert!(shown.contains(part), "{part:?} in\n{shown}");
    }
    assert!(!shown.contains("upgrade"), "{shown}");
}

#[test]
fn the_top_is_printed_once_where_there_is_no_terminal() {
    let site = Listener::new(&[("/cache/stats", 200, STATS), ("/cache/top", 200, TOP)]);
    let shown = site.shown(&["top", "--limit", "1"]);
    let rows: Vec<_> = shown.lines().collect();
    assert_eq!(
        rows[0],
        "96.5 % from memory; 12,345 entries, 212 MiB of 1.9 GiB"
    );
    assert_eq!(rows[3], "  12,345  6.1 KiB  15 s  fresh  /article/x?page=2");
    assert_eq!(rows.len(), 4);
    site.heads.recv().unwrap();
    assert!(
        site.heads
            .recv()
            .unwrap()
            .starts_with("GET /cache/top?limit=1 ")
    );
}

#[test]
fn warming_says_how_far_it_is() {
    let site = Listener::new(&[("/cache/warm", 200, WARM)]);
    let shown = site.shown(&["warm"]);
    for part in [
        "1,204 wait to be rendered.",
        "Last: /article/x theme=dark stored after 12 ms, 3 s ago",
        "12,351 renders ahead",
        "gave way to visitors 45 times",
        "  stored              12,345  100.0 %  ready for their next visitors",
        "    12  20 ms  missing  listed  /tag/rust",
        "312 left out",
        "  under-load    2  no calm moment came in time",
    ] {
        assert!(shown.contains(part), "{part:?} in\n{shown}");
    }
    let head = site.heads.recv().unwrap();
    assert!(head.starts_with("POST /cache/warm HTTP/1.1\r\n"), "{head}");
}

#[test]
fn after_a_deployment_it_is_said_how_far_the_pages_are() {
    let rewarming = r#""rewarming": {
        "total": 10000, "done": 9988, "left": 12, "same": 9980, "changed": 8, "under_way": false
    }"#;
    let told = STATS.replace(r#""rewarming": null"#, rewarming);
    let site = Listener::new(&[
        ("/cache/stats", 200, told.as_str()),
        ("/cache/warm", 200, WARM),
    ]);
    let shown = site.shown(&["stats"]);
    for part in [
        "10,000 pages of earlier builds",
        "99.9 % are rendered anew or gone",
        "  left        12  rendered behind their next visitors",
        "  same     9,980  but for the addresses of the build",
    ] {
        assert!(shown.contains(part), "{part:?} in\n{shown}");
    }
    let shown = site.shown(&["warm"]);
    for part in [
        "88.0 % are rendered anew or gone",
        "  left     1,204  waiting for their turns",
        "── changed last ──",
        "\n  /article/y\n",
    ] {
        assert!(shown.contains(part), "{part:?} in\n{shown}");
    }
    let site = Listener::new(&[("/cache/stats", 200, STATS)]);
    assert!(!site.shown(&["stats"]).contains("earlier builds"));
}

#[test]
fn a_dry_run_of_warming_only_asks() {
    let site = Listener::new(&[("/cache/warm", 200, PLAN)]);
    let shown = site.shown(&["warm", "--dry-run"]);
    for part in [
        "1,204 pages would be rendered, those first that spare visitors most",
        "  8,012  12 ms  missing  purged   /article/x theme=dark",
        "  9,120  31 ms  fresh    expires  /",
        "  and 1,202 more",
        "  circuit-open    4  the renders of their routes fail",
    ] {
        assert!(shown.contains(part), "{part:?} in\n{shown}");
    }
    let head = site.heads.recv().unwrap();
    assert!(
        head.starts_with("GET /cache/warm?dry-run=&limit=20 "),
        "{head}"
    );
}

#[test]
fn a_site_that_renders_nothing_ahead_is_told_as_such() {
    let told = r#"{"error":"no page is rendered ahead of its visitors here"}"#;
    let site = Listener::new(&[("/cache/warm", 404, told)]);
    let error = site.error(&["warm"]);
    assert_eq!(
        error,
        "error: no page is rendered ahead of its visitors here"
    );
}

#[test]
fn a_purge_says_what_it_hit() {
    let answer = r#"{"purged":2,"selector":"prefix /tag","soft":false,"keys":["/tag","/tag/a"]}"#;
    let site = Listener::new(&[("/cache/purge", 200, answer)]);
    assert_eq!(
        site.shown(&["purge", "--prefix", "/tag"]),
        "prefix /tag: 2 pages are gone, to be rendered again for the next visitor of\neach.\n\
         \x20 /tag\n  /tag/a\n"
    );
    let head = site.heads.recv().unwrap();
    let target = "POST /cache/purge?prefix=%2Ftag&soft=false HTTP/1.1\r\n";
    assert!(head.starts_with(target), "{head}");
}

#[test]
fn a_purge_that_hit_data_says_so() {
    let answer = r#"{"purged":3,"selector":"tag tags","soft":false,
        "keys":["/.data/tags:popular data","/tag/a","/tags"]}"#;
    let site = Listener::new(&[("/cache/purge", 200, answer)]);
    let shown = site.shown(&["purge", "--tag", "tags"]);
    let shown = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    let expected = "tag tags: 3 pages and pieces of data are gone, to be rendered again";
    assert!(shown.starts_with(expected), "{shown}");
    assert!(shown.contains("/.data/tags:popular data"), "{shown}");
}

#[test]
fn each_kind_of_purge_is_asked_for_by_its_name() {
    let answer = r#"{"purged":0,"selector":"tag a","soft":true,"keys":[]}"#;
    for (flag, name) in [
        ("--tag", "tag"),
        ("--path", "path"),
        ("--prefix", "prefix"),
        ("--route", "route"),
    ] {
        let site = Listener::new(&[("/cache/purge", 200, answer)]);
        let shown = site.shown(&["purge", flag, "a", "--soft"]);
        assert_eq!(shown, "Nothing is stored for tag a.\n");
        let head = site.heads.recv().unwrap();
        let target = format!("POST /cache/purge?{name}=a&soft=true ");
        assert!(head.starts_with(&target), "{head}");
    }
}

#[test]
fn a_flush_asks_nothing_where_nobody_could_answer() {
    let site = Listener::new(&[("/cache/flush", 200, r#"{"purged":1204}"#)]);
    let shown = site.shown(&["flush"]);
    assert_eq!(shown, "The cache is empty; 1,204 pages are gone.\n");
    assert!(site.heads.recv().unwrap().starts_with("POST /cache/flush "));
}

#[test]
fn json_is_printed_as_it_came() {
    let site = Listener::new(&[
        ("/cache/stats", 200, STATS),
        ("/cache/explain", 200, EXPLAIN),
        ("/cache/top", 200, TOP),
        ("/cache/flush", 200, "{\"new\":  true}\n"),
    ]);
    for (arguments, expected) in [
        (&["stats", "--json"][..], STATS),
        (&["--json", "explain", "/"], EXPLAIN),
        (&["top", "--json"], TOP),
        (&["flush", "--json"], "{\"new\":  true}\n"),
    ] {
        let output = site.run(arguments);
        assert_eq!(String::from_utf8(output.stdout).unwrap(), expected);
    }
}

#[test]
fn an_answer_in_chunks_is_read() {
    let (first, second) = TOP.split_at(100);
    let chunks = format!(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{:x}\r\n{first}\r\n{:x}\r\n{second}\
         \r\n0\r\n\r\n",
        first.len(),
        second.len()
    );
    let site = Listener::saying(vec![("/cache/top", chunks)]);
    let output = site.run(&["top", "--json"]);
    assert_eq!(String::from_utf8(output.stdout).unwrap(), TOP);
}

#[test]
fn the_token_is_sent_and_said_nowhere() {
    let site = Listener::new(&[("/", 401, "Send the admin token.\n")]);
    let without = site.error(&["stats"]);
    assert!(
        without.contains("wants a token; set SUNUP_ADMIN_TOKEN"),
        "{without}"
    );
    site.heads.recv().unwrap();

    let mut command = sunup(site.addr, &["stats"]);
    let output = command
        .env("SUNUP_ADMIN_TOKEN", "0123456789abcdef")
        .output();
    let with = error(&output.unwrap());
    assert!(with.contains("refuses the token"), "{with}");
    assert!(!with.contains("0123456789abcdef"), "{with}");
    let head = site.heads.recv().unwrap();
    assert!(
        head.contains("\r\nAuthorization: Bearer 0123456789abcdef\r\n"),
        "{head}"
    );
}

#[test]
fn settings_are_read_from_the_file_of_the_folder() {
    let site = Listener::new(&[("/cache/flush", 200, r#"{"purged":0}"#)]);
    let name = format!("sunup-cache-{}", std::process::id());
    let folder = std::env::temp_dir().join(name);
    std::fs::create_dir_all(&folder).unwrap();
    let settings = format!(
        "[admin]\naddr = \"{}\"\ntoken = \"from-the-file\"",
        site.addr
    );
    std::fs::write(folder.join("sunup.toml"), settings).unwrap();
    let mut command = sunup(site.addr, &["flush"]);
    command.env_remove("SUNUP_ADMIN_ADDR").current_dir(&folder);
    let output = command.output().unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
    let shown = String::from_utf8(output.stdout).unwrap();
    assert_eq!(shown, "The cache was empty.\n");
    let head = site.heads.recv().unwrap();
    assert!(head.contains("Bearer from-the-file\r\n"), "{head}");
}

#[test]
fn where_nothing_listens_the_address_and_its_setting_are_named() {
    let free = TcpListener::bind("127.0.0.1:0").unwrap();
    let addr = free.local_addr().unwrap();
    drop(free);
    let error = error(&sunup(addr, &["stats"]).output().unwrap());
    let expected = format!("error: nothing listens on {addr} (from SUNUP_ADMIN_ADDR);");
    assert!(error.starts_with(&expected), "{error}");
    assert!(error.contains("admin.addr in sunup.toml"), "{error}");
}

#[test]
fn what_is_no_site_is_told_as_such() {
    let not_sunup = "is not the admin listener of a Sunup site";
    for (answer, why) in [
        ("SSH-2.0-OpenSSH_9.6\r\n", "it does not speak HTTP"),
        (
            "HTTP/1.1 404 Not Found\r\n\r\n<h1>Not found</h1>",
            "with 404",
        ),
        ("HTTP/1.1 302 Found\r\nLocation: /login\r\n\r\n", "with 302"),
        ("HTTP/1.1 200 OK\r\n\r\n<h1>Hello</h1>", "is no JSON"),
        (
            "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{}",
            "broke off",
        ),
        ("", "broke off"),
    ] {
        let site = Listener::saying(vec![("/", answer.to_owned())]);
        let error = site.error(&["stats"]);
        assert!(error.contains(why), "{error}");
        assert!(error.contains(not_sunup) || why == "broke off", "{error}");
    }
}

#[test]
fn a_site_without_a_cache_is_told_as_such() {
    let site = Listener::new(&[("/", 404, "There is no such admin page.\n")]);
    let error = site.error(&["stats"]);
    assert!(
        error.contains("has no page cache; SUNUP_CACHE=off"),
        "{error}"
    );
}

#[test]
fn a_cache_that_is_switched_off_says_so_above_its_counts() {
    let stats = STATS.replace("\"on\": true", "\"on\": false");
    let site = Listener::new(&[("/cache/stats", 200, &stats)]);
    let shown = site.shown(&["stats"]);
    assert!(shown.contains("It is off (SUNUP_CACHE)"), "{shown}");
}

#[test]
fn what_the_site_refuses_is_said_in_its_words() {
    let sentence = r#"{"error":"\"x\" is no address of a page"}"#;
    let site = Listener::new(&[("/cache/explain", 400, sentence)]);
    let error = site.error(&["explain", "x"]);
    assert_eq!(error, "error: \"x\" is no address of a page");
    let foreign = "This listener does not answer for that host.\n";
    let site = Listener::new(&[("/", 421, foreign)]);
    let error = site.error(&["stats"]);
    assert!(error.ends_with(foreign.trim()), "{error}");
}

#[test]
fn an_answer_of_another_shape_names_what_is_missing() {
    let site = Listener::new(&[("/cache/stats", 200, r#"{"on":true,"hits":1}"#)]);
    let error = site.error(&["stats"]);
    assert!(error.contains("are both of the same version?"), "{error}");
    assert!(
        error.contains("because it has no number `stale`"),
        "{error}"
    );
    let site = Listener::new(&[("/", 200, "[]")]);
    let error = site.error(&["explain", "/"]);
    assert!(error.contains("no JSON object"), "{error}");
}

#[test]
fn a_purge_of_nothing_or_of_two_things_is_a_slip_of_the_pen() {
    let site = Listener::new(&[]);
    for arguments in [
        &["purge"][..],
        &["purge", "--soft"],
        &["purge", "--tag", "a", "--path", "/b"],
        &["explain"],
        &["top", "--limit", "many"],
        &["nothing"],
    ] {
        let output = site.run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    }
}
