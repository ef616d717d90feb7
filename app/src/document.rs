//! The HTML document around the application, and the plain one for errors outside it.

use crate::App;
use axum::http::StatusCode;
use leptos::{either::Either, prelude::*};
use leptos_meta::MetaTags;
use sunup::{
    document::{Assets, DocumentKind, use_origin},
    prelude::*,
};

/// The whole document of a page, or of the shell that a slow page is answered with.
pub fn document(kind: DocumentKind) -> impl IntoView {
    let body = match kind {
        DocumentKind::Page => Either::Left(view! { <App/> }),
        DocumentKind::Shell => Either::Right(view! { <Waiting/> }),
    };
    view! {
        <!DOCTYPE html>
        <html lang="en" data-sunup=kind.marker() data-origin=use_origin()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <meta name="theme-color" content="#fdf9f3" media="(prefers-color-scheme: light)"/>
                <meta name="theme-color" content="#12131a" media="(prefers-color-scheme: dark)"/>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                <Assets/>
                <MetaTags/>
            </head>
            <body>{body}</body>
        </html>
    }
}

/// What a visitor sees while the browser fetches what the server could not in time. Without
/// scripts the skeleton hides itself, and the text in `<noscript>` is the page.
#[component]
fn Waiting() -> impl IntoView {
    view! {
        <Head title="One moment"/>
        <header class="site-header">
            <nav class="navbar" aria-label="Site">
                <a href="/" class="navbar-brand">"Conduit"</a>
            </nav>
        </header>
        <main id="main" class="shell" aria-busy="true">
            <p class="visually-hidden" role="status">"Loading the page…"</p>
            <div class="shell-skeleton" aria-hidden="true">
                <span></span>
                <span></span>
                <span></span>
                <span></span>
                <span></span>
            </div>
            <p class="shell-late">"This takes longer than it should. " <a href="">"Reload the page"</a></p>
            <noscript>
                <section class="error-page">
                    <p class="error-status">"503"</p>
                    <h1>"This takes too long"</h1>
                    <p>
                        "The page was not ready in time, and we did not want to keep you waiting. "
                        "Please reload it in a few seconds."
                    </p>
                </section>
            </noscript>
        </main>
    }
}

/// A document without any file of the build, for errors that happen outside the application.
pub fn error_document(status: StatusCode, message: &str) -> String {
    let title = status.canonical_reason().unwrap_or("Error");
    include_str!("error_document.html")
        .replace("{{status}}", status.as_str())
        .replace("{{title}}", title)
        .replace("{{message}}", &escape(message))
}

/// Escapes text for HTML content. The messages are ours, but one may quote what a visitor sent.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_in_an_error_document_is_escaped() {
        let html = error_document(StatusCode::BAD_REQUEST, "<script>");
        assert!(
            html.contains("&lt;script&gt;") && !html.contains("<script>"),
            "{html}"
        );
    }

    #[test]
    fn an_error_document_leaves_no_gap_unfilled() {
        let html = error_document(StatusCode::NOT_FOUND, "Nothing here.");
        assert!(html.contains("404") && !html.contains("{{"), "{html}");
    }
}
