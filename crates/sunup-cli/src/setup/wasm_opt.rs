//! wasm-opt, from the npm package of Binaryen: the same version on every machine, while
//! the ones of distributions are years apart.

use std::fs;

use anyhow::{Context, Result};

use super::{Place, Requirement, State, npm};
use crate::child;

/// The version of the npm package `binaryen`.
pub(crate) const BINARYEN: &str = "132.0.0";

pub(super) struct WasmOpt;

impl Requirement for WasmOpt {
    fn name(&self) -> String {
        "wasm-opt".to_owned()
    }

    fn state(&self, place: &Place) -> State {
        let tool = place.tool("wasm-opt");
        // `exists` follows the link: a folder without its npm package is not ready.
        if tool.exists() {
            State::Ready(BINARYEN.to_owned())
        } else {
            State::Missing(format!("Installs binaryen {BINARYEN} with npm."))
        }
    }

    fn install(&self, place: &mut Place) -> Result<()> {
        let folder = place.tools().join("npm");
        fs::create_dir_all(&folder)
            .with_context(|| format!("{} cannot be created", folder.display()))?;
        let mut npm = npm();
        npm.arg("install")
            .arg("--prefix")
            .arg(&folder)
            .arg(format!("binaryen@{BINARYEN}"));
        child::run(npm.current_dir(&folder))?;
        let bin = place.tools().join("bin");
        fs::create_dir_all(&bin).with_context(|| format!("{} cannot be created", bin.display()))?;
        let link = bin.join("wasm-opt");
        let _ = fs::remove_file(&link);
        super::leptos_link::link(&folder.join("node_modules/binaryen/bin/wasm-opt"), &link)
    }

    fn by_hand(&self, place: &Place) -> Vec<String> {
        let folder = place.tools().display();
        vec![
            format!("mkdir -p {folder}/npm {folder}/bin"),
            format!("npm install --prefix {folder}/npm binaryen@{BINARYEN}"),
            format!("ln -sf ../npm/node_modules/binaryen/bin/wasm-opt {folder}/bin/wasm-opt"),
        ]
    }
}
