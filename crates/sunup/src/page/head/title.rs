//! How a page's title becomes the document's.

use leptos::prelude::*;
use std::sync::Arc;

/// A format and the one around it, kept in context.
#[derive(Clone)]
pub(super) struct TitleFormat {
    format: fn(&str) -> String,
    outer: Option<Arc<TitleFormat>>,
}

/// Sets how titles are written: `"About"` to `"About · Conduit"`, say.
///
/// Called in the site's root component and, for the pages below it, in the component of a route
/// with routes inside: formats nest, the innermost comes first. `"sqlite"` is `"Tag: sqlite"` for
/// the tags' layout and `"Tag: sqlite · Conduit"` for the document.
pub fn provide_title_format(format: fn(&str) -> String) {
    let outer = use_context::<TitleFormat>().map(Arc::new);
    provide_context(TitleFormat { format, outer });
}

impl TitleFormat {
    /// The document's title.
    pub(super) fn write(&self, title: &str) -> String {
        let title = (self.format)(title);
        match &self.outer {
            Some(outer) => outer.write(&title),
            None => title,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_nest_from_the_inside_out() {
        let owner = Owner::new();
        owner.with(|| {
            provide_title_format(|title| format!("{title} · Conduit"));
            let layout = Owner::new();
            layout.with(|| {
                provide_title_format(|title| format!("Tag: {title}"));
                let inner = use_context::<TitleFormat>().expect("a format");
                assert_eq!(inner.write("sqlite"), "Tag: sqlite · Conduit");
            });
            let outer = use_context::<TitleFormat>().expect("a format");
            assert_eq!(outer.write("About"), "About · Conduit");
        });
    }
}
