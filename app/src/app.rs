//! The application: layout and route table.

use crate::components::{ErrorView, SiteFooter, SiteHeader};
use crate::pages::{
    About, Archive, ArchiveMonth, Article, Author, Editor, Fault, Home, Lists, NotFound,
    ReadingList, Search, Tag, Tags,
};
use crate::reader::provide_stores;
use crate::t;
use leptos::prelude::*;
use leptos_router::{
    components::{ParentRoute, Route, Router},
    path,
};
use sunup::{
    nav::{Navigation, Progress, Routes},
    page::{Words, page, provide_error_view, provide_title_format, provide_words},
    prelude::Later,
    toast::Toaster,
};

/// Everything inside `<body>`.
#[component]
pub fn App() -> impl IntoView {
    provide_title_format(titled);
    provide_words(Words {
        loading: t::loading::page,
        part_loading: t::loading::part,
        part_failed: t::loading::part_failed,
        retry: t::loading::retry,
        retrying: t::loading::retrying,
    });
    provide_error_view(|error| view! { <ErrorView error/> });
    Progress::provide();
    provide_stores();
    view! {
        <Router>
            // `external`: the browser moves the keyboard, every time, and the router does not.
            <a class="skip-link" href="#main" rel="external">{t::nav::skip()}</a>
            <Navigation/>
            <SiteHeader/>
            <main id="main">
                <Later><Routes fallback=NotFound>
                    <ParentRoute path=path!("") view=page(Lists)>
                        <Route path=path!("/") view=page(Home)/>
                        <Route path=path!("/tag/:tag") view=page(Tag)/>
                        <Route path=path!("/author/:username") view=page(Author)/>
                        <Route path=path!("/archive/:year/:month") view=page(ArchiveMonth)/>
                    </ParentRoute>
                    <Route path=path!("/article/:slug") view=page(Article)/>
                    <Route path=path!("/archive") view=page(Archive)/>
                    <Route path=path!("/tags") view=page(Tags)/>
                    <Route path=path!("/search") view=page(Search)/>
                    <Route path=path!("/about") view=page(About)/>
                    <Route path=path!("/editor") view=page(Editor)/>
                    <Route path=path!("/reading-list") view=page(ReadingList)/>
                    <Route path=path!("/fault/:kind") view=page(Fault)/>
                </Routes></Later>
            </main>
            <SiteFooter/>
            <Toaster dismiss=t::reader::dismiss()/>
        </Router>
    }
}

/// The front page is the site; every other page is a part of it.
fn titled(page: &str) -> String {
    if page.is_empty() {
        t::site::name()
    } else {
        t::site::title(page)
    }
}
