//! The HTML document around the application.

use crate::app::App;
use leptos::{config::LeptosOptions, hydration::HydrationScripts, prelude::*};
use leptos_meta::MetaTags;

/// The whole document of a page.
pub(crate) fn document(options: LeptosOptions) -> impl IntoView {
    view! {
        <!DOCTYPE html>
        <html lang="en">
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <link rel="icon" href="data:,"/>
                <style inner_html=include_str!("../../style.css")></style>
                <HydrationScripts options/>
                <MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}
