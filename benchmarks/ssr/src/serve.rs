//! [`serve`]: axum's own server and leptos_axum's own handlers.

use anyhow::{Context, Result};
use app::{App, document::document};
use axum::{Router, serve::ListenerExt};
use leptos::config::LeptosOptions;
use leptos_axum::{LeptosRoutes, generate_route_list_with_exclusions_and_ssg_and_context};
use std::net::SocketAddr;
use sunup::document::DocumentKind;
use tokio::net::TcpListener;

/// Serves the site's pages until the process is ended.
pub(crate) async fn serve(
    addr: SocketAddr,
    context: impl Fn() + Clone + Send + Sync + 'static,
) -> Result<()> {
    let options = LeptosOptions::builder().output_name("conduit").build();
    let (routes, _) =
        generate_route_list_with_exclusions_and_ssg_and_context(App, None, context.clone());
    let router = Router::new()
        .leptos_routes_with_context(&options, routes, context, || document(DocumentKind::Page))
        .with_state(options);
    let listener = TcpListener::bind(addr)
        .await
        .with_context(|| format!("{addr} cannot be listened on"))?
        // Sunup's server does the same; without it the comparison would be with the 40 ms that
        // Nagle's algorithm waits for an acknowledgement.
        .tap_io(|stream| {
            if let Err(error) = stream.set_nodelay(true) {
                eprintln!("TCP_NODELAY cannot be set: {error}");
            }
        });
    axum::serve(listener, router).await?;
    Ok(())
}
