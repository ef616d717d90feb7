//! The HTML document around the application, and the plain one for errors outside it.

use crate::App;
use axum::http::StatusCode;
use leptos::{either::Either, prelude::*};
use sunup::document::{Assets, DocumentKind, use_origin};

/// The whole document of a page, or of the shell that a slow page is answered with.
pub fn document(kind: DocumentKind) -> impl IntoView {
    let body = match kind {
        DocumentKind::Page => Either::Left(view! { <App/> }),
        DocumentKind::Shell => Either::Right(view! { <p>"The page takes longer than usual."</p> }),
    };
    view! {
        <!DOCTYPE html>
        <html lang="en" data-sunup=kind.marker() data-origin=use_origin()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <link rel="icon" href="data:,"/>
                <Assets/>
            </head>
            <body>{body}</body>
        </html>
    }
}

/// A document for errors that happen outside the application. What a visitor sent is in none of
/// its sentences.
pub fn error_document(status: StatusCode, _message: &str) -> String {
    format!("<!DOCTYPE html><html lang=\"en\"><title>{status}</title><h1>{status}</h1></html>")
}
