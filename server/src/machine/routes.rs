//! The addresses of what machines read.

use super::{Machines, feeds, picture, reader, sitemap};
use axum::{Router, routing::get};
use sunup_server::etag::EtagLayer;

/// Everything but Markdown, which shares its address with the articles' pages.
pub(crate) fn routes(machines: Machines) -> Router {
    Router::new()
        .route("/feed.xml", get(feeds::site_atom))
        .route("/feed.json", get(feeds::site_json))
        .route("/tag/{tag}/feed.xml", get(feeds::tag_atom))
        .route("/tag/{tag}/feed.json", get(feeds::tag_json))
        .route("/author/{username}/feed.xml", get(feeds::author_atom))
        .route("/author/{username}/feed.json", get(feeds::author_json))
        .route("/sitemap.xml", get(sitemap::whole))
        .route("/sitemap/{file}", get(sitemap::part))
        .route("/robots.txt", get(sitemap::robots))
        .route("/llms.txt", get(reader::llms))
        .route("/opensearch.xml", get(reader::open_search))
        .route("/social.png", get(picture::site))
        .route("/social/{file}", get(picture::article))
        .layer(EtagLayer::new())
        .with_state(machines)
}
