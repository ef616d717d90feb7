//! The route table.

use crate::pages::{CachedRows, CachedSmall, NotFound, Rows, Slow, Small};
use leptos::prelude::*;
use leptos_router::{
    components::{Route, Router},
    path,
};
use sunup::{
    nav::{Navigation, Progress, Routes},
    page::page,
};

/// Everything inside `<body>`.
#[component]
pub fn App() -> impl IntoView {
    Progress::provide();
    view! {
        <Router>
            <Navigation/>
            <main id="main">
                <Routes fallback=NotFound>
                    <Route path=path!("/rows") view=page(Rows)/>
                    <Route path=path!("/cached") view=page(CachedRows)/>
                    <Route path=path!("/small") view=page(Small)/>
                    <Route path=path!("/small-cached") view=page(CachedSmall)/>
                    <Route path=path!("/slow-cached") view=page(Slow)/>
                </Routes>
            </main>
        </Router>
    }
}
