//! Starting other programs with the environment a plain shell would give them.
//!
//! `cargo run` exports its own toolchain and the description of this very package to
//! us. Passed on, they would win over the toolchain chosen for the checkout, and cargo
//! would find a changed environment and compile again what a plain `cargo leptos build`
//! had compiled.

use std::env;
use std::ffi::{OsStr, OsString};
use std::path::PathBuf;
use std::process::Command;

/// Variables cargo and rustup set for their children, by name and by prefix.
const SET_BY_CARGO: &[&str] = &[
    "CARGO",
    "CARGO_CRATE_NAME",
    "CARGO_PRIMARY_PACKAGE",
    "OUT_DIR",
    "RUSTC",
    "RUSTDOC",
    "RUSTUP_TOOLCHAIN",
    "RUSTUP_TOOLCHAIN_SOURCE",
    "RUST_RECURSION_COUNT",
];
const PREFIXES_SET_BY_CARGO: &[&str] = &["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_"];

/// A program to be started with a clean environment.
pub(crate) fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    for (name, _) in env::vars_os() {
        let known = name.to_str().is_some_and(|name| {
            SET_BY_CARGO.contains(&name)
                || PREFIXES_SET_BY_CARGO
                    .iter()
                    .any(|prefix| name.starts_with(prefix))
        });
        if known {
            command.env_remove(name);
        }
    }
    match env::var_os("LD_LIBRARY_PATH").and_then(|path| library_path(&path)) {
        Some(path) => command.env("LD_LIBRARY_PATH", path),
        None => command.env_remove("LD_LIBRARY_PATH"),
    };
    command
}

/// The library path without the folders `cargo run` put in front.
fn library_path(path: &OsStr) -> Option<OsString> {
    let by_cargo = |folder: &PathBuf| {
        let text = folder.to_string_lossy();
        text.contains("/debug/")
            || text.ends_with("/debug")
            || text.contains("/release/")
            || text.ends_with("/release")
            || text.contains("/rustlib/")
            || text.contains("/toolchains/")
    };
    let rest: Vec<PathBuf> = env::split_paths(path)
        .filter(|folder| !folder.as_os_str().is_empty() && !by_cargo(folder))
        .collect();
    if rest.is_empty() {
        None
    } else {
        env::join_paths(rest).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_of_cargo_leave_the_library_path_and_others_stay() {
        let path = OsStr::new(
            "/site/target/debug/deps:/site/target/debug:/opt/oracle:/r/lib/rustlib/x/lib",
        );
        assert_eq!(
            library_path(path).as_deref(),
            Some(OsStr::new("/opt/oracle"))
        );
        assert_eq!(library_path(OsStr::new("/site/target/debug")), None);
    }
}
