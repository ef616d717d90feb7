//! [`serve`]: axum's own server and leptos_axum's own handlers.

use crate::{app::App, document::document};
use anyhow::{Context, Result};
use axum::{Router, serve::ListenerExt};
use leptos::config::LeptosOptions;
use leptos_axum::{LeptosRoutes, generate_route_list};
use std::net::SocketAddr;
use tokio::net::TcpListener;

/// Serves the pages until the process is ended.
pub(crate) async fn serve(addr: SocketAddr) -> Result<()> {
    let options = LeptosOptions::builder().output_name("bench-pages").build();
    let documents = options.clone();
    let router = Router::new()
        .leptos_routes(&options, generate_route_list(App), move || {
            document(documents.clone())
        })
        .with_state(options);
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
