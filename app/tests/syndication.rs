//! What machines read can be read by machines, whatever authors write.

use app::{
    content::{Pictures, import, seed},
    database::Database,
    syndication::{Publication, Scope},
};
use feed_rs::model::{Feed, FeedType};
use quick_xml::{Reader, events::Event};
use sea_orm::{ConnectionTrait, Statement};
use std::fs;
use tempfile::TempDir;

const ORIGIN: &str = "https://example.org";

/// Everything that means something in XML, HTML, JSON or Markdown, a letter that turns lines
/// around, and letters that XML cannot write.
const HOSTILE: &str =
    "]]> & </title><script>alert(\\\"1\\\")</script> 'x' \\u202E \\u0001\\u0008\\uFFFF";

/// The same as it is stored. A file with such a tag is refused; what is stored by other ways, or was
/// before, is not.
const HOSTILE_TAG: &str =
    "]]> & </title><script>alert(\"1\")</script> 'x' \u{202E} \u{1}\u{8}\u{FFFF}";

/// The same as every format may show it.
const SHOWN: &str = "]]> & </title><script>alert(\"1\")</script> 'x'";

/// A publication with two articles, one of them hostile.
struct Desk {
    _folder: TempDir,
    database: Database,
    publication: Publication,
}

impl Desk {
    async fn new() -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let content = folder.path().join("content");
        fs::create_dir_all(content.join("authors")).expect("the folders");
        let write = |name: &str, text: String| {
            fs::write(content.join(name), text).expect("a file written");
        };
        let author = |username: &str, name: &str| {
            format!("+++\nusername = \"{username}\"\nname = \"{name}\"\n+++\nWrites.\n")
        };
        write("authors/ada.md", author("ada", "Ada"));
        write("authors/eve.md", author("eve", HOSTILE));
        let article = |slug: &str, title: &str, author: &str, tags: &str, day: &str| {
            format!(
                "+++\ntitle = \"{title}\"\nslug = \"{slug}\"\ndescription = \"{title}\"\n\
                 tags = [{tags}]\nauthor = \"{author}\"\ndate = {day}\nlocale = \"en\"\n+++\n\
                 ## Heading\n\nSee [about](/about) and ![a picture](/a.svg).\n\n\
                 ```\n<a href=\"/x\"> ]]>\n```\n"
            )
        };
        write(
            "plain.md",
            article("plain", "Plain", "ada", "\"rust\", \"web\"", "2026-11-02"),
        );
        write(
            "hostile.md",
            article(
                "hostile",
                HOSTILE,
                "eve",
                "\"rust\", \"hostile\"",
                "2026-11-21",
            ),
        );
        let url = format!("sqlite://{}", folder.path().join("desk.sqlite").display());
        let database = Database::open(&url, 2).await.expect("a database");
        let report = import(&database, &content, &Pictures::default())
            .await
            .expect("an import");
        assert!(report.errors.is_empty(), "{:?}", report.errors);
        let writer = database.writer();
        for table in ["article_tag", "tag"] {
            let statement = Statement::from_sql_and_values(
                writer.get_database_backend(),
                format!("UPDATE {table} SET tag = ? WHERE tag = 'hostile'"),
                [HOSTILE_TAG.into()],
            );
            let done = writer.execute_raw(statement).await.expect("a change");
            assert_eq!(done.rows_affected(), 1, "{table}");
        }
        Self {
            _folder: folder,
            publication: Publication::new(database.clone(), ORIGIN),
            database,
        }
    }

    async fn feeds(&self, scope: Scope) -> [Feed; 2] {
        let feed = self.publication.feed(scope).await.expect("an answer");
        let feed = feed.expect("a feed");
        let texts = [feed.atom(), feed.json().expect("JSON")];
        texts.map(|text| {
            feed_rs::parser::parse(text.as_bytes())
                .unwrap_or_else(|error| panic!("{error}: {text}"))
        })
    }
}

/// The raw texts of all elements of this name; panics where the document is not well formed.
fn texts(xml: &str, name: &str) -> Vec<String> {
    let mut reader = Reader::from_str(xml);
    let mut found = Vec::new();
    loop {
        match reader
            .read_event()
            .unwrap_or_else(|error| panic!("{error}: {xml}"))
        {
            Event::Start(start) if start.name().into_inner() == name => {
                let text = reader.read_text(start.name()).expect("an end");
                found.push(text.to_string());
            }
            Event::Eof => return found,
            _ => {}
        }
    }
}

#[tokio::test]
async fn the_feeds_of_the_site_have_the_newest_articles_first() {
    let desk = Desk::new().await;
    for feed in desk.feeds(Scope::Site).await {
        let links: Vec<&str> = feed.entries.iter().map(|entry| entry.id.as_str()).collect();
        assert_eq!(
            links,
            [
                "https://example.org/article/hostile",
                "https://example.org/article/plain"
            ]
        );
        let newest = feed.entries[0].published.expect("a date").to_rfc3339();
        assert!(newest.starts_with("2026-11-21T00:00:00"), "{newest}");
        let plain = &feed.entries[1];
        assert_eq!(plain.authors[0].name.as_deref(), Some("Ada"));
        let tags: Vec<&str> = plain
            .categories
            .iter()
            .map(|tag| tag.term.as_str())
            .collect();
        assert_eq!(tags, ["rust", "web"]);
        if feed.feed_type == FeedType::Atom {
            assert_eq!(feed.id, "https://example.org/feed.xml");
            let updated = feed.updated.expect("a date").to_rfc3339();
            assert!(updated.starts_with("2026-11-21"), "{updated}");
        }
    }
}

#[tokio::test]
async fn texts_in_feeds_are_what_was_written_and_nothing_else() {
    let desk = Desk::new().await;
    for feed in desk.feeds(Scope::Site).await {
        let entry = &feed.entries[0];
        let title = entry.title.as_ref().expect("a title");
        // JSON can write letters that XML cannot: they are spaces in both.
        assert!(title.content.starts_with(SHOWN), "{title:?}");
        assert!(
            !title.content.contains(['\u{202e}', '\u{1}', '\u{8}']),
            "{title:?}"
        );
        let author = entry.authors[0].name.as_deref().unwrap_or_default();
        assert!(author.starts_with(SHOWN), "{author:?}");
        assert!(
            entry.categories[1].term.starts_with(SHOWN),
            "{:?}",
            entry.categories
        );
        let body = entry
            .content
            .as_ref()
            .and_then(|content| content.body.as_deref());
        let body = body.unwrap_or_default();
        assert!(
            body.contains("href=\"https://example.org/about\""),
            "{body}"
        );
        assert!(body.contains("src=\"https://example.org/a.svg\""), "{body}");
        assert!(body.contains("href=\"/x\""), "code stays: {body}");
    }
}

#[tokio::test]
async fn tags_and_authors_have_feeds_of_their_own() {
    let desk = Desk::new().await;
    for (scope, slugs) in [
        (Scope::Tag("rust".to_owned()), vec!["hostile", "plain"]),
        (Scope::Tag("web".to_owned()), vec!["plain"]),
        (Scope::Author("ada".to_owned()), vec!["plain"]),
    ] {
        for feed in desk.feeds(scope.clone()).await {
            let links = feed.entries.iter().map(|entry| entry.id.rsplit('/').next());
            let links: Vec<&str> = links.map(Option::unwrap_or_default).collect();
            assert_eq!(links, slugs, "{scope:?}");
        }
    }
}

#[tokio::test]
async fn there_is_no_feed_of_what_does_not_exist() {
    let desk = Desk::new().await;
    for scope in [
        Scope::Tag("nothing".to_owned()),
        Scope::Author("nobody".to_owned()),
    ] {
        let feed = desk.publication.feed(scope).await.expect("an answer");
        assert!(feed.is_none());
    }
}

#[tokio::test]
async fn a_small_sitemap_is_one_file() {
    let desk = Desk::new().await;
    let map = desk.publication.sitemap().await.expect("a sitemap");
    let addresses = texts(&map, "loc");
    for path in [
        "/",
        "/about",
        "/tags",
        "/tag/rust",
        "/author/eve",
        "/archive/2026/11",
        "/article/hostile",
        "/article/plain",
    ] {
        assert!(
            addresses.contains(&format!("{ORIGIN}{path}")),
            "{path}: {addresses:?}"
        );
    }
    for address in &addresses {
        assert!(
            address.is_ascii() && !address.contains(['<', ' ', '"', '&']),
            "{address}"
        );
    }
    assert_eq!(texts(&map, "lastmod"), ["2026-11-02", "2026-11-21"]);
    let same = desk.publication.sitemap_part(1).await.expect("an answer");
    assert!(same.is_some(), "the parts are there before they are needed");
}

#[tokio::test]
async fn a_large_sitemap_is_an_index_of_parts() {
    let desk = Desk::new().await;
    seed(&desk.database, 10_020).await.expect("seeded articles");
    let index = desk.publication.sitemap().await.expect("a sitemap");
    let parts = texts(&index, "loc");
    let expected: Vec<String> = (1..=3)
        .map(|n| format!("{ORIGIN}/sitemap/{n}.xml"))
        .collect();
    assert_eq!(parts, expected);
    assert!(index.contains("<sitemapindex"), "{index}");
    let mut articles = Vec::new();
    for number in 1..=3 {
        let part = desk
            .publication
            .sitemap_part(number)
            .await
            .expect("an answer");
        let addresses = texts(&part.expect("a part"), "loc");
        assert!(
            !addresses.is_empty() && addresses.len() <= 10_000,
            "{number}"
        );
        articles.extend(addresses.into_iter().filter(|it| it.contains("/article/")));
    }
    assert_eq!(articles.len(), 10_020);
    articles.sort();
    articles.dedup();
    assert_eq!(articles.len(), 10_020, "no article is listed twice");
    for number in [0, 4, u64::MAX] {
        let part = desk
            .publication
            .sitemap_part(number)
            .await
            .expect("an answer");
        assert!(part.is_none(), "{number}");
    }
}

#[tokio::test]
async fn an_article_is_there_as_it_was_written() {
    let desk = Desk::new().await;
    let text = desk.publication.markdown("plain").await.expect("an answer");
    assert_eq!(
        text.expect("an article"),
        "# Plain\n\n> Plain\n\n- Author: Ada\n- Published: 2026-11-02\n- Tags: rust, web\n\
         - Page: https://example.org/article/plain\n\n## Heading\n\n\
         See [about](/about) and ![a picture](/a.svg).\n\n```\n<a href=\"/x\"> ]]>\n```\n"
    );
    let hostile = desk
        .publication
        .markdown("hostile")
        .await
        .expect("an answer");
    let hostile = hostile.expect("an article");
    assert!(
        hostile.starts_with("# \\]\\]> \\& \\</title>\\<script>"),
        "{hostile}"
    );
    let missing = desk
        .publication
        .markdown("nothing")
        .await
        .expect("an answer");
    assert!(missing.is_none());
}

#[tokio::test]
async fn language_models_find_the_articles_as_markdown() {
    let desk = Desk::new().await;
    let text = desk.publication.llms().await.expect("llms.txt");
    assert!(text.starts_with("# Conduit\n\n> "), "{text}");
    assert!(
        text.contains("\n- [Plain](https://example.org/article/plain.md): Plain\n"),
        "{text}"
    );
    assert!(text.contains("\n## Optional\n"), "{text}");
    assert!(
        !text.contains("<script>alert(\"1\")</script> 'x' \u{202e}"),
        "{text}"
    );
}

#[tokio::test]
async fn crawlers_are_told_where_the_sitemap_is_or_to_stay_away() {
    let publication = Desk::new().await.publication;
    let robots = publication.robots(true);
    assert!(
        robots.contains("Sitemap: https://example.org/sitemap.xml"),
        "{robots}"
    );
    assert!(!robots.contains("Disallow: /\n"), "{robots}");
    assert_eq!(publication.robots(false), "User-agent: *\nDisallow: /\n");
}

#[tokio::test]
async fn browsers_are_told_how_to_search() {
    let description = Desk::new().await.publication.open_search();
    assert_eq!(texts(&description, "ShortName"), ["Conduit"]);
    assert!(
        description.contains("template=\"https://example.org/search?q={searchTerms}\""),
        "{description}"
    );
}

#[tokio::test]
async fn a_link_to_any_article_has_a_picture() {
    let desk = Desk::new().await;
    let mut pictures = vec![desk.publication.card().png().expect("a picture")];
    for slug in ["plain", "hostile"] {
        let card = desk
            .publication
            .article_card(slug)
            .await
            .expect("an answer");
        pictures.push(card.expect("a card").png().expect("a picture"));
    }
    for png in &pictures {
        assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
        // Width and height stand at the beginning of the first chunk, IHDR.
        assert_eq!(&png[16..24], [0, 0, 4, 176, 0, 0, 2, 118]);
    }
    assert!(pictures.windows(2).all(|pair| pair[0] != pair[1]));
    let missing = desk
        .publication
        .article_card("nothing")
        .await
        .expect("an answer");
    assert!(missing.is_none());
}
