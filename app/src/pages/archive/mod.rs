//! The archive: all months, and the articles of one.

mod data;
mod months;
#[cfg(feature = "ssr")]
mod queries;

use crate::{
    components::ArticleList,
    listing::{address, below, neighbours, use_place},
    t,
};
use data::{MonthPage, in_month, months};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use months::Months;
use sunup::{page::Details, prelude::*};

sunup::lazy! {
    /// The list of months, in a chunk of its own.
    static ARCHIVE = archive_months() = view! { <Months/> };
}

/// All months in which something was published.
#[component]
pub(crate) fn Archive() -> impl IntoView {
    provide_context(load(|| (), |()| months()));
    view! {
        <Head
            title=t::archive::title()
            description=t::archive::description()
            path="/archive"
        />
        <section class="archive-page">
            <header class="list-header">
                <h1>{t::archive::title()}</h1>
            </header>
            <LazyPart part=&ARCHIVE/>
        </section>
    }
}

/// The articles of one month.
#[component]
pub(crate) fn ArchiveMonth() -> impl IntoView {
    let params = use_params_map();
    let place = use_place();
    let asked = move || {
        let params = params.read();
        (
            params.get("year").unwrap_or_default(),
            params.get("month").unwrap_or_default(),
            place(),
        )
    };
    let page = load(asked, |(year, month, place)| in_month(year, month, place));
    view! {
        <Loaded resource=page let:page>
            <MonthView page/>
        </Loaded>
    }
}

#[component]
fn MonthView(page: MonthPage) -> impl IntoView {
    let MonthPage {
        title,
        path,
        listing,
    } = page;
    view! {
        <Head
            title=title.text.clone()
            description=t::archive::month_description(&title.text)
            path=address(&path, &listing)
            details=|| Details {
                trail: below(t::archive::title(), "/archive"),
                ..neighbours(&path, &listing)
            }
        />
        <section class="month-page">
            <header class="list-header">
                <p class="list-kind"><Link href="/archive">{t::archive::title()}</Link></p>
                <h1><Time datetime=title.iso text=title.text/></h1>
            </header>
            <ArticleList listing path/>
        </section>
    }
}
