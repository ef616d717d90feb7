//! What machines are told of an article.

use super::FullArticle;
use crate::t;
use sunup::page::{Alternate, Article, Details, Image, Kind, Person};

/// Who wrote it and when, its picture, and its Markdown.
pub(super) fn details(article: &FullArticle) -> Details {
    let summary = &article.summary;
    let file = |folder: &str, ending: &str| [folder, &summary.slug, ending].concat();
    Details {
        kind: Kind::Article(Article {
            published: summary.published.iso.clone(),
            modified: article.updated.as_ref().map(|updated| updated.iso.clone()),
            author: Person {
                name: summary.author.name.clone(),
                username: summary.author.username.clone(),
                path: ["/author/", &summary.author.username].concat(),
                image: article.author_image.clone(),
            },
            tags: summary.tags.clone(),
            series: article.series.as_ref().map(|series| series.name.clone()),
            ..Article::default()
        }),
        image: Some(Image {
            path: file("/social/", ".png"),
            width: 1200,
            height: 630,
            alt: summary.title.clone(),
        }),
        alternates: vec![Alternate {
            media_type: "text/markdown",
            path: file("/article/", ".md"),
            title: t::machines::markdown(),
        }],
        ..Details::default()
    }
}
