//! The server's half: the part is rendered like any other, and its chunk is announced.

use super::Lazy;
use futures::FutureExt;
use leptos::{WasmSplitManifest, prelude::*};
use std::{collections::HashMap, path::Path};

/// Which chunk files a lazily loaded part needs, as the splitter wrote it down.
#[derive(Clone, Debug)]
pub struct SplitManifest(WasmSplitManifest);

impl SplitManifest {
    /// Reads `__wasm_split_manifest.json` from the package folder on disk. A build without
    /// `--split` has none.
    ///
    /// # Errors
    /// When the file is there but cannot be read or understood.
    pub fn read(folder: &Path, pkg_path: &str) -> std::io::Result<Option<Self>> {
        let text = match std::fs::read_to_string(folder.join("__wasm_split_manifest.json")) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let chunks: HashMap<String, Vec<String>> = serde_json::from_str(&text)?;
        Ok(Some(Self(WasmSplitManifest(ArcStoredValue::new((
            format!("/{pkg_path}"),
            chunks,
            "__wasm_split.______________________.js".to_owned(),
        ))))))
    }

    /// Lets Leptos print a preload for the chunks that a page used.
    pub(crate) fn provide(&self) {
        provide_context(self.0.clone());
    }
}

/// Shows a lazily loaded part.
#[component]
pub fn LazyPart(
    /// The part, declared with [`lazy!`](crate::lazy!).
    part: &'static Lazy,
) -> impl IntoView {
    leptos::prefetch_lazy_fn_on_server(part.name());
    // Nothing is fetched on the server, so that the view is there at the first poll.
    let view = part.view().now_or_never().and_then(Result::ok);
    view! { <div class="lazy" data-lazy=part.name()>{view}</div> }
}
