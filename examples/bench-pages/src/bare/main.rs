//! `bare-pages`: the pages that are rendered for every request, under nothing but Leptos, axum and
//! leptos_axum. What is shown is the same; routes, links, data, titles and the document are
//! Leptos' own.

#![allow(unreachable_pub)] // `#[component]` keeps the visibility of what it hides.

mod app;
mod document;
mod pages;
mod serve;

use anyhow::Result;
use clap::Parser;
use std::net::SocketAddr;

/// The pages without Sunup.
#[derive(Parser)]
struct Arguments {
    /// Where to listen.
    #[arg(long)]
    addr: SocketAddr,
}

#[tokio::main]
async fn main() -> Result<()> {
    serve::serve(Arguments::parse().addr).await
}
