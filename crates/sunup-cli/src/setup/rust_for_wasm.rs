//! A toolchain with the standard library for wasm32-unknown-unknown.
//!
//! Where rustup can download the target, that is all. Where it cannot and the machine is
//! a Debian, `scripts/debian-wasm.sh` makes one of Debian's packages, and an override
//! of rustup chooses it for this checkout alone.

use std::time::Duration;

use anyhow::{Result, anyhow, bail};

use super::{Place, Requirement, State, apt};
use crate::child;
use crate::terminal::say;
use crate::toolchain::{DEBIAN, Toolchain, WASM, WasmStd, remove_stale_wasm};

const SCRIPT: &str = "crates/sunup-cli/scripts/debian-wasm.sh";

/// The download is 25 MB; a rustup that gets nowhere is given up on.
const DOWNLOAD_LIMIT: Duration = Duration::from_secs(300);

pub(super) struct RustForWasm;

impl Requirement for RustForWasm {
    fn name(&self) -> String {
        "Rust for the browser".to_owned()
    }

    fn state(&self, place: &Place) -> State {
        match WasmStd::of(&place.toolchain) {
            Some(std) if !is_stale(place, &std) => {
                State::Ready(match place.toolchain.short_name() {
                    Some(name) => format!("{WASM} in {name}"),
                    None => format!("{WASM} in the rustc of PATH"),
                })
            }
            Some(_) => State::Missing("Removes wasm files built with another std.".to_owned()),
            None => State::Missing(format!("Adds the target {WASM}.")),
        }
    }

    fn install(&self, place: &mut Place) -> Result<()> {
        if WasmStd::of(&place.toolchain).is_none() {
            provide(place)?;
        }
        let Some(std) = WasmStd::of(&place.toolchain) else {
            bail!("no toolchain with std for {WASM} could be made");
        };
        remove_stale(place, &std)
    }

    fn by_hand(&self, _: &Place) -> Vec<String> {
        vec![
            format!("rustup target add {WASM}"),
            "or, where rustup cannot download it, on Debian as root:".to_owned(),
            format!("bash {SCRIPT}"),
            format!("rustup override set {DEBIAN}"),
        ]
    }
}

/// Notes in the target folders which std they are built with from now on.
pub(super) fn remember(place: &Place) -> Result<()> {
    WasmStd::of(&place.toolchain).map_or(Ok(()), |std| remove_stale(place, &std))
}

/// The checkout's own target folder; that of the tests is looked after by whoever holds it.
fn remove_stale(place: &Place, std: &WasmStd) -> Result<()> {
    for folder in remove_stale_wasm(&place.checkout.target(), std)? {
        say(format!(
            "Removed {}: it was built with another std.",
            folder.display()
        ));
    }
    Ok(())
}

fn is_stale(place: &Place, std: &WasmStd) -> bool {
    std.made_stale(&place.checkout.target())
}

fn provide(place: &mut Place) -> Result<()> {
    let debian = Toolchain::named(DEBIAN);
    let prepared = debian.is_installed() && WasmStd::of(&debian).is_some();
    if !prepared && place.toolchain.name().is_some_and(|name| name != DEBIAN) && add_target(place) {
        return Ok(());
    }
    if !prepared {
        if !apt::is_usable() {
            return Err(anyhow!(
                "rustup cannot add {WASM}, and this is no Debian with apt and root"
            ));
        }
        child::run(
            child::command("bash")
                .arg(SCRIPT)
                .current_dir(place.checkout.root()),
        )?;
    }
    // Without rustup the packages' own cargo is the one on PATH: nothing to choose.
    if place.toolchain.name().is_some() || debian.is_installed() {
        let mut rustup = child::command("rustup");
        rustup
            .args(["override", "set", DEBIAN, "--path"])
            .arg(place.checkout.root());
        child::run(&mut rustup)?;
    }
    place.toolchain = Toolchain::of(&place.checkout);
    Ok(())
}

/// True when rustup could add the target. It may print an error and end well, so std is looked for.
fn add_target(place: &Place) -> bool {
    let mut rustup = child::command("rustup");
    rustup.args(["target", "add", WASM]);
    if let Some(name) = place.toolchain.name() {
        rustup.args(["--toolchain", name]);
    }
    let added = child::run_within(DOWNLOAD_LIMIT, &mut rustup);
    if let Err(error) = &added {
        say(error);
        say("rustup cannot add the target here; trying Debian's packages.");
    }
    added.is_ok() && WasmStd::of(&place.toolchain).is_some()
}
