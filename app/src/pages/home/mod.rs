//! The front page: what was published, newest first.

mod data;

use crate::{
    components::ArticleList,
    listing::{address, first_is, neighbours, use_place},
    t,
};
use data::articles;
use leptos::prelude::*;
use sunup::{
    page::{Details, Kind},
    prelude::*,
};

/// The front page.
#[component]
pub(crate) fn Home() -> impl IntoView {
    let list = load(use_place(), articles);
    view! {
        <section class="home-page">
            <header class="masthead">
                <h1>{t::home::heading()}</h1>
                <p>{t::home::lead()}</p>
            </header>
            <Loaded resource=list let:listing>
                <Head
                    title=""
                    description=t::home::description()
                    path=address("/", &listing)
                    details=|| Details {
                        kind: first_is(Kind::Home, &listing),
                        ..neighbours("/", &listing)
                    }
                />
                <ArticleList listing path="/".to_owned()/>
            </Loaded>
        </section>
    }
}
