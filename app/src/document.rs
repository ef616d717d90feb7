//! The HTML document around the application, and the plain one for errors outside it.

use crate::App;
use axum::http::StatusCode;
use leptos::{either::Either, prelude::*};
use leptos_meta::MetaTags;
use sunup::document::{Assets, DocumentKind, use_origin};

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
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                <Assets/>
                <MetaTags/>
            </head>
            <body>{body}</body>
        </html>
    }
}

/// What a visitor sees while the browser fetches what the server could not in time.
#[component]
fn Waiting() -> impl IntoView {
    view! {
        <main id="main" class="shell">
            <section class="error-page">
                <p class="error-status">"503"</p>
                <h1>"One moment"</h1>
                <noscript>
                    <p>
                        "This page takes longer than it should, and we did not want to keep you "
                        "waiting. Please reload it in a few seconds."
                    </p>
                </noscript>
                <div class="shell-skeleton" aria-hidden="true">
                    <span></span>
                    <span></span>
                    <span></span>
                </div>
            </section>
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
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_in_an_error_document_is_escaped() {
        let html = error_document(StatusCode::BAD_REQUEST, "<script>");
        assert!(html.contains("&lt;script&gt;") && !html.contains("<script>"), "{html}");
    }

    #[test]
    fn an_error_document_leaves_no_gap_unfilled() {
        let html = error_document(StatusCode::NOT_FOUND, "Nothing here.");
        assert!(html.contains("404") && !html.contains("{{"), "{html}");
    }
}
