//! The browser's half: a view that hydration passes by.

use crate::page::{
    Still, StillChildren,
    still::{View, pass_by},
};
use leptos::{
    prelude::*,
    tachys::{
        hydration::Cursor,
        view::{Mountable, PositionState},
    },
};

pub(super) fn settled(children: StillChildren) -> Still {
    Still::own(Settled(children))
}

struct Settled(StillChildren);

impl View for Settled {
    fn build(self: Box<Self>) -> Box<dyn Mountable> {
        Box::new(self.0.view().build())
    }

    /// The element around it goes on behind itself, wherever its content ended. What the server
    /// made goes with its element.
    fn hydrate(self: Box<Self>, cursor: &Cursor, position: &PositionState) -> Box<dyn Mountable> {
        pass_by(cursor, position);
        Box::new(())
    }

    fn stays(&self) -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use crate::page::Settled;
    use leptos::{
        prelude::*,
        tachys::hydration::Cursor,
        tachys::view::{Mountable, PositionState},
        web_sys::Element,
    };
    use std::sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    };
    use wasm_bindgen_test::wasm_bindgen_test;

    fn list(made: &Arc<AtomicUsize>) -> impl IntoView + use<> {
        let made = Arc::clone(made);
        let entry = move || {
            made.fetch_add(1, Ordering::Relaxed);
            view! { <li>"one"</li> }
        };
        view! { <ul><Settled>{entry()}</Settled></ul> <p>"behind"</p> }
    }

    fn place(markup: &str) -> Element {
        let place = document().create_element("div").expect("an element");
        place.set_inner_html(markup);
        place
    }

    #[wasm_bindgen_test]
    fn what_the_server_sent_is_left_alone_and_goes_with_its_page() {
        let place = place("<ul><li>one</li><li>as sent</li></ul><p>behind</p>");
        let before = place.inner_html();
        let made = Arc::default();
        let owner = Owner::new();
        let mut shown = owner.with(|| {
            list(&made)
                .into_view()
                .hydrate::<true>(&Cursor::new(place.clone()), &PositionState::default())
        });
        assert_eq!(place.inner_html(), before);
        assert_eq!(made.load(Ordering::Relaxed), 0);
        shown.unmount();
        assert_eq!(place.inner_html(), "");
    }

    #[wasm_bindgen_test]
    fn the_mark_of_a_list_is_found_behind_it() {
        for markup in ["<ul><li>one</li>as sent<!----></ul>", "<ul><!----></ul>"] {
            let place = place(markup);
            let owner = Owner::new();
            let mut shown = owner.with(|| {
                let settled = view! { <Settled><li>"one"</li></Settled> };
                let list = vec![settled.into_any()];
                view! { <ul>{list}</ul> }
                    .into_view()
                    .hydrate::<true>(&Cursor::new(place.clone()), &PositionState::default())
            });
            assert_eq!(place.inner_html(), markup);
            shown.unmount();
            assert_eq!(place.inner_html(), "");
        }
    }

    #[wasm_bindgen_test]
    fn the_browser_makes_what_it_shows_itself() {
        let place = place("");
        let made = Arc::default();
        let owner = Owner::new();
        let mut shown = owner.with(|| list(&made).into_view().build());
        shown.mount(&place, None);
        assert_eq!(place.inner_html(), "<ul><li>one</li></ul><p>behind</p>");
        assert_eq!(made.load(Ordering::Relaxed), 1);
    }
}
