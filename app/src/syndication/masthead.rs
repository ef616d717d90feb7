//! What the publication is called, wherever machines ask.

use super::{Scope, social::PICTURE};
use sunup::page::{Alternate, Image, Search, Site};

/// The site's name.
pub(super) const NAME: &str = "Conduit";

/// One sentence about the site.
pub(super) const DESCRIPTION: &str = "Web engineering in Rust, by people who ship it.";

/// Language of the pages.
pub(super) const LANGUAGE: &str = "en";

/// What every page says about the site in its head.
pub(crate) fn site() -> Site {
    let (width, height) = PICTURE;
    Site {
        name: NAME.to_owned(),
        description: DESCRIPTION.to_owned(),
        language: LANGUAGE.to_owned(),
        locale: "en_GB".to_owned(),
        logo: Some("/favicon.svg".to_owned()),
        image: Some(Image {
            path: "/social.png".to_owned(),
            width,
            height,
            alt: "A sun on the horizon, and the name Conduit".to_owned(),
        }),
        alternates: feeds(&Scope::Site, NAME),
        search: Some(Search {
            path: "/search?q=".to_owned(),
            description: Some("/opensearch.xml".to_owned()),
        }),
    }
}

/// Both feeds of a list, as its page names them.
pub(crate) fn feeds(scope: &Scope, title: &str) -> Vec<Alternate> {
    let form = |media_type, ending| Alternate {
        media_type,
        path: scope.feed(ending),
        title: title.to_owned(),
    };
    vec![
        form("application/atom+xml", "xml"),
        form("application/feed+json", "json"),
    ]
}
