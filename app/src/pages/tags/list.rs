//! All tags with their counts.

use super::data::TagCount;
use crate::components::TagLink;
use leptos::prelude::*;
use sunup::{page::Data, prelude::*};

/// All tags with their counts. Reads its data from the context of the page.
#[component]
pub(super) fn AllTags() -> impl IntoView {
    let tags = expect_context::<Data<Vec<TagCount>>>();
    view! {
        <Loaded resource=tags let:tags>
            <ul class="tag-index">
                {tags
                    .into_iter()
                    .map(|TagCount { tag, articles }| {
                        view! {
                            <li>
                                <TagLink tag/>
                                <span class="count">{articles}</span>
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
        </Loaded>
    }
}
