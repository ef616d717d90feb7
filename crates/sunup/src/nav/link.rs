//! [`Link`]: a link that knows whether it leads to the page that is shown.

use super::side;
use crate::page::StillChildren;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// A link inside the site: an `<a>` that says `aria-current="page"` on the page it leads to.
///
/// With `section` it also says `aria-current="true"` on the pages below its address, as the links
/// of a menu do. Addresses are compared without their query.
///
/// ```
/// # use leptos::prelude::*;
/// # use sunup::prelude::*;
/// #[component]
/// fn Menu() -> impl IntoView {
///     view! {
///         <nav aria-label="Site">
///             <Link href="/">"Articles"</Link>
///             <Link href="/archive" section=true>"Archive"</Link>
///         </nav>
///     }
/// }
/// ```
///
/// Nothing more is needed to have the page behind it fetched ahead, or for a click with a modifier
/// key to be the browser's: both hold for every `<a>` of the page, and
/// [`Navigation`](super::Navigation) and the router see to them. Links with `target`, `download`
/// or `rel="external"`, and links to other sites, are the browser's alone.
///
/// **Pattern.** A link (WAI-ARIA APG, *Link*): a native `<a href>`, whose content is its name. The
/// mark of the current page is `aria-current` and never a class alone, so that it is heard as well
/// as seen; a link to the page that is shown stays a link.
///
/// **Keyboard.** A tab stop; Enter follows it. The focus on it fetches the page ahead, as the
/// pointer does. After it was followed the focus is on the heading of the new page.
#[component]
pub fn Link(
    /// Address of the page: its path, and a query if it has one.
    #[prop(into)]
    href: String,
    /// Whether the pages below the address belong to the link.
    #[prop(optional)]
    section: bool,
    /// Class names, as the program has them: a text made at run time would cost the browser code at
    /// every link.
    #[prop(optional)]
    class: Option<&'static str>,
    /// What to show.
    children: StillChildren,
) -> impl IntoView {
    let location = use_location();
    let target = href.clone();
    let current = move || current(&location.pathname.read(), &target, section);
    view! { <a href=href aria-current={current} {..side::class(class)}>{children.view()}</a> }
}

/// The value of `aria-current` for a link to `target` on the page at `path`.
fn current(path: &str, target: &str, section: bool) -> Option<&'static str> {
    let target = target.split(['?', '#']).next().unwrap_or_default();
    match path.strip_prefix(target)? {
        "" => Some("page"),
        rest if section && (rest.starts_with('/') || target.ends_with('/')) => Some("true"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::current;

    #[test]
    fn a_link_says_that_it_leads_to_the_page_that_is_shown() {
        assert_eq!(current("/about", "/about", false), Some("page"));
        assert_eq!(current("/about", "/about?lang=de#top", false), Some("page"));
        assert_eq!(current("/about", "/", false), None);
        assert_eq!(current("/", "/about", false), None);
    }

    #[test]
    fn a_section_is_current_on_the_pages_below_it_and_not_beside_it() {
        assert_eq!(current("/archive/2026/11", "/archive", true), Some("true"));
        assert_eq!(current("/archive", "/archive", true), Some("page"));
        assert_eq!(current("/archives", "/archive", true), None);
        assert_eq!(current("/archive/2026", "/archive", false), None);
    }
}
