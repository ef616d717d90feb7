//! What a visitor typed into server-rendered fields before their code was there.

use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Event, EventInit, HtmlElement, HtmlInputElement, NodeList};

/// The typed values of the named text fields below an element, by name.
pub(super) struct FormValues(Vec<(String, String)>);

impl FormValues {
    /// Collects the values that differ from what the server sent.
    pub(super) fn of(place: &HtmlElement) -> Self {
        let mut values = Vec::new();
        for_each_field(place, |name, field| {
            if field.value() != field.default_value() {
                values.push((name, field.value()));
            }
        });
        Self(values)
    }

    /// Writes the values into the fields of the same name and tells the new code about them.
    pub(super) fn restore(self, place: &HtmlElement) {
        for_each_field(place, |name, field| {
            if let Some((_, value)) = self.0.iter().find(|(typed, _)| *typed == name) {
                type_into(field, value);
            }
        });
    }
}

/// Writes a value and tells the code of the field about it.
pub(crate) fn type_into(field: &HtmlInputElement, value: &str) {
    field.set_value(value);
    let bubbling = EventInit::new();
    bubbling.set_bubbles(true);
    if let Ok(event) = Event::new_with_event_init_dict("input", &bubbling) {
        // A listener that refuses the event has still seen the value.
        let _ = field.dispatch_event(&event);
    }
}

/// Calls `visit` with each named text field below `place`. Passwords are left alone.
pub(crate) fn for_each_field(
    place: &HtmlElement,
    mut visit: impl FnMut(String, &HtmlInputElement),
) {
    let selector = "input[name]:not([type=password], [type=file]), textarea[name]";
    let Ok(fields): Result<NodeList, _> = place.query_selector_all(selector) else {
        return;
    };
    for index in 0..fields.length() {
        if let Some(field) = fields.item(index) {
            // A text area has the same properties under the same names, which is all that is
            // used here; a type of its own for each would be downloaded twice.
            let field: HtmlInputElement = field.unchecked_into();
            visit(field.name(), &field);
        }
    }
}

#[cfg(all(test, target_family = "wasm"))]
mod tests {
    use super::*;
    use leptos::prelude::document;
    use wasm_bindgen_test::wasm_bindgen_test;

    const FORM: &str = r#"<input name="title"><input name="word" type="password">
        <input name="kept" value="as sent"><textarea name="body"></textarea>"#;

    fn place() -> HtmlElement {
        let place = document().create_element("div").expect("an element");
        place.set_inner_html(FORM);
        place.unchecked_into()
    }

    fn field(place: &HtmlElement, name: &str) -> HtmlInputElement {
        let selector = format!("[name={name}]");
        let found = place.query_selector(&selector).ok().flatten();
        found.expect("the field").unchecked_into()
    }

    #[wasm_bindgen_test]
    fn what_was_typed_is_in_the_new_form_and_passwords_are_not() {
        let (old, new) = (place(), place());
        for name in ["title", "word", "body"] {
            field(&old, name).set_value("typed");
        }
        FormValues::of(&old).restore(&new);
        assert_eq!(field(&new, "title").value(), "typed");
        assert_eq!(field(&new, "body").value(), "typed");
        assert_eq!(field(&new, "word").value(), "");
        assert_eq!(field(&new, "kept").value(), "as sent");
    }
}
