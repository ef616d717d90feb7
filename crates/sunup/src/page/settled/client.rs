//! The browser's half: a view that hydration passes by.

use crate::page::StillChildren;
use leptos::{
    attr::Attribute,
    prelude::*,
    tachys::{
        html::attribute::any_attribute::AnyAttribute,
        hydration::Cursor,
        view::{Mountable, Position, PositionState},
    },
    web_sys::{Element, Node},
};
use std::future::{Future, ready};

pub(super) fn settled(children: StillChildren) -> Settled {
    Settled(children)
}

pub(super) struct Settled(StillChildren);

/// What the browser made; nothing where the server did.
pub(super) struct Made(Option<Box<dyn Mountable>>);

impl Render for Settled {
    type State = Made;

    fn build(self) -> Made {
        Made(Some(Box::new(self.0.view().build())))
    }

    fn rebuild(self, _made: &mut Made) {}
}

impl RenderHtml for Settled {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    fn resolve(self) -> impl Future<Output = Self> + Send {
        ready(self)
    }

    /// The browser writes no HTML.
    fn to_html_with_buf(
        self,
        _buf: &mut String,
        _position: &mut Position,
        _escape: bool,
        _mark_branches: bool,
        _extra_attrs: Vec<AnyAttribute>,
    ) {
    }

    /// The element around it goes on behind itself, wherever its content ended.
    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> Made {
        Made(None)
    }

    fn into_owned(self) -> Self {
        self
    }
}

impl AddAnyAttr for Settled {
    type Output<NewAttr: Attribute> = Self;

    fn add_any_attr<NewAttr: Attribute>(self, _attr: NewAttr) -> Self
    where
        Self: RenderHtml,
    {
        self
    }
}

/// What the server made goes with its element.
impl Mountable for Made {
    fn unmount(&mut self) {
        if let Some(made) = &mut self.0 {
            made.unmount();
        }
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        if let Some(made) = &mut self.0 {
            made.mount(parent, marker);
        }
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let made = self.0.as_ref();
        made.is_some_and(|made| made.insert_before_this(child))
    }

    fn elements(&self) -> Vec<Element> {
        let made = self.0.as_ref();
        made.map(|made| made.elements()).unwrap_or_default()
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
