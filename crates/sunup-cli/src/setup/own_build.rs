//! This command itself: once the checkout has another toolchain, the next `cargo sunup`
//! would compile it again. Set-up does that while the operator is waiting anyway.

use anyhow::Result;

use super::{Place, Requirement, State};
use crate::child;

pub(super) struct OwnBuild;

impl Requirement for OwnBuild {
    fn name(&self) -> String {
        "cargo sunup".to_owned()
    }

    fn state(&self, place: &Place) -> State {
        if place.toolchain == place.toolchain_before {
            State::Ready(format!("version {}", env!("CARGO_PKG_VERSION")))
        } else {
            State::Missing("Builds this command with the new toolchain.".to_owned())
        }
    }

    fn install(&self, place: &mut Place) -> Result<()> {
        let mut cargo = place.toolchain.command("cargo");
        cargo
            .args(["build", "--package", "sunup-cli"])
            .current_dir(place.checkout.root());
        child::run(&mut cargo)?;
        place.toolchain_before = place.toolchain.clone();
        Ok(())
    }

    fn by_hand(&self, _: &Place) -> Vec<String> {
        vec!["cargo build --package sunup-cli".to_owned()]
    }
}
