//! `bench-pages`: serves the pages as a Sunup app serves pages, with a log and metrics.

mod config;
mod router;
mod serve;

use std::process::ExitCode;

/// As the server of the site has it; benchmarks/README.md, `ssr`.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    match serve::serve().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
