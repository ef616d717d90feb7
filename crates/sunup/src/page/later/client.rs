//! The browser's half: a view that hydration comes back to.

use crate::{
    hydrate::turns,
    page::{
        Still, StillChildren,
        still::{Shown, View, pass_by},
    },
};
use leptos::{
    prelude::*,
    tachys::{
        hydration::Cursor,
        view::{Mountable, Position, PositionState},
    },
    wasm_bindgen::JsCast,
    web_sys::Element,
};
use std::{cell::RefCell, rc::Rc};

pub(super) fn later(children: StillChildren) -> Still {
    Still::own(Later {
        children,
        owner: Owner::current().unwrap_or_default(),
    })
}

struct Later {
    children: StillChildren,
    owner: Owner,
}

impl View for Later {
    fn build(self: Box<Self>) -> Box<dyn Mountable> {
        Box::new(self.children.view().build())
    }

    /// The element around it goes on behind itself, wherever its content ends.
    fn hydrate(self: Box<Self>, cursor: &Cursor, position: &PositionState) -> Box<dyn Mountable> {
        let shown = Rc::<RefCell<Option<Shown>>>::default();
        // Of the first child the position is the element itself.
        if let Ok(element) = cursor.current().dyn_into::<Element>() {
            let Self { children, owner } = *self;
            let turn = Rc::clone(&shown);
            turns::put_off(move || {
                let view = owner.with(|| {
                    let start = PositionState::new(Position::FirstChild);
                    RenderHtml::hydrate::<true>(children.view(), &Cursor::new(element), &start)
                });
                turn.replace(Some(view));
            });
        }
        pass_by(cursor, position);
        Box::new(shown)
    }

    /// Whatever changes in it, changes by itself.
    fn stays(&self) -> bool {
        true
    }
}
