//! What operators are told of the page cache, over the admin listener of the running server.

mod process;

use process::Server;

/// A site whose cache is on, whatever the build.
fn site() -> Server {
    Server::start(&[("SUNUP_CACHE", "on")])
}

/// What is told of an address, without the spaces of its layout.
fn told(server: &Server, address: &str) -> String {
    let answer = server.admin(&format!("/cache/explain?path={address}"));
    answer.lines().map(str::trim).collect()
}

#[test]
fn an_address_is_explained_by_the_route_that_a_visitor_would_take() {
    let server = site();
    for (address, parts) in [
        (
            "/article/sqlite-as-a-web-database",
            &[r#""route": "/article/{slug}""#][..],
        ),
        (
            "/search?q=rust%26utm_source=x",
            &[
                r#""route": "/search""#,
                r#""key": "/search?q=rust""#,
                r#""ignored": ["utm_source"]"#,
            ],
        ),
        ("/nowhere", &[r#""route": "unmatched""#]),
        (
            "//about",
            &[
                "Does not reach the cache: 400 Bad Request (The address starts with more than one slash).",
            ],
        ),
        ("/tag/%25ff", &["Does not reach the cache: 400 Bad Request"]),
        (
            "/pkg/0123456789abcdef/conduit.js",
            &["Does not reach the cache: it is the address of a file."],
        ),
    ] {
        let told = told(&server, address);
        for part in parts {
            assert!(told.contains(part), "{part} is not in {told}");
        }
    }
}

#[test]
fn what_a_visitor_was_given_is_what_is_explained() {
    let server = site();
    server.get("/search?q=rust&utm_source=x");
    server.get("/search?utm_medium=y&q=rust");
    let told = told(&server, "/search?q=rust");
    for part in [
        r#""summary": "Fresh: answered from memory"#,
        r#""answer": "/search?q=rust""#,
        r#""hits": 1"#,
    ] {
        assert!(told.contains(part), "{part} is not in {told}");
    }
}
