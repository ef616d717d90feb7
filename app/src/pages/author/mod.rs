//! One author: who they are, and what they wrote.

mod data;
#[cfg(feature = "ssr")]
mod queries;

use crate::{
    components::ArticleList,
    listing::{address, feeds, first_is, neighbours, use_place},
    t,
};
use data::{AuthorPage, author};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use sunup::{
    page::{Details, Kind, OnServer, Person},
    prelude::*,
};

/// One author.
#[component]
pub(crate) fn Author() -> impl IntoView {
    let params = use_params_map();
    let place = use_place();
    let asked = move || (params.read().get("username").unwrap_or_default(), place());
    let page = load(asked, |(username, place)| author(username, place));
    view! {
        <Loaded resource=page let:page>
            <AuthorView page/>
        </Loaded>
    }
}

#[component]
fn AuthorView(page: AuthorPage) -> impl IntoView {
    let AuthorPage {
        username,
        name,
        image,
        bio,
        listing,
    } = page;
    let path = ["/author/", &username].concat();
    let details = OnServer::new(|| {
        let person = Person {
            name: name.clone(),
            username: username.clone(),
            path: path.clone(),
            image: image.clone(),
        };
        Details {
            kind: first_is(Kind::Person(person), &listing),
            alternates: feeds(&path, &t::machines::author_feed(&name)),
            ..neighbours(&path, &listing)
        }
    });
    let portrait = image
        .map(|image| view! { <img class="user-img" src=image alt="" width="96" height="96"/> });
    view! {
        <Head
            title=name.clone()
            description=t::author::description(&name)
            path=address(&path, &listing)
            details
        />
        <section class="author-page">
            <header class="user-info">
                {portrait}
                <div>
                    <h1>{name}</h1>
                    <div class="prose" inner_html=bio.into_markup()></div>
                </div>
            </header>
            <ArticleList listing path/>
        </section>
    }
}
