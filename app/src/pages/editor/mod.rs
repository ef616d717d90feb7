//! Where articles are written. Few visitors come here, so that the form is a chunk of its own.

mod form;

use crate::t;
use form::EditorForm;
use leptos::prelude::*;
use sunup::{
    page::{Policy, cache},
    prelude::*,
};

sunup::lazy! {
    /// The form, in a chunk of its own.
    static EDITOR = editor_form() = view! { <EditorForm/> };
}

/// Where articles are written.
#[component]
pub(crate) fn Editor() -> impl IntoView {
    cache(Policy::days());
    view! {
        <Head title=t::editor::title() description=t::editor::title_description() path="/editor"/>
        <section class="editor-page">
            <h1>{t::editor::heading()}</h1>
            <LazyPart part=&EDITOR/>
        </section>
    }
}
