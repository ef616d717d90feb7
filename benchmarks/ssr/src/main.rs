//! `bare`: the site under nothing but axum and leptos_axum, to compare the server with.
//!
//! The pages, the database and the document are the site's own; what lies between the socket and
//! the page is what a site without Sunup has. There are no layers, no files, no deadline, and the
//! page's title is absent: `sunup::page::Head` hands it to Sunup's renderer, which is not here.

mod context;
mod serve;

use anyhow::Result;
use clap::Parser;
use context::Site;
use std::{net::SocketAddr, path::PathBuf};
use sunup::document::Stylesheet;

/// The site under nothing but axum and leptos_axum.
#[derive(Parser)]
struct Arguments {
    /// Where to listen.
    #[arg(long)]
    addr: SocketAddr,
    /// An existing folder for the database.
    #[arg(long)]
    data: PathBuf,
    /// The folder with the articles.
    #[arg(long, default_value = "content")]
    content: PathBuf,
    /// Path of the browser's code in addresses, so that both documents name the same files.
    #[arg(long, default_value = "pkg")]
    pkg_path: String,
    /// A stylesheet to write into the documents, where the server compared with does so.
    #[arg(long)]
    stylesheet: Option<PathBuf>,
}

#[tokio::main]
async fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let site = Site::open(&arguments.data, &arguments.content).await?;
    let stylesheet = match &arguments.stylesheet {
        Some(file) => Stylesheet::within(&std::fs::read_to_string(file)?, usize::MAX),
        None => Stylesheet::Linked,
    };
    let context = site.into_context(arguments.addr, &arguments.pkg_path, stylesheet);
    serve::serve(arguments.addr, context).await
}
