//! [`Measure`]: how much of an element the window has shown.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;

/// Where an element lies on the page, in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Measure {
    top: i32,
    height: i32,
}

impl Measure {
    /// Measures the first element of this selector.
    pub(crate) fn of(selector: &str) -> Option<Self> {
        let element = document().query_selector(selector).ok().flatten()?;
        let element: HtmlElement = element.dyn_into().ok()?;
        let height = element.offset_height();
        let mut top = 0;
        let mut next = Some(element);
        while let Some(element) = next {
            top += element.offset_top();
            next = element
                .offset_parent()
                .and_then(|parent| parent.dyn_into().ok());
        }
        Some(Self { top, height })
    }

    /// How much of it lies above the lower edge of the window, in per cent.
    pub(crate) fn shown(self) -> u8 {
        let edge = window().scroll_y().unwrap_or_default() as i32 + window_height();
        let shown = (edge - self.top).clamp(0, self.height.max(1));
        (shown * 100 / self.height.max(1)) as u8
    }

    /// Whether the reader has scrolled far enough to be reading.
    pub(crate) fn is_begun() -> bool {
        window().scroll_y().unwrap_or_default() as i32 > window_height() / 2
    }

    /// Scrolls to where this much was shown, a little less, so that the eye finds its line.
    pub(crate) fn scroll_to(self, percent: u8) {
        let edge = self.top + self.height * i32::from(percent) / 100;
        let top = edge - window_height() * 3 / 4;
        window().scroll_to_with_x_and_y(0.0, f64::from(top));
    }
}

fn window_height() -> i32 {
    let height = window()
        .inner_height()
        .ok()
        .and_then(|height| height.as_f64());
    height.unwrap_or_default() as i32
}
