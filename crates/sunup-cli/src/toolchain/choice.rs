//! Which toolchain plain `cargo` uses in the checkout.

use std::ffi::OsStr;
use std::process::Command;

use crate::checkout::Checkout;
use crate::child;
use crate::version::Version;

/// The name under which rustup knows Debian's toolchain.
pub(crate) const DEBIAN: &str = "debian-wasm";

/// A toolchain by rustup's name; without one, whatever `cargo` and `rustc` of PATH are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Toolchain {
    name: Option<String>,
}

impl Toolchain {
    /// What plain `cargo` would use in the checkout. An exported `RUSTUP_TOOLCHAIN` is left
    /// out of account: cargo sets it for us, and it may be the one before an override.
    pub(crate) fn of(checkout: &Checkout) -> Self {
        let mut rustup = child::command("rustup");
        rustup
            .args(["show", "active-toolchain"])
            .current_dir(checkout.root());
        let answer = child::answer(&mut rustup);
        let name = answer.and_then(|text| text.split_whitespace().next().map(str::to_owned));
        Self { name }
    }

    /// A toolchain rustup knows by this name.
    pub(crate) fn named(name: &str) -> Self {
        Self {
            name: Some(name.to_owned()),
        }
    }

    /// The name, when rustup is there.
    pub(crate) fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// The name without the machine rustup adds to it: `stable`, `1.95.0`, `debian-wasm`.
    pub(crate) fn short_name(&self) -> Option<&str> {
        let name = self.name()?;
        let machine = ["-x86_64", "-aarch64", "-i686", "-armv7", "-riscv64"];
        let end = machine
            .iter()
            .filter_map(|machine| name.find(machine))
            .min();
        Some(&name[..end.unwrap_or(name.len())])
    }

    /// True when rustup knows this toolchain.
    pub(crate) fn is_installed(&self) -> bool {
        let list = child::answer(child::command("rustup").args(["toolchain", "list"]));
        let list = list.unwrap_or_default();
        let mut names = list
            .lines()
            .filter_map(|line| line.split_whitespace().next());
        names.any(|name| Some(name) == self.name())
    }

    /// A program to be started with this toolchain, in a clean environment.
    pub(crate) fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = child::command(program);
        if let Some(name) = &self.name {
            command.env("RUSTUP_TOOLCHAIN", name);
        }
        command
    }

    /// The version of its rustc.
    pub(crate) fn rustc(&self) -> Option<Version> {
        Version::find(&self.rustc_text()?)
    }

    /// `rustc 1.96.0 (…)`, whole.
    pub(crate) fn rustc_text(&self) -> Option<String> {
        child::answer(self.command("rustc").arg("--version"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_short_name_leaves_the_machine_out() {
        let short = |name| Toolchain::named(name).short_name().map(str::to_owned);
        assert_eq!(
            short("stable-x86_64-unknown-linux-gnu").as_deref(),
            Some("stable")
        );
        assert_eq!(
            short("1.95.0-aarch64-apple-darwin").as_deref(),
            Some("1.95.0")
        );
        assert_eq!(short("debian-wasm").as_deref(), Some("debian-wasm"));
    }
}
