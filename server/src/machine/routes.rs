//! The addresses of what machines read.

use super::{Machines, feeds, picture, reader, reply::for_caches, sitemap};
use axum::{
    Router,
    middleware::from_fn,
    routing::{MethodRouter, get},
};

/// Everything but Markdown, which shares its address with the articles' pages.
fn table() -> [(&'static str, MethodRouter<Machines>); 13] {
    [
        ("/feed.xml", get(feeds::site_atom)),
        ("/feed.json", get(feeds::site_json)),
        ("/tag/{tag}/feed.xml", get(feeds::tag_atom)),
        ("/tag/{tag}/feed.json", get(feeds::tag_json)),
        ("/author/{username}/feed.xml", get(feeds::author_atom)),
        ("/author/{username}/feed.json", get(feeds::author_json)),
        ("/sitemap.xml", get(sitemap::whole)),
        ("/sitemap/{file}", get(sitemap::part)),
        ("/robots.txt", get(sitemap::robots)),
        ("/llms.txt", get(reader::llms)),
        ("/opensearch.xml", get(reader::open_search)),
        ("/social.png", get(picture::site)),
        ("/social/{file}", get(picture::article)),
    ]
}

/// The patterns of these addresses.
pub(crate) fn patterns() -> impl Iterator<Item = &'static str> {
    table().into_iter().map(|(pattern, _)| pattern)
}

/// Answers at these addresses.
pub(crate) fn routes(machines: Machines) -> Router {
    let mut router = Router::new();
    for (pattern, handler) in table() {
        router = router.route(pattern, handler);
    }
    router.layer(from_fn(for_caches)).with_state(machines)
}
