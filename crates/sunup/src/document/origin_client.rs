pub(super) fn origin() -> String {
    leptos::prelude::document()
        .document_element()
        .and_then(|html| html.get_attribute("data-origin"))
        .unwrap_or_default()
}
