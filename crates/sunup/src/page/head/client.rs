//! The browser's half: after a client navigation the document's head follows the page.

use super::Metadata;
use crate::effect::effect;
use leptos::prelude::*;
use leptos::web_sys::Element;
use std::marker::PhantomData;

/// A value that only the server has. Here it is nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OnServer<T>(PhantomData<fn() -> T>);

impl<T> OnServer<T> {
    /// Drops `make` without calling it.
    #[inline]
    pub fn new(make: impl FnOnce() -> T) -> Self {
        drop(make);
        Self(PhantomData)
    }
}

impl<T> Default for OnServer<T> {
    fn default() -> Self {
        Self(PhantomData)
    }
}

/// Sets the document's head once the page is shown.
pub(super) fn state(metadata: Metadata) {
    effect(move || {
        document().set_title(&metadata.title);
        let description = metadata.description.as_deref();
        set("meta", "name", "description", "content", description);
        set(
            "link",
            "rel",
            "canonical",
            "href",
            metadata.canonical.as_deref(),
        );
        let robots = (!metadata.index).then_some("noindex");
        set("meta", "name", "robots", "content", robots);
    });
}

/// Makes, changes or removes the one element `<tag key="name" attribute="value">`.
fn set(tag: &str, key: &str, name: &str, attribute: &str, value: Option<&str>) {
    let Some(head) = document().head() else {
        return;
    };
    let selector = [tag, "[", key, "=", name, "]"].concat();
    let found = head.query_selector(&selector).ok().flatten();
    match (found, value) {
        (Some(element), Some(value)) => attribute_of(&element, attribute, value),
        (Some(element), None) => element.remove(),
        (None, Some(value)) => {
            if let Ok(element) = document().create_element(tag) {
                attribute_of(&element, key, name);
                attribute_of(&element, attribute, value);
                // A head that takes no child leaves the page itself as it is.
                let _ = head.append_child(&element);
            }
        }
        (None, None) => {}
    }
}

fn attribute_of(element: &Element, name: &str, value: &str) {
    // The names are ours and valid, which is the only condition.
    let _ = element.set_attribute(name, value);
}

#[cfg(all(test, target_family = "wasm"))]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    fn descriptions() -> Vec<String> {
        let found = document()
            .query_selector_all("meta[name=description]")
            .expect("a list");
        (0..found.length())
            .filter_map(|index| found.item(index))
            .map(|node| {
                use leptos::wasm_bindgen::JsCast;
                let element: Element = node.unchecked_into();
                element.get_attribute("content").unwrap_or_default()
            })
            .collect()
    }

    #[wasm_bindgen_test]
    fn an_element_of_the_head_is_made_changed_and_removed_once() {
        for (value, left) in [
            (Some("first"), vec!["first"]),
            (Some("\"second\" <b>"), vec!["\"second\" <b>"]),
            (None, vec![]),
            (None, vec![]),
        ] {
            set("meta", "name", "description", "content", value);
            assert_eq!(descriptions(), left);
        }
    }
}
