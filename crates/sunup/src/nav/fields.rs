//! What a visitor typed and opened on a page: the text fields and `<details>` below `main`.
//!
//! Passwords and fields with `autocomplete="off"` are left out, as browsers leave them out when
//! they restore a page. A field that a component draws hears of its value by an `input` event.

use super::entry;
use crate::lazy::form_values::{for_each_field, type_into};
use leptos::prelude::*;
use leptos::wasm_bindgen::{JsCast, closure::Closure};
use leptos::web_sys::{Element, Event, HtmlElement, HtmlInputElement};
use send_wrapper::SendWrapper;

const NAME: &str = "fields";

/// What the list of open sections begins with. No field does: it begins with a number.
const SECTIONS: &str = "==";

/// Notes each change for the entry that is shown.
pub(super) fn follow() {
    let note = Closure::<dyn Fn(Event)>::new(|_| note());
    let document = document();
    for event in ["input", "toggle"] {
        // In the capture phase, because `toggle` does not bubble.
        let listener = note.as_ref().unchecked_ref();
        let _ = document.add_event_listener_with_callback_and_bool(event, listener, true);
    }
    let note = SendWrapper::new((document, note));
    on_cleanup(move || {
        let (document, note) = &*note;
        for event in ["input", "toggle"] {
            let listener = note.as_ref().unchecked_ref();
            let _ = document.remove_event_listener_with_callback_and_bool(event, listener, true);
        }
    });
}

fn note() {
    let shown = entry::settled().get_untracked();
    // Between the change of address and the new page the fields belong to neither.
    if let Some(main) = main().filter(|_| shown == entry::key()) {
        entry::keep(&shown, NAME, written(&main));
    }
}

/// Brings back what was typed and opened on the page of an entry.
pub(super) fn restore(entry: &str) {
    if let (Some(main), Some(text)) = (main(), entry::kept(entry, NAME)) {
        read(&main, &text);
    }
}

fn main() -> Option<HtmlElement> {
    let main = document().query_selector("main").ok().flatten();
    main.map(JsCast::unchecked_into)
}

/// `place.name=value` for each field that differs from what the page sent, and `==0,2,` for the
/// sections that are open, joined by `&` and free of white space.
fn written(main: &HtmlElement) -> String {
    let mut text = String::new();
    for_each_named(main, |name, field| {
        let is_private = field.get_attribute("autocomplete").as_deref() == Some("off");
        if !is_private && field.value() != field.default_value() {
            for part in [&name, "=", &escaped(&field.value()), "&"] {
                text.push_str(part);
            }
        }
    });
    text.push_str(SECTIONS);
    for_each_section(main, |index, section| {
        if section.has_attribute("open") {
            text.push_str(&index.to_string());
            text.push(',');
        }
    });
    text
}

fn read(main: &HtmlElement, text: &str) {
    for part in text.split('&') {
        if let Some(open) = part.strip_prefix(SECTIONS) {
            for_each_section(main, |index, section| {
                let is_open = open.split(',').any(|open| *open == index.to_string());
                // Only what differs: a section that is told what it is tells everybody again.
                let _ = match (is_open, section.has_attribute("open")) {
                    (true, false) => section.set_attribute("open", ""),
                    (false, true) => section.remove_attribute("open"),
                    _ => Ok(()),
                };
            });
        } else if let Some((typed, value)) = part.split_once('=') {
            for_each_named(main, |name, field| {
                let value = if name == typed {
                    unescaped(value)
                } else {
                    None
                };
                if let Some(value) = value.filter(|value| *value != field.value()) {
                    type_into(field, &value);
                }
            });
        }
    }
}

/// Fields by their name and, because names may repeat, their place among the fields.
fn for_each_named(main: &HtmlElement, mut visit: impl FnMut(String, &HtmlInputElement)) {
    let mut place = 0;
    for_each_field(main, |name, field| {
        place += 1;
        visit([&place.to_string(), ".", &escaped(&name)].concat(), field);
    });
}

fn for_each_section(main: &HtmlElement, mut visit: impl FnMut(u32, &Element)) {
    let Ok(sections) = main.query_selector_all("details") else {
        return;
    };
    for index in 0..sections.length() {
        if let Some(section) = sections.item(index) {
            visit(index, section.unchecked_ref());
        }
    }
}

fn escaped(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}

/// Nothing for what is no escaped text.
fn unescaped(text: &str) -> Option<String> {
    let text = js_sys::decode_uri_component(text).ok()?;
    text.as_string()
}

#[cfg(all(test, target_family = "wasm"))]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    const PAGE: &str = r#"<input name="q" value="as sent"><input name="q">
        <input name="word" type="password"><input name="code" autocomplete="off">
        <textarea name="text"></textarea>
        <details><summary>One</summary></details><details open><summary>Two</summary></details>"#;

    fn page() -> HtmlElement {
        let main = document().create_element("div").expect("an element");
        main.set_inner_html(PAGE);
        main.unchecked_into()
    }

    fn field(main: &HtmlElement, selector: &str) -> HtmlInputElement {
        let found = main.query_selector(selector).ok().flatten();
        found.expect("the field").unchecked_into()
    }

    #[wasm_bindgen_test]
    fn what_was_typed_and_opened_is_there_again_and_secrets_are_not() {
        let (old, new) = (page(), page());
        field(&old, "[name=q] + [name=q]").set_value("half a = & ü");
        field(&old, "textarea").set_value("two\nlines");
        field(&old, "[name=word]").set_value("secret");
        field(&old, "[name=code]").set_value("123456");
        for (section, open) in [("details", true), ("details + details", false)] {
            let section = old.query_selector(section).ok().flatten();
            let toggled = section
                .expect("a section")
                .toggle_attribute_with_force("open", open);
            assert_eq!(toggled, Ok(open));
        }
        let text = written(&old);
        assert!(!text.contains(char::is_whitespace), "{text}");
        assert!(
            !text.contains("secret") && !text.contains("123456"),
            "{text}"
        );
        read(&new, &text);
        assert_eq!(field(&new, "[name=q]").value(), "as sent");
        assert_eq!(field(&new, "[name=q] + [name=q]").value(), "half a = & ü");
        assert_eq!(field(&new, "textarea").value(), "two\nlines");
        assert_eq!(written(&new), text);
    }

    #[wasm_bindgen_test]
    fn a_text_that_means_nothing_changes_nothing() {
        let main = page();
        for text in ["", "&&", "1.q", "1.q=%", "==x,99", "9.elsewhere=1"] {
            read(&main, text);
        }
        assert_eq!(field(&main, "[name=q]").value(), "as sent");
    }
}
