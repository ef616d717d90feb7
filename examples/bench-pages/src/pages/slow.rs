//! The page that takes its time.

use super::MINUTE;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use sunup::{
    PageError,
    page::{Read, cache},
    prelude::*,
};

/// One page for each `key`, kept by the page cache.
#[component]
pub(crate) fn Slow() -> impl IntoView {
    cache(MINUTE);
    let query = use_query_map();
    let key = move || query.with(|query| query.get("key").unwrap_or_default());
    let answer = load(key, slow);
    view! {
        <Head title="A slow page"/>
        <Loaded resource=answer let:answer>
            <p>{answer}</p>
        </Loaded>
    }
}

/// Takes 200 ms, and counts.
#[server(prefix = "/_fn", endpoint = "slow", protocol = Read)]
async fn slow(key: String) -> Result<String, PageError> {
    let number = crate::renders::one().await;
    Ok(format!("Render {number}, for the key {key}."))
}
