//! `[routes]` of `sunup.toml` on the running site, over real sockets.

mod process;

use process::{HANG, Server, ask, status};
use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};
use tempfile::TempDir;

const RULES: &str = r#"
[routes]
"/blog/{slug}" = { redirect = "/article/{slug}" }
"/ueber" = { alias = "/about", headers = { x-a = "alias" } }
"/find/{word}" = { rewrite = "/search?q={word}" }
"/{*rest}" = { headers = { x-robots-tag = "noindex", x-a = "wide" } }

[routes."/fault/{kind}"]
cache = { profile = "minutes", tags = ["fault:{kind}"], query = ["sort"], locale = "en" }
"#;

fn folder(rules: &str) -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    fs::write(folder.path().join("sunup.toml"), rules).expect("a writable file");
    folder
}

fn field<'a>(answer: &'a str, name: &str) -> &'a str {
    let head = answer.split("\r\n\r\n").next().unwrap_or_default();
    let fields = head.lines().filter_map(|line| line.split_once(": "));
    let mut fields = fields.filter(|(found, _)| found.eq_ignore_ascii_case(name));
    fields.next().map(|(_, value)| value).unwrap_or_default()
}

fn body(answer: &str) -> &str {
    answer.split_once("\r\n\r\n").map_or("", |(_, body)| body)
}

#[test]
fn rules_are_obeyed_in_front_of_the_cache() {
    let server = Server::start_in(folder(RULES), &[]);
    let sent = server.get("/blog/a%2Fb?utm=x");
    assert_eq!(status(&sent), 308, "{sent}");
    assert_eq!(field(&sent, "location"), "/article/a%2Fb?utm=x");
    assert_eq!(field(&sent, "cache-control"), "");
    assert_eq!(field(&server.get("/blog//evil.example"), "location"), "");

    let page = server.get("/about");
    assert_eq!(field(&page, "x-a"), "wide");
    let marks = r#"<script data-at="/about" data-led=""#;
    assert!(body(&page).contains(marks), "{page}");
    // What is answered before all layers has the fields of rules as well.
    let again = server.get("/about");
    assert!(field(&again, "cache-status").starts_with("sunup; hit"));
    assert_eq!(field(&again, "x-a"), "wide");
    let alias = server.get("/ueber?utm=x");
    // One page in the cache, whichever address asks for it, and it names its own.
    assert!(
        field(&alias, "cache-status").starts_with("sunup; hit"),
        "{alias}"
    );
    assert_eq!(body(&alias), body(&page));
    assert_eq!(field(&alias, "x-a"), "alias");
    assert_eq!(field(&alias, "x-robots-tag"), "noindex");
    let link = format!("<http://{}/about>; rel=\"canonical\"", server.public);
    assert!(alias.contains(&link), "{link} is not in {alias}");

    let found = server.get("/find/cache");
    assert_eq!(status(&found), 200);
    assert_eq!(body(&found), body(&server.get("/search?q=cache")));
    assert!(body(&found).contains(r#"data-at="/search?q=cache""#));

    let told = server.admin("/cache/explain?path=/ueber%3Fx=1");
    for part in [
        "Answered as /about?x=1, by the rule for /ueber at ",
        "Fresh: answered from memory",
        "\"route\": \"/about\"",
    ] {
        assert!(told.contains(part), "{part} is not in {told}");
    }
    let told = server.admin("/cache/explain?path=/blog/x");
    assert!(told.contains("Sent to /article/x with 308, by the rule for /blog/{slug} at "));

    let metrics = server.admin("/metrics");
    for route in ["/blog/{slug}", "/about"] {
        assert!(
            metrics.contains(&format!("route=\"{route}\"")),
            "{route}: {metrics}"
        );
    }
}

#[test]
fn documents_say_what_the_browser_has_to_leave_to_the_server() {
    let rules = "[routes]\n\"/slow\" = { rewrite = \"/fault/hang\" }\n";
    let server = Server::start_in(folder(rules), &[]);
    let late = server.get("/slow");
    assert_eq!(status(&late), 503);
    for (answer, at) in [
        (late, "/fault/hang"),
        (server.get("/about?utm=x"), "/about"),
        (server.get("/nowhere"), "/nowhere"),
    ] {
        let script = format!("<script data-at=\"{at}\" data-led=\"^(?:/slow)$\">(() =>");
        assert!(body(&answer).contains(&script), "{at}: {answer}");
    }
    let without = "[routes]\n\"/{*rest}\" = { headers = { x-a = \"1\" } }\n";
    let server = Server::start_in(folder(without), &[]);
    assert!(!server.get("/about").contains("data-led"));
}

#[test]
fn a_page_that_states_nothing_is_kept_as_its_rule_says() {
    let server = Server::start_in(folder(RULES), &[]);
    let path = "/fault/slow?sort=old&utm=x";
    let first = server.get(path);
    assert!(
        field(&first, "cache-status").contains("fwd=miss"),
        "{first}"
    );
    assert!(
        field(&first, "cache-control").contains("s-maxage=60"),
        "{first}"
    );
    assert!(field(&server.get(path), "cache-status").contains("hit"));
    let told = server.admin("/cache/explain?path=/fault/slow%3Fsort=old");
    for part in ["/fault/slow?sort=old locale=en", "\"fault:slow\""] {
        assert!(told.contains(part), "{part} is not in {told}");
    }
    let purge =
        "POST /cache/purge?tag=fault:slow HTTP/1.1\r\nhost: localhost\r\ncontent-length: 0\r\n";
    assert!(ask(server.admin, purge).contains(r#""purged": 1"#));
    assert!(field(&server.get(path), "cache-status").contains("fwd=miss"));
}

#[test]
fn the_rules_that_sunup_toml_shows_are_rules_of_this_site() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../sunup.toml");
    let shown = fs::read_to_string(file).expect("the settings of the site");
    assert!(shown.contains("\n#\"/"), "{shown}");
    let server = Server::start_in(folder(&shown.replace("\n#\"/", "\n\"/")), &[]);
    assert_eq!(status(&server.get("/ueber")), 200);
    assert_eq!(field(&server.get("/feed"), "location"), "/feed.xml");
}

/// The sentence with which a start with these rules ends.
fn refusal(rules: &str) -> String {
    let folder = folder(rules);
    let package = folder.path().join("target/site/pkg");
    fs::create_dir_all(&package).expect("a writable folder");
    fs::write(package.join("conduit.js"), "export {}").expect("a writable file");
    let mut server = Command::new(env!("CARGO_BIN_EXE_server"))
        .current_dir(folder.path())
        .env_clear()
        .env("LEPTOS_SITE_ADDR", "127.0.0.1:0")
        .env("SUNUP_ADMIN_ADDR", "127.0.0.1:0")
        .env("SUNUP_LOG", "error")
        .stderr(Stdio::piped())
        .spawn()
        .expect("the server's binary");
    let start = Instant::now();
    while server.try_wait().expect("a child to wait for").is_none() {
        if start.elapsed() > HANG {
            server.kill().expect("a child to end");
            panic!("the server started with {rules}");
        }
        thread::sleep(Duration::from_millis(10));
    }
    let output = server.wait_with_output().expect("its output");
    assert_eq!(output.status.code(), Some(1));
    String::from_utf8_lossy(&output.stderr)
        .trim_end()
        .to_owned()
}

#[test]
fn redirect_loops_are_refused_at_start() {
    assert_eq!(
        refusal(
            "[routes]\n\"/blog/{slug}\" = { redirect = \"/posts/{slug}\" }\n\
             \"/posts/{slug}\" = { rewrite = \"/article/{slug}\" }\n\
             \"/article/old\" = { redirect = \"/blog/old\" }\n"
        ),
        "error: sunup.toml:2:31: the rule for /blog/{slug} leads in a circle: /blog/old → \
         /posts/old → /article/old → /blog/old, with the rules at sunup.toml:3:31, sunup.toml:4:31"
    );
}

#[test]
fn a_rule_for_a_page_that_is_not_there_names_the_nearest() {
    for (line, sentence) in [
        (
            "\"/artcle/{slug}\" = { cache = \"hours\" }",
            "has `cache`, and is for no route of this site; did you mean /article/{slug}?",
        ),
        (
            "\"/a\" = { alias = \"/abuot\" }",
            "is an alias of /abuot, which is no page of this site; did you mean /about?",
        ),
    ] {
        let refusal = refusal(&format!("[routes]\n{line}\n"));
        assert!(refusal.starts_with("error: sunup.toml:2:"), "{refusal}");
        assert!(refusal.ends_with(sentence), "{refusal}");
    }
}
