//! Debian's packages, where they are there to be installed.

use std::path::Path;

use anyhow::Result;

use crate::child;

/// True on a Debian with apt, as root or with a sudo that asks nothing.
pub(super) fn is_usable() -> bool {
    is_debian() && (is_root() || has_sudo())
}

/// True on a Debian with apt.
pub(crate) fn is_debian() -> bool {
    Path::new("/usr/bin/apt-get").exists() && Path::new("/etc/debian_version").exists()
}

/// Installs packages, after bringing the lists up to date: a fresh machine has none.
pub(super) fn install(packages: &[&str]) -> Result<()> {
    child::run(as_root("apt-get").args(["update", "-qq"]))?;
    let mut command = as_root("env");
    command.args([
        "DEBIAN_FRONTEND=noninteractive",
        "apt-get",
        "install",
        "-y",
        "-qq",
        "--no-install-recommends",
    ]);
    child::run(command.args(packages))
}

/// The same for a person to type.
pub(crate) fn by_hand(packages: &str) -> String {
    let sudo = if is_root() { "" } else { "sudo " };
    format!("{sudo}apt-get update && {sudo}apt-get install -y {packages}")
}

fn as_root(program: &str) -> std::process::Command {
    if is_root() {
        return child::command(program);
    }
    let mut command = child::command("sudo");
    command.arg(program);
    command
}

fn is_root() -> bool {
    child::answer(child::command("id").arg("-u")).as_deref() == Some("0")
}

fn has_sudo() -> bool {
    child::answer(child::command("sudo").args(["-n", "true"])).is_some()
}
