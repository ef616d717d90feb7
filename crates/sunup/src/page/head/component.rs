//! The component that states a page's metadata.

use super::{Details, Metadata, OnServer, side, title::TitleFormat};
use crate::document::use_origin;
use leptos::prelude::*;

/// What a page says about itself in `<head>`. The last one on a page holds.
///
/// ```
/// use leptos::prelude::*;
/// use sunup::{page::{Article, Person}, prelude::*};
///
/// #[component]
/// fn Page(title: String, day: String) -> impl IntoView {
///     view! {
///         <Head
///             title=title.clone()
///             description="In a sentence or two."
///             path="/article/a-slug"
///             details=|| Article {
///                 published: day.clone(),
///                 author: Person { name: "Ada".into(), ..Person::default() },
///                 ..Article::default()
///             }
///         />
///         <h1>{title}</h1>
///     }
/// }
/// ```
///
/// The server prints all of it into the document. After a client navigation title, description,
/// canonical address and robots follow the page; the rest is for machines, which load documents,
/// and stays what it was when the document was loaded.
///
/// **Pattern.** None: nothing of it is on the page. Its title is the first that a screen reader
/// says of a document, and [`Navigation`](crate::nav::Navigation) announces it after a client
/// navigation, so that it begins with what tells this page from the others (WCAG 2.4.2).
///
/// **Keyboard.** Nothing to reach.
#[component]
pub fn Head(
    /// The title of the page; the site's format adds its name.
    #[prop(into)]
    title: String,
    /// One or two sentences for search engines and link previews.
    #[prop(optional, into)]
    description: Option<String>,
    /// The page's path, for the canonical link. A page without a path of its own (404) has none
    /// and is not listed by search engines.
    #[prop(optional, into)]
    path: Option<String>,
    /// What else machines are told, as a function that only the server calls: its result is
    /// [`Details`], or an [`Article`](super::Article), a [`Person`](super::Person) or another
    /// [`Kind`](super::Kind).
    #[prop(optional, into)]
    details: OnServer<Details>,
) -> impl IntoView {
    let whole = match use_context::<TitleFormat>() {
        Some(format) => format.write(&title),
        None => title.clone(),
    };
    side::state(Metadata {
        title: whole,
        heading: title,
        description,
        index: path.is_some(),
        canonical: path.map(|path| [use_origin().as_str(), &path].concat()),
        details,
    });
}
