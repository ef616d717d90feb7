//! [`Assets`]: stylesheet, preloads and the start of hydration, for the document's `<head>`.
//!
//! It replaces Leptos' `HydrationScripts`, which reads a manifest below the site root under the
//! name of the package folder; ours carries the build id and exists in addresses only.

use super::{SiteFiles, Stylesheet};
use leptos::{config::LeptosOptions, either::Either, hydration::AutoReload, prelude::*};
use std::sync::Arc;

/// What a visitor does before the page is hydrated. Until then some of the page listens and some
/// does not, and the router would take a page away that is taken over in part. So links, forms and
/// the way back are the browser's, which loads a document, and other buttons are pressed once the
/// page answers.
const EARLY: &str = include_str!("early.js");

/// Holds or loads this build's stylesheet, loads glue and wasm, and starts the application.
///
/// Under `cargo leptos watch` it adds the script that swaps styles and reloads the page.
#[component]
pub fn Assets() -> impl IntoView {
    let files = use_context::<SiteFiles>()?;
    let glue = files.url(&format!("{}.js", files.output_name));
    let wasm = files.url(&format!("{}.wasm", files.output_name));
    let style = match &files.stylesheet {
        Stylesheet::Inline(text) => {
            Either::Left(view! { <style inner_html=Arc::clone(text)></style> })
        }
        Stylesheet::Linked => {
            let address = files.url(&format!("{}.css", files.output_name));
            Either::Right(view! { <link rel="stylesheet" href=address/> })
        }
    };
    // A pause between the two: input and frames that wait need not wait for both.
    let start = format!(
        "import init,{{hydrate}} from {glue:?};await init({{module_or_path:{wasm:?}}});\
         setTimeout(hydrate);"
    );
    let reload = files.reload_port.map(|port| {
        let options = LeptosOptions::builder()
            .output_name(files.output_name.clone())
            .reload_port(u32::from(port))
            .build();
        view! { <AutoReload options/> }
    });
    Some(view! {
        <script>{EARLY}</script>
        {style}
        <link rel="modulepreload" href=glue/>
        // The glue fetches the wasm in CORS mode; a preload in another mode is fetched twice.
        <link rel="preload" href=wasm r#as="fetch" r#type="application/wasm" crossorigin=""/>
        <script type="module">{start}</script>
        {reload}
    })
}
