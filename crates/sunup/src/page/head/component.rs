//! The component that states a page's metadata.

use super::{Metadata, side};
use crate::document::use_origin;
use leptos::prelude::*;
use std::sync::Arc;

/// How a page's title becomes the document's, kept in context.
#[derive(Clone)]
struct TitleFormat(Arc<dyn Fn(&str) -> String + Send + Sync>);

/// Sets how titles are written: `"About"` to `"About · Conduit"`, say. Called in the site's root
/// component, and in layouts that have a part of their own: what a layout makes of a title goes
/// through the format around it.
pub fn provide_title_format(format: fn(&str) -> String) {
    let around = use_context::<TitleFormat>();
    provide_context(TitleFormat(Arc::new(move |page| match &around {
        Some(TitleFormat(around)) => around(&format(page)),
        None => format(page),
    })));
}

/// What a page says about itself in `<head>`. The last one on a page holds.
#[component]
pub fn Head(
    /// The title of the page; the site's format adds its name.
    #[prop(into)]
    title: String,
    /// One or two sentences for search engines and link previews.
    #[prop(optional, into)]
    description: Option<String>,
    /// The page's path, for the canonical link. A page without a path of its own (404) has none
    /// and is not listed by search engines.
    #[prop(optional, into)]
    path: Option<String>,
) -> impl IntoView {
    let title = match use_context::<TitleFormat>() {
        Some(TitleFormat(format)) => format(&title),
        None => title,
    };
    side::state(Metadata {
        title,
        description,
        index: path.is_some(),
        canonical: path.map(|path| format!("{}{path}", use_origin())),
    });
}
