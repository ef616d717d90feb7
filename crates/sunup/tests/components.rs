//! The components that the crate offers are the HTML that their documentation promises.

use http::StatusCode;
use hydration_context::SsrSharedContext;
use leptos::prelude::*;
use leptos_router::{components::Router, location::RequestUrl};
use std::sync::Arc;
use sunup::{
    page::{Failure, provide_error_view},
    prelude::*,
    theme::{Theme, ThemeSwitch},
    toast::{Toast, Toaster, Toasts},
};

/// The HTML of a view at `path`, without the placeholders that Leptos writes.
fn html<V: IntoView + 'static>(path: &str, view: impl FnOnce() -> V + Send + 'static) -> String {
    // By its shared context Leptos knows that it is on the server.
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new())));
    let html = owner.with(|| {
        provide_context(RequestUrl::new(path));
        view! { <Router>{view()}</Router> }.to_html()
    });
    html.replace("<!>", "")
}

#[test]
fn a_link_marks_the_page_that_is_shown_and_keeps_its_class() {
    let menu = || {
        view! {
            <Link href="/">"Articles"</Link>
            <Link href="/archive" section=true class="nav">"Archive"</Link>
        }
    };
    assert_eq!(
        html("/archive", menu),
        r#"<a href="/">Articles</a><a href="/archive" aria-current="page" class="nav">Archive</a>"#
    );
    let below = html("/archive/2026/11", menu);
    assert!(below.contains(r#"aria-current="true""#), "{below}");
    assert!(!html("/about", menu).contains("aria-current"));
}

#[test]
fn a_time_is_for_machines_and_for_readers() {
    let day = || view! { <Time datetime="2026-11-21" text="21 November <2026>"/> };
    assert_eq!(
        html("/", day),
        r#"<time datetime="2026-11-21">21 November &lt;2026&gt;</time>"#
    );
    let exact = || view! { <Time datetime="2026-11-21" text="21.11." title="Saturday"/> };
    let exact = html("/", exact);
    assert!(exact.contains(r#"title="Saturday""#), "{exact}");
}

fn pagination(previous: Option<&str>, next: Option<&str>) -> String {
    let (previous, next) = (previous.map(str::to_owned), next.map(str::to_owned));
    html("/", move || {
        view! {
            <Pagination
                label="Pages of this list"
                previous
                previous_text="Newer"
                next
                next_text="Older"
            />
        }
    })
}

#[test]
fn pagination_is_a_labelled_landmark_with_links_that_say_where_they_lead() {
    assert_eq!(
        pagination(Some("/?after=a"), Some("/?before=b&c")),
        "<nav aria-label=\"Pages of this list\"><ul class=\"pagination\">\
         <li class=\"page-item\"><a href=\"/?after=a\" rel=\"prev\" class=\"page-link\">Newer</a></li>\
         <li class=\"page-item\"><a href=\"/?before=b&amp;c\" rel=\"next\" class=\"page-link\">Older</a></li>\
         </ul></nav>"
    );
}

#[test]
fn pagination_never_says_that_a_link_leads_to_the_page_that_is_shown() {
    let html = pagination(Some("/?after=a"), Some("/?before=b"));
    assert!(!html.contains("aria-current"), "{html}");
}

#[test]
fn the_first_and_the_last_page_have_one_link_and_a_single_page_has_no_landmark() {
    let first = pagination(None, Some("/?before=b"));
    assert!(first.contains("next") && !first.contains("prev"), "{first}");
    let last = pagination(Some("/?after=a"), None);
    assert!(last.contains("prev") && !last.contains("next"), "{last}");
    assert_eq!(pagination(None, None), "");
}

#[test]
fn an_error_page_has_one_heading_for_the_focus_and_what_helps_below() {
    let page = || {
        view! {
            <ErrorPage status=StatusCode::NOT_FOUND title="Nothing here" sentence="Look elsewhere.">
                <p><Link href="/">"Home"</Link></p>
            </ErrorPage>
        }
    };
    assert_eq!(
        html("/nowhere", page),
        "<section class=\"error-page\"><p class=\"error-status\">404</p>\
         <h1 tabindex=\"-1\">Nothing here</h1><p>Look elsewhere.</p>\
         <p><a href=\"/\">Home</a></p></section>"
    );
}

#[test]
fn an_error_is_shown_as_the_site_wants_it_and_plainly_where_it_did_not_say() {
    let error = || view! { <Failure error=PageError::not_found("No such <answer>.")/> };
    let plain = html("/", error);
    assert!(
        plain.contains(r#"<p class="error-status">404</p>"#)
            && plain.contains("<p>No such &lt;answer&gt;.</p>"),
        "{plain}"
    );
    let own = html("/", move || {
        provide_error_view(|error| view! { <b>{error.status().as_u16()}</b> });
        error()
    });
    assert_eq!(own, "<b>404</b>");
}

#[test]
fn a_toaster_is_a_live_region_before_there_is_anything_to_say() {
    let empty = html("/", || {
        Toasts::provide();
        view! { <Toaster dismiss="Dismiss"/> }
    });
    assert_eq!(
        empty,
        r#"<div role="status" aria-live="polite" class="toaster"></div>"#
    );
    let full = html("/", || {
        Toasts::provide().show(Toast::new("Saved.").action("Undo", || {}));
        view! { <Toaster dismiss="Dismiss"/> }
    });
    assert!(
        full.contains("<p>Saved.</p>")
            && full.contains(r#"<button type="button" class="toast-action">Undo</button>"#)
            && full.contains(r#"aria-label="Dismiss""#),
        "{full}"
    );
}

#[test]
fn a_theme_switch_is_a_named_group_of_buttons_of_which_one_is_pressed() {
    let html = html("/about", || {
        Theme::provide();
        view! { <ThemeSwitch label="Theme" system="System" light="Light" dark="Dark"/> }
    });
    assert!(html.contains("<legend>Theme</legend>"), "{html}");
    assert!(
        html.contains(r#"<input type="hidden" name="back" value="/about">"#),
        "{html}"
    );
    let buttons: Vec<_> = html.matches("<button").collect();
    let pressed: Vec<_> = html.matches(r#"aria-pressed="true""#).collect();
    assert_eq!((buttons.len(), pressed.len()), (3, 1), "{html}");
    let system = html.find(">System<").expect("the first button");
    let light = html.find(">Light<").expect("the second button");
    let mark = html.find(r#"aria-pressed="true""#).expect("a pressed one");
    assert!(mark < system && system < light, "{html}");
}
