//! Rules that contradict each other or the site.

use super::{accepted, refused};

#[test]
fn rules_for_the_same_addresses_are_an_error_that_names_both_lines() {
    let error = refused(
        r#""/blog/{slug}" = { redirect = "/article/{slug}" }
"/blog/{name}" = { headers = { x-a = "1" } }"#,
    );
    assert!(error.starts_with("sunup.toml:3:"), "{error}");
    assert!(
        error.contains("the rule for /blog/{name} is for the same addresses"),
        "{error}"
    );
    assert!(error.contains("/blog/{slug} at sunup.toml:2:"), "{error}");
    let error = refused("\"/a\" = { redirect = \"/\" }\n\"/%61\" = { redirect = \"/about\" }");
    assert!(
        error.contains("sunup.toml:2:") && error.contains("sunup.toml:3:"),
        "{error}"
    );
    // The same pattern twice is no TOML.
    let error = refused("\"/a\" = { redirect = \"/\" }\n\"/a\" = { redirect = \"/about\" }");
    assert!(error.contains(":3:"), "{error}");
}

#[test]
fn rules_of_which_neither_is_narrower_are_an_error_until_a_third_decides() {
    let two = r#""/{lang}/about" = { redirect = "/about" }
"/de/{page}" = { redirect = "/archive" }"#;
    let error = refused(two);
    for part in [
        "sunup.toml:2:",
        "sunup.toml:3:",
        "are both for /de/about, and neither is narrower",
    ] {
        assert!(error.contains(part), "{error}");
    }
    accepted(&format!("{two}\n\"/de/about\" = {{ redirect = \"/\" }}"));
    // One leads away and the other sets a field: both can be obeyed.
    accepted(
        "\"/{lang}/about\" = { redirect = \"/about\" }\n\"/de/{page}\" = { headers = { x-a = \"1\" } }",
    );
}

#[test]
fn a_rule_that_never_applies_or_leads_nowhere_is_an_error() {
    for (line, sentence) in [
        (
            r#""/favicon.svg" = { redirect = "/about" }"#,
            "can never apply, because the site has a file /favicon.svg",
        ),
        (
            r#""/healthz" = { redirect = "/about" }"#,
            "has a `redirect`, where /healthz is what the server itself answers",
        ),
        (
            r#""/_fn/tags" = { rewrite = "/about" }"#,
            "where /_fn/{*name} is what the server itself answers",
        ),
        (
            r#""/pkg/{*old}" = { redirect = "/" }"#,
            "where /pkg/{*file} is what the server itself answers",
        ),
        (
            r#""/a/{slug}" = { redirect = "/artcle/{slug}" }"#,
            "redirects to /artcle/{slug}, which is no address of this site; did you mean /article/{slug}?",
        ),
        (
            r#""/a" = { rewrite = "/abuot" }"#,
            "is rewritten to /abuot, which is no address of this site; did you mean /about?",
        ),
        (
            r#""/a" = { alias = "/favicon.svg" }"#,
            "is an alias of /favicon.svg, which is no page of this site",
        ),
        (
            r#""/a" = { alias = "/healthz" }"#,
            "which is no page of this site",
        ),
        (
            r#""/a" = { redirect = "https://example.org/abuot" }"#,
            "which is no address of this site",
        ),
        (
            r#""/tags/{tag}" = { cache = "hours" }"#,
            "has `cache`, and is for no route of this site; did you mean /tag/{tag}?",
        ),
        (
            r#""/tag/{name}" = { cache = "hours" }"#,
            "has `cache` for what this site calls /tag/{tag}",
        ),
    ] {
        let error = refused(line);
        assert!(error.starts_with("sunup.toml:2:"), "{line}: {error}");
        assert!(error.contains(sentence), "{line}: {error}");
    }
    for line in [
        r#""/a" = { redirect = "/favicon.svg" }"#,
        r#""/img/{*file}" = { redirect = "/images/{file}" }"#,
        r#""/status" = { rewrite = "/healthz" }"#,
        r#""/a" = { redirect = "https://elsewhere.example/abuot" }"#,
        r#""/tag/{tag}" = { cache = "hours" }"#,
    ] {
        accepted(line);
    }
}
