//! The page for search engines, as JSON-LD: one `<script>` for each thing it speaks of.

use super::{
    schema::{self, ArticleThing, Breadcrumbs, ProfilePage, WebSite},
    tags::Stated,
};
use crate::page::head::Kind;
use serde::Serialize;

pub(super) fn write(html: &mut String, stated: &Stated) {
    match &stated.details().kind {
        Kind::Page => {}
        Kind::Home => script(html, &WebSite::of(stated)),
        Kind::Article(article) => script(html, &ArticleThing::of(article, stated)),
        Kind::Person(person) => script(html, &ProfilePage::of(person, stated)),
    }
    if let Some(breadcrumbs) = Breadcrumbs::of(stated) {
        script(html, &breadcrumbs);
    }
}

/// Writes `thing` so that nothing in it can end the script or begin a comment. It is data, which
/// no browser runs and no policy for scripts is about.
fn script(html: &mut String, thing: &impl Serialize) {
    let linked = schema::Linked {
        context: "https://schema.org",
        thing,
    };
    // Structs of strings and numbers have no value that JSON cannot write.
    let Ok(json) = serde_json::to_string(&linked) else {
        return;
    };
    html.push_str("<script type=\"application/ld+json\">");
    for letter in json.chars() {
        match letter {
            // Outside of strings JSON has none of these.
            '<' => html.push_str("\\u003c"),
            '>' => html.push_str("\\u003e"),
            '&' => html.push_str("\\u0026"),
            '\u{2028}' => html.push_str("\\u2028"),
            '\u{2029}' => html.push_str("\\u2029"),
            letter => html.push(letter),
        }
    }
    html.push_str("</script>");
}
