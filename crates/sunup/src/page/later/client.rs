//! The browser's half: a view that hydration comes back to.

use crate::{hydrate::turns, page::StillChildren};
use leptos::{
    attr::Attribute,
    prelude::*,
    tachys::{
        html::attribute::any_attribute::AnyAttribute,
        hydration::Cursor,
        view::{Mountable, Position, PositionState},
    },
    wasm_bindgen::JsCast,
    web_sys::{Element, Node},
};
use std::{
    cell::RefCell,
    future::{Future, ready},
    rc::Rc,
};

pub(super) fn later(children: StillChildren) -> Later {
    Later {
        children,
        owner: Owner::current().unwrap_or_default(),
    }
}

pub(super) struct Later {
    children: StillChildren,
    owner: Owner,
}

/// What is shown; nothing yet where its turn has not come.
pub(super) struct Shown(Rc<RefCell<Option<Box<dyn Mountable>>>>);

impl Render for Later {
    type State = Shown;

    fn build(self) -> Shown {
        let view = self.children.view().build();
        Shown(Rc::new(RefCell::new(Some(Box::new(view)))))
    }

    /// Whatever changes in it, changes by itself.
    fn rebuild(self, _shown: &mut Shown) {}
}

impl RenderHtml for Later {
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

    /// The element around it goes on behind itself, wherever its content ends.
    fn hydrate<const FROM_SERVER: bool>(self, cursor: &Cursor, _: &PositionState) -> Shown {
        let shown = Rc::<RefCell<Option<Box<dyn Mountable>>>>::default();
        // Of the first child the position is the element itself.
        if let Ok(element) = cursor.current().dyn_into::<Element>() {
            let Self { children, owner } = self;
            let turn = Rc::clone(&shown);
            turns::put_off(Box::new(move || {
                let view = owner.with(|| {
                    let start = PositionState::new(Position::FirstChild);
                    RenderHtml::hydrate::<true>(children.view(), &Cursor::new(element), &start)
                });
                turn.replace(Some(Box::new(view)));
            }));
        }
        Shown(shown)
    }

    fn into_owned(self) -> Self {
        self
    }
}

impl AddAnyAttr for Later {
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
        if let Some(shown) = &mut *self.0.borrow_mut() {
            shown.unmount();
        }
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        if let Some(shown) = &mut *self.0.borrow_mut() {
            shown.mount(parent, marker);
        }
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let shown = self.0.borrow();
        let shown = shown.as_ref();
        shown.is_some_and(|shown| shown.insert_before_this(child))
    }

    fn elements(&self) -> Vec<Element> {
        let shown = self.0.borrow();
        let shown = shown.as_ref();
        shown.map(|shown| shown.elements()).unwrap_or_default()
    }
}
