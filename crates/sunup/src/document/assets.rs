//! [`Assets`]: stylesheet, preloads and the start of hydration, for the document's `<head>`.
//!
//! It replaces Leptos' `HydrationScripts`, which reads a manifest below the site root under the
//! name of the package folder; ours carries the build id and exists in addresses only.

use super::SiteFiles;
use leptos::{config::LeptosOptions, hydration::AutoReload, prelude::*};

/// Loads this build's stylesheet, glue and wasm, and starts the application.
///
/// Under `cargo leptos watch` it adds the script that swaps styles and reloads the page.
#[component]
pub fn Assets() -> impl IntoView {
    let files = use_context::<SiteFiles>()?;
    let glue = files.url(&format!("{}.js", files.output_name));
    let wasm = files.url(&format!("{}.wasm", files.output_name));
    let style = files.url(&format!("{}.css", files.output_name));
    let start = format!(
        "import init,{{hydrate}} from {glue:?};await init({{module_or_path:{wasm:?}}});hydrate();"
    );
    let reload = files.reload_port.map(|port| {
        let options = LeptosOptions::builder()
            .output_name(files.output_name.clone())
            .reload_port(u32::from(port))
            .build();
        view! { <AutoReload options/> }
    });
    Some(view! {
        <link rel="stylesheet" href=style/>
        <link rel="modulepreload" href=glue/>
        // The glue fetches the wasm in CORS mode; a preload in another mode is fetched twice.
        <link rel="preload" href=wasm r#as="fetch" r#type="application/wasm" crossorigin=""/>
        <script type="module">{start}</script>
        {reload}
    })
}
