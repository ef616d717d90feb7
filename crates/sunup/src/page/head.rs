//! [`Head`]: title, description and canonical address of a page.

use crate::document::use_origin;
use leptos::prelude::*;
use leptos_meta::{Link, Meta, Title};

/// What a page says about itself in `<head>`.
#[component]
pub fn Head(
    /// The title of the page; the site's formatter adds its name.
    #[prop(into)]
    title: String,
    /// One or two sentences for search engines and link previews.
    #[prop(optional, into)]
    description: Option<String>,
    /// The page's path, for the canonical link. A page without a path of its own (404) has none.
    #[prop(optional, into)]
    path: Option<String>,
) -> impl IntoView {
    let origin = use_origin();
    view! {
        <Title text=title/>
        {description.map(|text| view! { <Meta name="description" content=text/> })}
        {path.map(|path| view! { <Link rel="canonical" href=format!("{origin}{path}")/> })}
    }
}
