//! The route table.

use crate::pages::{Rows, Small};
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::{
    SsrMode,
    components::{Route, Router, Routes},
    path,
};

/// Everything inside `<body>`.
#[component]
pub(crate) fn App() -> impl IntoView {
    provide_meta_context();
    view! {
        <Router>
            <main id="main">
                <Routes fallback=|| "There is no such page.">
                    <Route path=path!("/rows") view=Rows ssr=SsrMode::Async/>
                    <Route path=path!("/small") view=Small ssr=SsrMode::Async/>
                </Routes>
            </main>
        </Router>
    }
}
