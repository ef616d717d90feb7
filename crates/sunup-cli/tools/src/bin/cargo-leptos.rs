//! cargo-leptos at the version of the lock file, with its own folder first on PATH.
//!
//! cargo-leptos takes the first `wasm-bindgen` and `wasm-opt` it finds and compares
//! no versions. Those beside this binary are the right ones, so plain
//! `cargo leptos …` works in any shell without a PATH of the user's own.

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use cargo_leptos::config::Cli;
use clap::Parser;

fn main() -> ExitCode {
    if let Some(path) = path_with_own_folder() {
        put_in_environment(path);
    }
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("Error: {error:?}");
            ExitCode::FAILURE
        }
    }
}

#[tokio::main]
async fn run() -> color_eyre::Result<()> {
    color_eyre::install()?;
    let mut args: Vec<OsString> = env::args_os().collect();
    // Started by cargo, the second argument is the name of the subcommand.
    if args.get(1).is_some_and(|arg| arg == "leptos") {
        args.remove(1);
    }
    let cli = Cli::parse_from(&args);
    cargo_leptos::logger::setup(cli.opts().map_or(0, |opts| opts.verbose), &cli.log);
    cargo_leptos::run(cli).await
}

/// The PATH of this process with the real folder of this binary in front; the binary
/// is usually started through a link in `$CARGO_HOME/bin`.
fn path_with_own_folder() -> Option<OsString> {
    let folder = env::current_exe()
        .ok()?
        .canonicalize()
        .ok()?
        .parent()?
        .to_path_buf();
    let rest = env::var_os("PATH").unwrap_or_default();
    let folders = std::iter::once(folder).chain(env::split_paths(&rest));
    env::join_paths(folders.collect::<Vec<PathBuf>>()).ok()
}

fn put_in_environment(path: OsString) {
    // SAFETY: called first thing in `main`, before any other thread exists.
    unsafe { env::set_var("PATH", path) };
}
