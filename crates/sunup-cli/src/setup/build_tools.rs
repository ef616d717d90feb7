//! cargo-leptos and wasm-bindgen, built from source at the versions of `tools/Cargo.lock`.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use super::{Place, Requirement, State};
use crate::child;

/// The version of cargo-leptos in `tools/Cargo.toml`.
pub(crate) const CARGO_LEPTOS: &str = "0.3.11";

/// The version of wasm-bindgen in `tools/Cargo.toml`; equals that of the site's Cargo.lock.
pub(crate) const WASM_BINDGEN: &str = "0.2.130";

/// Everything the tools are made of: other contents get another folder.
pub(super) const PINS: &[&str] = &[
    include_str!("../../tools/Cargo.toml"),
    include_str!("../../tools/Cargo.lock"),
    include_str!("../../tools/src/bin/cargo-leptos.rs"),
    include_str!("../../tools/src/bin/wasm-bindgen.rs"),
    include_str!("../../tools/src/bin/wasm-bindgen-test-runner.rs"),
];

const BINARIES: &[&str] = &["cargo-leptos", "wasm-bindgen", "wasm-bindgen-test-runner"];
const MANIFEST: &str = "crates/sunup-cli/tools/Cargo.toml";

pub(super) struct BuildTools;

impl Requirement for BuildTools {
    fn name(&self) -> String {
        "cargo-leptos, wasm-bindgen".to_owned()
    }

    fn state(&self, place: &Place) -> State {
        if BINARIES.iter().all(|name| place.tool(name).exists()) {
            State::Ready(format!("{CARGO_LEPTOS}, {WASM_BINDGEN}"))
        } else {
            State::Missing("Builds them from source, once: ten minutes.".to_owned())
        }
    }

    fn install(&self, place: &mut Place) -> Result<()> {
        child::run(&mut build(place))?;
        let bin = place.tools().join("bin");
        fs::create_dir_all(&bin).with_context(|| format!("{} cannot be created", bin.display()))?;
        for name in BINARIES {
            let built = build_folder(place).join("release").join(name);
            // Copied beside its place and renamed into it: a copy cut short is not taken for whole.
            let partial = bin.join(format!(".{name}.partial"));
            fs::copy(&built, &partial)
                .and_then(|_| fs::rename(&partial, place.tool(name)))
                .with_context(|| {
                    format!("{} cannot be put into {}", built.display(), bin.display())
                })?;
        }
        // A gigabyte that nothing needs again; if it stays, it stays.
        let _ = fs::remove_dir_all(build_folder(place));
        Ok(())
    }

    fn by_hand(&self, place: &Place) -> Vec<String> {
        let folder = place.tools().display();
        vec![
            format!("cargo build --release --locked --manifest-path {MANIFEST} \\"),
            format!("  --target-dir {folder}/build"),
            format!("mkdir -p {folder}/bin"),
            format!("cp {folder}/build/release/{{{}}} \\", BINARIES.join(",")),
            format!("  {folder}/bin/"),
        ]
    }
}

fn build(place: &Place) -> Command {
    let mut cargo = place.toolchain.command("cargo");
    // Flags meant for the site are not meant for its tools.
    cargo
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_ENCODED_RUSTFLAGS");
    cargo.args([
        "build",
        "--release",
        "--locked",
        "--manifest-path",
        MANIFEST,
        "--target-dir",
    ]);
    cargo
        .arg(build_folder(place))
        .current_dir(place.checkout.root());
    cargo
}

fn build_folder(place: &Place) -> PathBuf {
    place.tools().join("build")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::version::Version;

    #[test]
    fn the_tools_are_pinned_to_the_versions_named_here() {
        let manifest: toml::Table = PINS[0].parse().unwrap();
        let pin = |name: &str| manifest["dependencies"][name].as_str().unwrap().to_owned();
        assert_eq!(pin("cargo-leptos"), format!("={CARGO_LEPTOS}"));
        assert_eq!(pin("wasm-bindgen-cli"), format!("={WASM_BINDGEN}"));
    }

    #[test]
    fn the_pinned_wasm_bindgen_is_the_one_of_the_site() {
        let place = Place::find().unwrap();
        assert_eq!(
            place.manifest.locked("wasm-bindgen"),
            Version::find(WASM_BINDGEN)
        );
    }
}
