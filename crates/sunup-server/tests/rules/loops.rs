//! Rules that lead in a circle, and many rules.

use super::{accepted, refused};

#[test]
fn redirect_loops_are_refused_at_start() {
    for (lines, way, places) in [
        (
            r#""/a" = { redirect = "/a" }"#,
            "leads in a circle: /a → /a",
            &[2][..],
        ),
        (
            "\"/a\" = { redirect = \"/b\" }\n\"/b\" = { redirect = { to = \"/a\", status = 302 } }",
            "leads in a circle: /a → /b → /a",
            &[2, 3],
        ),
        // Through a rewrite.
        (
            "\"/a\" = { rewrite = \"/b\" }\n\"/b\" = { redirect = \"/a?x=1\" }",
            "→ /b → /a",
            &[2, 3],
        ),
        // Through aliases alone.
        (
            "\"/a/{x}\" = { alias = \"/b/{x}\" }\n\"/b/{y}\" = { alias = \"/a/{y}\" }",
            "/a/x → /b/x → /a/x",
            &[2, 3],
        ),
        // Across parameters, for one value only.
        (
            "\"/a/{x}\" = { redirect = \"/b/{x}\" }\n\"/b/old\" = { redirect = \"/a/old\" }\n\
             \"/b/{x}\" = { redirect = \"/article/{x}\" }",
            "/a/old → /b/old → /a/old",
            &[2, 3],
        ),
        // Parameters that change places.
        (
            "\"/a/{x}/{y}\" = { redirect = \"/b/{y}/{x}\" }\n\
             \"/b/{x}/{y}\" = { redirect = \"/a/{x}/{y}\" }",
            "leads in a circle: ",
            &[2, 3],
        ),
        // What follows becomes longer and longer.
        (
            r#""/a/{*rest}" = { redirect = "/a/b/{rest}" }"#,
            "leads on without an end: /a/rest → /a/b/rest → /a/b/b/rest",
            &[2],
        ),
        // A rest takes the shape of another pattern.
        (
            "\"/x/{*rest}\" = { redirect = \"/{rest}\" }\n\"/y/{z}\" = { redirect = \"/x/y/{z}\" }",
            "/x/y/z → /y/z → /x/y/z",
            &[2, 3],
        ),
        // By the site's own whole address.
        (
            "\"/a\" = { redirect = \"https://example.org/b\" }\n\"/b\" = { redirect = \"/a\" }",
            "/a → /b → /a",
            &[2, 3],
        ),
        // Of a long way only what is the circle.
        (
            "\"/1\" = { redirect = \"/2\" }\n\"/2\" = { redirect = \"/3\" }\n\"/3\" = { redirect = \"/2\" }",
            "circle: /",
            &[3, 4],
        ),
    ] {
        let error = refused(lines);
        assert!(error.contains(way), "{lines}: {error}");
        for line in places {
            assert!(
                error.contains(&format!("sunup.toml:{line}:")),
                "{lines}: {error}"
            );
        }
    }
}

#[test]
fn ways_that_come_to_an_end_are_no_loops() {
    for lines in [
        // Another slug each time.
        "\"/blog/{slug}\" = { redirect = \"/article/{slug}\" }\n\
         \"/article/old\" = { redirect = \"/blog/new\" }",
        // A language less each time.
        "\"/de/{*rest}\" = { redirect = \"/{rest}\" }\n\"/en/{*rest}\" = { redirect = \"/{rest}\" }\n\
         \"/fr/{*rest}\" = { redirect = \"/{rest}\" }",
        // What the site has not goes to what it has.
        r#""/{*rest}" = { redirect = "/" }"#,
        r#""/{*rest}" = { redirect = "/archive" }"#,
        r#""/{page}" = { rewrite = "/article/{page}" }"#,
        // A narrower rule ends it.
        "\"/a/{x}\" = { redirect = \"/b/{x}\" }\n\"/b/{x}\" = { redirect = \"/c/{x}\" }\n\
         \"/c/old\" = { redirect = \"/a/old\" }\n\"/c/{x}\" = { redirect = \"/article/{x}\" }\n\
         \"/b/old\" = { redirect = \"/about\" }",
        // Another site's address may be the same path.
        r#""/a" = { redirect = "https://www.example.org/a" }"#,
    ] {
        accepted(lines);
    }
}

#[test]
fn many_rules_are_checked_in_no_time() {
    let old = (0..3_000).map(|at| format!("\"/old/{at}\" = {{ redirect = \"/article/{at}\" }}\n"));
    let lines: String = old.collect();
    let start = std::time::Instant::now();
    accepted(&format!(
        "{lines}\"/old/{{*rest}}\" = {{ redirect = \"/archive\" }}"
    ));
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}
