//! The two pages.

use bench_pages::{
    rows::{Row, Table, stored},
    small::{Hero, Items, LINKS},
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::A;

/// A thousand rows.
#[component]
pub(crate) fn Rows() -> impl IntoView {
    let rows = Resource::new(|| (), |()| plain_rows());
    let table = move || {
        Suspend::new(async move {
            let rows = rows.await?;
            Ok::<_, ServerFnError>(view! { <Table rows/> })
        })
    };
    view! {
        <Title text="A thousand rows"/>
        <Suspense fallback=|| "Loading…">{table}</Suspense>
    }
}

/// Links, a hero, a list.
#[component]
pub(crate) fn Small() -> impl IntoView {
    let links = LINKS.map(|(href, name)| view! { <A href>{name}</A> });
    view! {
        <Title text="A small page"/>
        <nav aria-label="Pages">{links.collect_view()}</nav>
        <Hero/>
        <Items/>
    }
}

/// All rows.
#[server]
async fn plain_rows() -> Result<Vec<Row>, ServerFnError> {
    Ok(stored())
}
