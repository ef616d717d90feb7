//! The editor's form, with a count of what was written.

use leptos::prelude::*;

/// The editor's form. Publishing needs an account, which this site does not have; the form says so.
#[component]
pub(crate) fn EditorForm() -> impl IntoView {
    let body = RwSignal::new(String::new());
    let words = Memo::new(move |_| body.read().split_whitespace().count());
    let count = move || match words.get() {
        0 => "Nothing written yet".to_owned(),
        1 => "1 word".to_owned(),
        words => format!("{words} words, about {} min to read", words.div_ceil(220)),
    };
    view! {
        <form class="editor-form" on:submit=|event| event.prevent_default()>
            <p class="form-note">
                "Publishing needs an account, and Conduit has none to give out. What you type stays in this browser tab."
            </p>
            <label for="editor-title">"Title"</label>
            <input id="editor-title" name="title" type="text" autocomplete="off"/>
            <label for="editor-description">"What is it about?"</label>
            <input id="editor-description" name="description" type="text" autocomplete="off"/>
            <label for="editor-body">"Text (Markdown)"</label>
            <textarea
                id="editor-body"
                name="body"
                rows="16"
                aria-describedby="editor-count"
                prop:value=body
                on:input:target=move |event| body.set(event.target().value())
            ></textarea>
            <p id="editor-count" class="form-hint" aria-live="polite">{count}</p>
            <label for="editor-tags">"Tags, separated by commas"</label>
            <input id="editor-tags" name="tags" type="text" autocomplete="off"/>
            <button type="submit" disabled>"Publish"</button>
        </form>
    }
}
