//! The editor's form, with a count of what was written.

use crate::t;
use leptos::prelude::*;

/// The editor's form. Publishing needs an account, which this site does not have; the form says so.
#[component]
pub(crate) fn EditorForm() -> impl IntoView {
    let body = RwSignal::new(String::new());
    let words = Memo::new(move |_| body.read().split_whitespace().count());
    let count = move || {
        let words = words.get();
        t::editor::count(words, words.div_ceil(220))
    };
    view! {
        <form class="editor-form" on:submit=|event| event.prevent_default()>
            <p class="form-note">
                {t::editor::note()}
            </p>
            <label for="editor-title">{t::editor::headline()}</label>
            <input id="editor-title" name="title" type="text"/>
            <label for="editor-description">{t::editor::description()}</label>
            <input id="editor-description" name="description" type="text"/>
            <label for="editor-body">{t::editor::body()}</label>
            <textarea
                id="editor-body"
                name="body"
                rows="16"
                aria-describedby="editor-count"
                prop:value=body
                on:input:target=move |event| body.set(event.target().value())
            ></textarea>
            <p id="editor-count" class="form-hint" aria-live="polite">{count}</p>
            <label for="editor-tags">{t::editor::tags()}</label>
            <input id="editor-tags" name="tags" type="text"/>
            <button type="submit" disabled>{t::editor::publish()}</button>
        </form>
    }
}
