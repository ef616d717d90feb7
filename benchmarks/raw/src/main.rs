//! `raw`: files in memory under nothing but axum, to compare the page cache with.
//!
//! A page is sent as it is, compressed by brotli to whoever takes that and where the file lies
//! beside it, and as 304 to whoever has it. Nothing is checked, logged or counted.

mod page;
mod serve;

use anyhow::Result;
use clap::Parser;
use page::Page;
use std::{net::SocketAddr, path::PathBuf};

/// The server that it is compared with has the same one (server/src/main.rs).
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Files in memory under nothing but axum.
#[derive(Parser)]
struct Arguments {
    /// Where to listen.
    #[arg(long)]
    addr: SocketAddr,
    /// A page, `/path=file`; `file.br` is the same in brotli. May be given more than once.
    #[arg(long = "page", value_parser = named, required = true)]
    pages: Vec<(String, PathBuf)>,
}

#[tokio::main]
async fn main() -> Result<()> {
    let Arguments { addr, pages } = Arguments::parse();
    let pages = pages
        .into_iter()
        .map(|(path, file)| Ok((path, Page::read(&file)?)))
        .collect::<Result<Vec<_>>>()?;
    serve::serve(addr, pages).await
}

fn named(text: &str) -> Result<(String, PathBuf), String> {
    match text.split_once('=') {
        Some((path, file)) if path.starts_with('/') => Ok((path.to_owned(), file.into())),
        _ => Err("a page is /path=file".to_owned()),
    }
}
