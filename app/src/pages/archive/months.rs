//! All months, by year.

use super::data::Month;
use leptos::prelude::*;
use sunup::{page::Data, prelude::*};

/// All months, by year. Reads its data from the context of the page.
#[component]
pub(super) fn Months() -> impl IntoView {
    let months = expect_context::<Data<Vec<Month>>>();
    view! {
        <Loaded resource=months let:months>
            <div class="archive">
                {months
                    .chunk_by(|one, next| one.year == next.year)
                    .map(|year| view! { <Year months=year.to_vec()/> })
                    .collect_view()}
            </div>
        </Loaded>
    }
}

#[component]
fn Year(months: Vec<Month>) -> impl IntoView {
    let year = months.first().map(|month| month.year);
    let months = months
        .into_iter()
        .map(|month| {
            view! {
                <li>
                    <Link href=month.path>
                        <Time datetime=month.name.iso text=month.name.text/>
                    </Link>
                    <span class="count">{month.articles}</span>
                </li>
            }
        })
        .collect_view();
    view! {
        <section>
            <h2>{year}</h2>
            <ul class="archive-months">{months}</ul>
        </section>
    }
}
