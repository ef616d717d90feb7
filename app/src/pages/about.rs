//! What this site is.

use leptos::prelude::*;
use sunup::prelude::*;

/// What this site is. The text is part of what every visitor downloads: it stays short.
#[component]
pub(crate) fn About() -> impl IntoView {
    view! {
        <Head
            title="About"
            description="What Conduit is and how it is made."
            path="/about"
        />
        <article class="about-page prose">
            <h1>"About Conduit"</h1>
            <p>"Conduit publishes what its authors learned while building for the web in Rust."</p>
            <h2>"How it is made"</h2>
            <p>
                "With Sunup: the server sends every page as one complete document, and in the "
                "browser it becomes an application. Articles are Markdown files. There are no "
                "trackers and no cookies."
            </p>
        </article>
    }
}
