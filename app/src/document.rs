//! The HTML document around the application, and the plain one for errors outside it.

use crate::{App, components::error_words, reader::TextSize, syndication, t};
use axum::http::StatusCode;
use leptos::{either::Either, prelude::*};
use leptos_meta::MetaTags;
use sunup::{
    document::{Assets, DocumentKind, use_origin},
    i18n::around,
    page::provide_site,
    preference::{Word, early_script},
    prelude::*,
    theme::{Theme, ThemeMeta},
};

/// The whole document of a page, or of the shell that a slow page is answered with.
///
/// The page is rendered for the visitor's theme. The script in its head has the size of the text,
/// which is not worth four copies of each page in a cache, and the theme where no request was
/// asked for it: in the shell.
pub fn document(kind: DocumentKind) -> impl IntoView {
    provide_site(syndication::site());
    let body = match kind {
        DocumentKind::Page => Either::Left(view! { <App/> }),
        DocumentKind::Shell => Either::Right(view! { <Waiting/> }),
    };
    view! {
        <!DOCTYPE html>
        <html lang="en" data-sunup=kind.marker() data-origin=use_origin() data-theme=Theme::asked_for().word()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <script>{early_script(&[Theme::NAME, TextSize::NAME])}</script>
                <ThemeMeta light="#fdf9f3" dark="#12131a"/>
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
    let (before, after) = around(t::shell::late);
    view! {
        <Head title=t::shell::title()/>
        <header class="site-header">
            <nav class="navbar" aria-label=t::nav::site_aria_label()>
                <a href="/" class="navbar-brand">{t::site::name()}</a>
            </nav>
        </header>
        <main id="main" class="shell" aria-busy="true">
            <p class="visually-hidden" role="status">{t::shell::loading()}</p>
            <div class="shell-skeleton" aria-hidden="true">
                <span></span>
                <span></span>
                <span></span>
                <span></span>
                <span></span>
            </div>
            <p class="shell-late">{before} <a href="">{t::shell::reload()}</a> {after}</p>
            <noscript>
                <section class="error-page">
                    <p class="error-status">"503"</p>
                    <h1>{t::errors::late()}</h1>
                    <p>{t::shell::late_without_scripts()}</p>
                </section>
            </noscript>
        </main>
    }
}

/// A document without any file of the build, for errors that happen outside the application. An
/// empty message stands for what the status means.
pub fn error_document(status: StatusCode, message: &str) -> String {
    let heading = t::errors::plain(status.as_u16());
    let title = t::site::title(&format!("{} {heading}", status.as_str()));
    let message = error_words::sentence(status.as_u16(), message);
    include_str!("error_document.html")
        .replace("{{title}}", &escape(&title))
        .replace("{{status}}", status.as_str())
        .replace("{{heading}}", &escape(&heading))
        .replace("{{home}}", &escape(&t::errors::go_home()))
        // Last: it may hold what a visitor sent.
        .replace("{{message}}", &escape(&message))
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

    #[test]
    fn a_document_without_a_message_says_what_its_status_means() {
        let html = error_document(StatusCode::INTERNAL_SERVER_ERROR, "");
        assert!(html.contains("It has been noted"), "{html}");
    }
}
