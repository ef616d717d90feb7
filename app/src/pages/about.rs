//! What this site is.

use leptos::prelude::*;
use sunup::prelude::*;

/// What this site is.
#[component]
pub(crate) fn About() -> impl IntoView {
    view! {
        <Head
            title="About"
            description="Conduit is a publication about web engineering in Rust, and the showcase of the Sunup framework."
            path="/about"
        />
        <article class="about-page prose">
            <h1>"About Conduit"</h1>
            <p>
                "Conduit publishes what its authors learned while building for the web in Rust: "
                "rendering, caching, databases, WebAssembly, and the small things that make a page "
                "pleasant to use."
            </p>
            <h2>"How it is made"</h2>
            <p>
                "The site is built with Sunup. Every page is rendered on the server as one complete "
                "document, can be read without JavaScript, and becomes an application in the "
                "browser: after the first page, links change what is on the screen without loading "
                "a document."
            </p>
            <p>
                "Articles are Markdown files. They are rendered when they are imported, so that "
                "showing one costs a single query. Code that few visitors need, like the "
                "editor, is loaded when somebody comes near it."
            </p>
            <h2>"What it does not do"</h2>
            <p>"There are no third-party scripts, no trackers and no cookies on these pages."</p>
        </article>
    }
}
