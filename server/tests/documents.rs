//! Every document has a policy in which its own scripts are named, kept by the cache or not.

mod process;

use process::{Server, ask, status};

const HTML: &str = "accept: text/html\r\n";

fn send(server: &Server, path: &str, headers: &str) -> String {
    let head = format!("GET {path} HTTP/1.1\r\nhost: localhost\r\n{HTML}{headers}");
    ask(server.public, &head)
}

/// The policy, of which there has to be one.
fn policy(answer: &str) -> String {
    let head = answer.split("\r\n\r\n").next().unwrap_or_default();
    let fields = head.lines().filter_map(|line| line.split_once(": "));
    let named = fields.filter(|(name, _)| name.eq_ignore_ascii_case("content-security-policy"));
    let policies: Vec<&str> = named.map(|(_, policy)| policy).collect();
    assert_eq!(policies.len(), 1, "{head}");
    policies[0].to_owned()
}

/// As many hashes as the policy has for scripts.
fn hashes(policy: &str) -> usize {
    let scripts = policy
        .split(';')
        .find(|part| part.trim().starts_with("script-src"));
    scripts.map_or(0, |scripts| scripts.matches("'sha256-").count())
}

#[test]
fn a_page_that_passes_the_cache_by_has_the_policy_of_the_one_that_is_kept() {
    let server = Server::start(&[]);
    let kept = policy(&send(&server, "/about", ""));
    assert!(hashes(&kept) > 0, "{kept}");
    let own = send(&server, "/about", "authorization: Bearer x\r\n");
    assert_eq!(policy(&own), kept);
    let off = Server::start(&[("SUNUP_CACHE", "off")]);
    assert_eq!(hashes(&policy(&send(&off, "/about", ""))), hashes(&kept));
}

#[test]
fn the_pages_of_errors_have_a_policy_whoever_answers_them() {
    let server = Server::start(&[]);
    let long = format!("/search?q={}", "q".repeat(3_000));
    let too_long = format!("/{}", "a".repeat(20_000));
    for (path, expected) in [
        ("/nowhere", 404),
        ("/fault/panic", 500),
        ("/%zz", 400),
        ("/?before=garbage", 400),
        ("/pkg/nowhere.js", 404),
        (&*long, 200),
        (&*too_long, 414),
    ] {
        let answer = send(&server, path, "");
        assert_eq!(status(&answer), expected, "{path:.40}");
        let policy = policy(&answer);
        for part in [
            "default-src 'self'",
            "object-src 'none'",
            "script-src 'self'",
        ] {
            assert!(policy.contains(part), "{path:.40}: {policy}");
        }
    }
    let foreign = format!("GET /about HTTP/1.1\r\nhost: evil.example\r\n{HTML}");
    let answer = ask(server.public, &foreign);
    assert_eq!(status(&answer), 421);
    policy(&answer);
}

#[test]
fn a_page_under_watch_may_listen_for_changes() {
    let server = Server::start(&[("LEPTOS_WATCH", "true"), ("LEPTOS_RELOAD_PORT", "3987")]);
    let policy = policy(&send(&server, "/about", ""));
    let listens = "connect-src 'self' ws://*:3987 wss://*:3987";
    assert!(policy.contains(listens), "{policy}");
}
