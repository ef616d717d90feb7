//! What browsers are told of rules, and operators.

use super::ruled;
use http::Uri;

fn led(lines: &str) -> Option<String> {
    ruled(lines).expect(lines).table.led()
}

#[test]
fn browsers_leave_to_the_server_what_rules_lead_elsewhere() {
    for (lines, expression) in [
        ("", None),
        (r#""/{*rest}" = { headers = { x-a = "1" } }"#, None),
        (r#""/tag/{tag}" = { cache = "hours" }"#, None),
        (r#""/a.b" = { redirect = "/about" }"#, Some(r"^(?:/a\.b)$")),
        (
            "\"/blog/{slug}\" = { redirect = \"/article/{slug}\" }\n\
             \"/über\" = { alias = \"/about\" }",
            Some("^(?:/blog/[^/]+|/%C3%BCber)$"),
        ),
        // One of the pages of a route.
        (
            r#""/article/old" = { redirect = "/about" }"#,
            Some("^(?:/article/old)$"),
        ),
        // What the site has is narrower.
        (
            r#""/article/{*rest}" = { rewrite = "/archive" }"#,
            Some("^(?:(?!(?:/article/[^/]+)$)/article/.+)$"),
        ),
    ] {
        assert_eq!(led(lines).as_deref(), expression, "{lines}");
    }
}

#[test]
fn documents_do_not_grow_with_the_number_of_rules() {
    let old = |at| format!("\"/{at}/old\" = {{ redirect = \"/about\" }}\n");
    let mut lines: String = (0..3_000).map(old).collect();
    let sites = "(?!(?:/|/about|/archive|/search|/article/[^/]+|/tag/[^/]+|/healthz|/healthz\
                 |/_fn/.+|/pkg/.+)$).*";
    assert_eq!(led(&lines), Some(format!("^(?:{sites})$")));
    lines += r#""/tag/old" = { redirect = "/about" }"#;
    let sites = sites.replace("/tag/[^/]+|", "");
    assert_eq!(led(&lines), Some(format!("^(?:/tag/[^/]+|{sites})$")));
}

#[test]
fn operators_are_told_what_becomes_of_an_address() {
    let lines = "\"/a\" = { rewrite = \"/b?x=1\" }\n\"/b\" = { alias = \"/about\" }\n\
                 \"/c\" = { redirect = \"/about\", headers = { x-a = \"1\" } }\n\
                 \"/archive\" = { headers = { x-a = \"1\" } }";
    let table = ruled(lines).expect(lines).table;
    let told = |address| table.tell(&Uri::from_static(address));
    let (sentence, address) = told("/a?y=2").expect("a rule");
    assert!(
        sentence.starts_with("Answered as /about?x=1&y=2, by the rule for /a at "),
        "{sentence}"
    );
    assert_eq!(address.as_deref(), Some("/about?x=1&y=2"));
    let (sentence, address) = told("https://example.org/c").expect("a rule");
    assert!(
        sentence.starts_with("Sent to /about with 308, by the rule for /c at "),
        "{sentence}"
    );
    assert_eq!(address, None);
    assert_eq!(told("/archive"), None);
    assert_eq!(told("/about"), None);
}
