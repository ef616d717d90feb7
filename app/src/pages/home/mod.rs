//! The front page: what was published, newest first.

mod data;
#[cfg(feature = "ssr")]
mod queries;

#[cfg(feature = "ssr")]
pub(crate) use data::Date;
pub(crate) use data::Summary;

use crate::components::ArticlePreview;
use data::articles;
use leptos::prelude::*;
use sunup::prelude::*;

/// The front page.
#[component]
pub(crate) fn Home() -> impl IntoView {
    let list = load(|| (), |()| articles());
    view! {
        <Head
            title=""
            description="Conduit: web engineering in Rust, by people who ship it."
            path="/"
        />
        <section class="home-page">
            <header class="masthead">
                <h1>"Web engineering, before sunrise"</h1>
                <p>"How pages are rendered, cached and kept fast, in Rust."</p>
            </header>
            <Loaded resource=list let:articles>
                <div class="article-list">
                    {articles
                        .into_iter()
                        .map(|article| view! { <ArticlePreview article/> })
                        .collect_view()}
                </div>
            </Loaded>
        </section>
    }
}
