//! Node and npm: they run wasm-opt and Playwright.

use std::process::Command;

use anyhow::{Result, bail};

use super::{Place, Requirement, State, apt};
use crate::child;
use crate::version::Version;

/// The oldest Node that wasm-opt, Playwright and html-validate run on.
pub(crate) const MINIMUM_NODE: &str = "20.19.0";

/// npm, quiet about funding and audits.
pub(crate) fn npm() -> Command {
    let mut command = child::command("npm");
    command.args(["--no-fund", "--no-audit", "--no-update-notifier"]);
    command
}

pub(super) struct Node;

impl Requirement for Node {
    fn name(&self) -> String {
        "Node and npm".to_owned()
    }

    fn state(&self, _: &Place) -> State {
        let node = child::answer(child::command("node").arg("--version"));
        let node = node.and_then(|text| Version::find(&text));
        // Starting npm only to hear its version takes half a second of every start.
        let npm = std::env::var_os("PATH").is_some_and(|path| {
            std::env::split_paths(&path)
                .any(|folder| folder.join("npm").is_file() || folder.join("npm.cmd").is_file())
        });
        match node {
            Some(version) if npm && Some(version) >= Version::find(MINIMUM_NODE) => {
                State::Ready(version.to_string())
            }
            Some(_) if npm => State::Missing(format!("Needs Node {MINIMUM_NODE} or newer.")),
            _ => State::Missing("Installs Debian's nodejs and npm.".to_owned()),
        }
    }

    fn install(&self, _: &mut Place) -> Result<()> {
        if !apt::is_usable() {
            bail!(
                "Node {MINIMUM_NODE} or newer with npm is not on PATH, and this is no Debian with apt and root"
            );
        }
        apt::install(&["nodejs", "npm"])
    }

    fn by_hand(&self, _: &Place) -> Vec<String> {
        vec![
            apt::by_hand("nodejs npm"),
            "or install Node 20.19 or newer from https://nodejs.org".to_owned(),
        ]
    }
}
