//! The reading side of the site, on SQLite.

mod process;
mod readers;

use process::{Site, status};
use readers::links;

/// A site with a file of its own.
fn site() -> Site {
    Site::new()
}

#[tokio::test]
async fn a_page_beside_which_something_fails_is_whole_and_keeps_its_heading_and_title() {
    use sea_orm::ConnectionTrait;
    // Another database does the work of an import here, which would purge the page.
    let server = site().with("SUNUP_CACHE", "off").start();
    let whole = server.get("/archive/2026/08");
    let title = |html: &str| {
        let title = html.split("<title>").nth(1)?.split('<').next()?;
        Some(title.to_owned())
    };
    let database = app::database::Database::open(&server.file(), 1).await;
    let database = database.expect("the database of the server");
    let lost = "ALTER TABLE tag RENAME TO lost";
    let change = database.writer().execute_unprepared(lost).await;
    change.expect("a table less");

    let html = server.get("/archive/2026/08");
    assert_eq!(status(&html), 500, "no cache may keep it");
    assert_eq!(html.matches("<h1").count(), 1, "{html}");
    assert!(!html.contains("error-page"), "{html}");
    assert_eq!(title(&html), title(&whole));
    assert!(title(&html).is_some_and(|title| title.contains("August 2026")));
    let articles = |html: &str| links(html, "preview-link");
    assert_eq!(articles(&html), articles(&whole));
    let beside = html.split("class=\"sidebar\"").nth(1).unwrap_or_default();
    let beside = beside.split("</aside>").next().unwrap_or_default();
    assert!(
        beside.contains("<p class=\"notice\">Something went wrong"),
        "{beside}"
    );
    assert!(beside.contains("href=\"/tags\""), "{beside}");
}
