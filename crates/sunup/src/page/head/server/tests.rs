//! Snapshots of the head, one for each kind of page, and what hostile texts do to it.

use super::tags::{Stated, tags};
use crate::page::{
    Alternate, Article, Crumb, Details, Image, Kind, Metadata, OnServer, Person, Search, Site,
};
use std::sync::Arc;

const FEED: &str = "application/atom+xml";

fn site() -> Site {
    Site {
        name: "Conduit".to_owned(),
        description: "A publication.".to_owned(),
        language: "en".to_owned(),
        locale: "en_GB".to_owned(),
        logo: Some("/logo.png".to_owned()),
        image: Some(Image {
            path: "/social.png".to_owned(),
            width: 1200,
            height: 630,
            alt: "A sunrise".to_owned(),
        }),
        alternates: vec![alternate("/feed.xml", "Conduit")],
        search: Some(Search {
            path: "/search?q=".to_owned(),
            description: Some("/opensearch.xml".to_owned()),
        }),
    }
}

fn alternate(path: &str, title: &str) -> Alternate {
    Alternate {
        media_type: FEED,
        path: path.to_owned(),
        title: title.to_owned(),
    }
}

fn ada() -> Person {
    Person {
        name: "Ada <3".to_owned(),
        username: "ada".to_owned(),
        path: "/author/ada".to_owned(),
        image: Some("/ada.svg".to_owned()),
    }
}

/// The head of a page, one element a line.
fn head(title: &str, path: Option<&str>, details: impl Into<Details>) -> String {
    let whole = match title {
        "" => "Conduit".to_owned(),
        title => format!("{title} · Conduit"),
    };
    let stated = Stated {
        metadata: Metadata {
            title: whole,
            heading: title.to_owned(),
            description: Some("What it is.".to_owned()),
            canonical: path.map(|path| format!("https://example.org{path}")),
            index: path.is_some(),
            details: OnServer::new(|| details.into()),
        },
        site: Arc::new(site()),
        origin: "https://example.org".to_owned(),
    };
    tags(&stated).replace("><", ">\n<")
}

#[test]
fn a_page_that_is_not_listed_says_no_more_than_that() {
    assert_eq!(
        head("Nothing here", None, Kind::Page),
        r#"<title>Nothing here · Conduit</title>
<meta name="description" content="What it is.">
<meta name="robots" content="noindex">"#
    );
}

#[test]
fn the_front_page_speaks_for_the_site() {
    assert_eq!(
        head("", Some("/"), Kind::Home),
        r#"<title>Conduit</title>
<meta name="description" content="What it is.">
<link rel="canonical" href="https://example.org/">
<link rel="alternate" href="https://example.org/feed.xml" type="application/atom+xml" title="Conduit">
<link rel="search" href="https://example.org/opensearch.xml" type="application/opensearchdescription+xml" title="Conduit">
<meta property="og:type" content="website">
<meta property="og:title" content="Conduit">
<meta property="og:description" content="What it is.">
<meta property="og:url" content="https://example.org/">
<meta property="og:site_name" content="Conduit">
<meta property="og:locale" content="en_GB">
<meta property="og:image" content="https://example.org/social.png">
<meta property="og:image:width" content="1200">
<meta property="og:image:height" content="630">
<meta property="og:image:alt" content="A sunrise">
<meta name="twitter:card" content="summary_large_image">
<script type="application/ld+json">{"@context":"https://schema.org","@type":"WebSite","@id":"https://example.org/#website","url":"https://example.org/","name":"Conduit","description":"A publication.","inLanguage":"en","publisher":{"@type":"Organization","name":"Conduit","url":"https://example.org/","logo":"https://example.org/logo.png"},"potentialAction":{"@type":"SearchAction","target":{"@type":"EntryPoint","urlTemplate":"https://example.org/search?q={search_term_string}"},"query-input":"required name=search_term_string"}}</script>"#
    );
}

#[test]
fn an_article_has_its_author_its_dates_and_its_way_from_the_front_page() {
    let article = Details {
        kind: Kind::Article(Article {
            published: "2026-11-02".to_owned(),
            modified: Some("2026-11-21".to_owned()),
            author: ada(),
            tags: vec!["sqlite".to_owned(), "http".to_owned()],
            words: Some(1200),
            series: Some("Caches".to_owned()),
            language: None,
        }),
        image: Some(Image {
            path: "/social/a.png".to_owned(),
            width: 1200,
            height: 630,
            alt: "A \"title\"".to_owned(),
        }),
        alternates: vec![Alternate {
            media_type: "text/markdown",
            path: "/article/a.md".to_owned(),
            title: "Markdown".to_owned(),
        }],
        ..Details::default()
    };
    assert_eq!(
        head("A \"title\"", Some("/article/a"), article),
        r#"<title>A &quot;title&quot; · Conduit</title>
<meta name="description" content="What it is.">
<link rel="canonical" href="https://example.org/article/a">
<link rel="alternate" href="https://example.org/article/a.md" type="text/markdown" title="Markdown">
<link rel="alternate" href="https://example.org/feed.xml" type="application/atom+xml" title="Conduit">
<link rel="search" href="https://example.org/opensearch.xml" type="application/opensearchdescription+xml" title="Conduit">
<meta property="og:type" content="article">
<meta property="og:title" content="A &quot;title&quot;">
<meta property="og:description" content="What it is.">
<meta property="og:url" content="https://example.org/article/a">
<meta property="og:site_name" content="Conduit">
<meta property="og:locale" content="en_GB">
<meta property="og:image" content="https://example.org/social/a.png">
<meta property="og:image:width" content="1200">
<meta property="og:image:height" content="630">
<meta property="og:image:alt" content="A &quot;title&quot;">
<meta property="article:published_time" content="2026-11-02">
<meta property="article:modified_time" content="2026-11-21">
<meta property="article:author" content="https://example.org/author/ada">
<meta property="article:tag" content="sqlite">
<meta property="article:tag" content="http">
<meta name="twitter:card" content="summary_large_image">
<script type="application/ld+json">{"@context":"https://schema.org","@type":"Article","headline":"A \"title\"","description":"What it is.","url":"https://example.org/article/a","mainEntityOfPage":"https://example.org/article/a","image":{"@type":"ImageObject","url":"https://example.org/social/a.png","width":1200,"height":630},"datePublished":"2026-11-02","dateModified":"2026-11-21","author":{"@type":"Person","name":"Ada \u003c3","url":"https://example.org/author/ada","image":"https://example.org/ada.svg","alternateName":"ada"},"publisher":{"@type":"Organization","name":"Conduit","url":"https://example.org/","logo":"https://example.org/logo.png"},"keywords":["sqlite","http"],"wordCount":1200,"inLanguage":"en","isPartOf":{"@type":"CreativeWorkSeries","name":"Caches"}}</script>
<script type="application/ld+json">{"@context":"https://schema.org","@type":"BreadcrumbList","itemListElement":[{"@type":"ListItem","position":1,"name":"Conduit","item":"https://example.org/"},{"@type":"ListItem","position":2,"name":"A \"title\"","item":"https://example.org/article/a"}]}</script>"#
    );
}

#[test]
fn an_author_is_a_person_with_a_feed() {
    let details = Details {
        kind: Kind::Person(ada()),
        alternates: vec![alternate("/author/ada/feed.xml", "Ada <3")],
        ..Details::default()
    };
    let head = head("Ada <3", Some("/author/ada"), details);
    for expected in [
        r#"<link rel="alternate" href="https://example.org/author/ada/feed.xml" type="application/atom+xml" title="Ada &lt;3">"#,
        r#"<meta property="og:type" content="profile">"#,
        r#"<meta property="profile:username" content="ada">"#,
        r#"{"@context":"https://schema.org","@type":"ProfilePage","url":"https://example.org/author/ada","mainEntity":{"@type":"Person","name":"Ada \u003c3","#,
    ] {
        assert!(head.contains(expected), "{expected} is not in\n{head}");
    }
}

#[test]
fn a_page_of_a_list_names_its_neighbours_and_the_pages_above() {
    let details = Details {
        trail: vec![Crumb {
            name: "Tags".to_owned(),
            path: "/tags".to_owned(),
        }],
        previous: Some("/tag/sqlite?after=2026-11-02_b&x=1".to_owned()),
        next: Some("/tag/sqlite?before=2026-10-02_a".to_owned()),
        ..Details::default()
    };
    let head = head("sqlite", Some("/tag/sqlite?before=2026-11-02_b"), details);
    for expected in [
        r#"<link rel="prev" href="https://example.org/tag/sqlite?after=2026-11-02_b&amp;x=1">"#,
        r#"<link rel="next" href="https://example.org/tag/sqlite?before=2026-10-02_a">"#,
        r#"{"@type":"ListItem","position":2,"name":"Tags","item":"https://example.org/tags"}"#,
        r#""position":3,"name":"sqlite","item":"https://example.org/tag/sqlite?before=2026-11-02_b""#,
    ] {
        assert!(head.contains(expected), "{expected} is not in\n{head}");
    }
}

#[test]
fn hostile_texts_stay_texts() {
    let hostile = "</title></script><!--<script>alert('1')//\"\u{2028}\u{202e}\0&amp;";
    let details = Details {
        kind: Kind::Article(Article {
            published: hostile.to_owned(),
            author: Person {
                name: hostile.to_owned(),
                path: hostile.to_owned(),
                ..Person::default()
            },
            tags: vec![hostile.to_owned()],
            series: Some(hostile.to_owned()),
            ..Article::default()
        }),
        trail: vec![Crumb {
            name: hostile.to_owned(),
            path: hostile.to_owned(),
        }],
        alternates: vec![alternate(hostile, hostile)],
        ..Details::default()
    };
    let head = head(hostile, Some(hostile), details);
    assert_eq!(head.matches("</title>").count(), 1, "{head}");
    assert_eq!(head.matches("<script").count(), 2, "{head}");
    assert_eq!(head.matches("</script>").count(), 2, "{head}");
    for never in ["<!--", "\u{2028}\"", "\u{202e}", "\0", "alert('1')//\""] {
        assert!(!head.contains(never), "{never:?} is in\n{head}");
    }
    for script in head.split("<script type=\"application/ld+json\">").skip(1) {
        let json = script.split("</script>").next().unwrap_or_default();
        let value: serde_json::Value = serde_json::from_str(json).expect("JSON");
        let text = value.to_string();
        let kept = "</title></script><!--<script>alert('1')//";
        assert!(text.contains(kept), "{text}");
    }
}
