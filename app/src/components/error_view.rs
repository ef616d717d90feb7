//! An error in the site's words, with a way on.

use super::{
    Suggestions,
    error_words::{heading, sentence},
};
use crate::t;
use leptos::prelude::*;
use sunup::prelude::*;

/// An error in the site's words, with a way on. [`Failure`](sunup::page::Failure) shows it and sets
/// the status of the answer.
#[component]
pub(crate) fn ErrorView(error: PageError) -> impl IntoView {
    let status = error.status();
    let number = status.as_u16();
    view! {
        <ErrorPage status title=heading(number) sentence=sentence(number, error.message())>
            {(number == 404).then(|| view! { <Suggestions/> })}
            <p><Link href="/">{t::errors::go_home()}</Link></p>
        </ErrorPage>
    }
}
