//! [`serve`]: axum's own server.

use crate::page::Page;
use anyhow::{Context, Result};
use axum::{Router, extract::Request, routing::get, serve::ListenerExt};
use std::{net::SocketAddr, sync::Arc};
use tokio::net::TcpListener;

/// Serves the pages until the process is ended.
pub(crate) async fn serve(addr: SocketAddr, pages: Vec<(String, Page)>) -> Result<()> {
    let mut router = Router::new();
    for (path, page) in pages {
        let page = Arc::new(page);
        // The whole request, because extracting the headers would copy them.
        let answer = move |request: Request| {
            let response = page.answer(request.headers());
            async move { response }
        };
        router = router.route(&path, get(answer));
    }
    let listener = TcpListener::bind(addr)
        .await
        .with_context(|| format!("{addr} cannot be listened on"))?
        // As Sunup's server does.
        .tap_io(|stream| {
            if let Err(error) = stream.set_nodelay(true) {
                eprintln!("TCP_NODELAY cannot be set: {error}");
            }
        });
    axum::serve(listener, router).await?;
    Ok(())
}
