//! The process: settings, telemetry, database, content, serving, shutdown.

mod cache;
mod commands;
mod config;
mod documents;
mod machine;
mod probes;
mod ranges;
mod router;
mod rules;
mod serve;
mod site;

use clap::Parser;
use commands::Command;
use std::process::ExitCode;

/// A render is some thousand small allocations, of which most live for a millisecond; this
/// allocator is measurably faster at them than glibc's (benchmarks/README.md, `ssr`).
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Conduit's server. Without a subcommand it serves the site.
#[derive(Parser)]
#[command(version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
}

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let done = match arguments.command {
        None => serve::serve().await,
        Some(command) => command.run().await,
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {}", sentence(&error));
            ExitCode::FAILURE
        }
    }
}

/// What failed and why, in one sentence. A cause that its error has already told is not told again.
fn sentence(error: &anyhow::Error) -> String {
    let mut told = error.to_string();
    for cause in error.chain().skip(1).map(ToString::to_string) {
        if !told.contains(&cause) {
            told = format!("{told}: {cause}");
        }
    }
    told
}
