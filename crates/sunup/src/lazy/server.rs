//! The server's half: the part is rendered like any other, and its chunk is announced.

use super::{Lazy, chunk_slot::ChunkSlot};
use futures::FutureExt;
use leptos::prelude::*;
use std::{collections::HashMap, path::Path, sync::Arc};

/// What the splitter calls the module that loads chunks.
const LOADER: &str = "__wasm_split.______________________.js";

/// Which chunk files a lazily loaded part needs, as the splitter wrote it down.
#[derive(Clone, Debug)]
pub struct SplitManifest(Arc<Manifest>);

#[derive(Debug)]
struct Manifest {
    /// `/pkg/4be067f225f89178`.
    folder: String,
    /// Names of files without their ending, by part.
    chunks: HashMap<String, Vec<String>>,
}

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
        Ok(Some(Self(Arc::new(Manifest {
            folder: format!("/{pkg_path}"),
            chunks: serde_json::from_str(&text)?,
        }))))
    }

    /// Makes the chunks known to the parts of the page that is rendered.
    pub(crate) fn provide(&self) {
        provide_context(self.clone());
    }

    /// Announces the chunks of a part in the head of the page that is being rendered.
    fn announce(&self, part: &str) {
        let Manifest { folder, chunks } = &*self.0;
        let Some(slot) = ChunkSlot::current() else {
            return;
        };
        slot.module(&format!("{folder}/{LOADER}"));
        for chunk in chunks.get(part).into_iter().flatten() {
            slot.wasm(&format!("{folder}/{chunk}.wasm"));
        }
    }
}

/// Shows a lazily loaded part.
#[component]
pub fn LazyPart(
    /// The part, declared with [`lazy!`](crate::lazy!).
    part: &'static Lazy,
) -> impl IntoView {
    if let Some(manifest) = use_context::<SplitManifest>() {
        manifest.announce(part.name());
    }
    // Nothing is fetched on the server, so that the view is there at the first poll.
    let view = part.view().now_or_never().and_then(Result::ok);
    view! { <div class="lazy" data-lazy=part.name()>{view}</div> }
}
