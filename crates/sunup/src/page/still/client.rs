//! The browser's half. Leptos' [`AnyView`] brings along all that can be done with a view, for every
//! type of view again: 1 kB before compression. Two of these things are ever done here.

use leptos::{
    attr::Attribute,
    prelude::*,
    tachys::{
        html::attribute::any_attribute::AnyAttribute,
        hydration::Cursor,
        view::{Mountable, Position, PositionState},
    },
    web_sys::Node,
};
use std::future::{Future, ready};

/// A view of any type. Attributes that are spread over it go nowhere.
pub struct Still(Box<dyn View + Send>);

pub(super) fn still(view: impl IntoView + 'static) -> Still {
    Still(Box::new(view))
}

impl Still {
    /// A view with a hydration of its own.
    pub(in crate::page) fn own(view: impl View + Send + 'static) -> Self {
        Self(Box::new(view))
    }
}

/// What is done with a view.
pub(in crate::page) trait View {
    fn build(self: Box<Self>) -> Box<dyn Mountable>;

    fn hydrate(self: Box<Self>, cursor: &Cursor, position: &PositionState) -> Box<dyn Mountable>;

    /// Whether it leaves what is shown in its place as it is, instead of taking that place.
    fn stays(&self) -> bool {
        false
    }
}

/// Leaves alone all that the element at the cursor holds. In builds for development, which erase the
/// types of views (`cargo leptos watch`), the children of an element are a list, at whose end Leptos
/// looks for a mark.
pub(in crate::page) fn pass_by(cursor: &Cursor, position: &PositionState) {
    let mark = cursor.current().last_child();
    let mark = mark.filter(|node| node.node_type() == Node::COMMENT_NODE);
    if let Some(before) = mark.and_then(|mark| mark.previous_sibling()) {
        cursor.set(before);
        position.set(Position::NextChild);
    }
}

impl<V: IntoView + 'static> View for V {
    fn build(self: Box<Self>) -> Box<dyn Mountable> {
        Box::new(Render::build(*self))
    }

    fn hydrate(self: Box<Self>, cursor: &Cursor, position: &PositionState) -> Box<dyn Mountable> {
        Box::new(RenderHtml::hydrate::<true>(*self, cursor, position))
    }
}

/// What a view has put into the document.
pub struct Shown(pub(in crate::page) Box<dyn Mountable>);

impl Render for Still {
    type State = Shown;

    fn build(self) -> Shown {
        Shown(self.0.build())
    }

    fn rebuild(self, shown: &mut Shown) {
        if self.0.stays() {
            return;
        }
        let mut next = self.0.build();
        shown.0.insert_before_this(&mut *next);
        shown.0.unmount();
        shown.0 = next;
    }
}

impl RenderHtml for Still {
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

    fn hydrate<const FROM_SERVER: bool>(self, cursor: &Cursor, position: &PositionState) -> Shown {
        Shown(self.0.hydrate(cursor, position))
    }

    fn into_owned(self) -> Self {
        self
    }
}

impl AddAnyAttr for Still {
    type Output<NewAttr: Attribute> = Self;

    fn add_any_attr<NewAttr: Attribute>(self, _attr: NewAttr) -> Self
    where
        Self: RenderHtml,
    {
        self
    }
}

impl Mountable for Shown {
    fn unmount(&mut self) {
        self.0.unmount();
    }

    fn mount(&mut self, parent: &leptos::web_sys::Element, marker: Option<&leptos::web_sys::Node>) {
        self.0.mount(parent, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        self.0.insert_before_this(child)
    }

    fn elements(&self) -> Vec<leptos::web_sys::Element> {
        self.0.elements()
    }
}
