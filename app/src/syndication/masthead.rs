//! What the publication is called, wherever machines ask.

use super::social::PICTURE;
use crate::{listing::feeds, t::machines as words};
use sunup::page::{Image, Search, Site};

/// Language of the pages.
pub(super) const LANGUAGE: &str = "en";

/// What every page says about the site in its head.
pub(crate) fn site() -> Site {
    let (width, height) = PICTURE;
    Site {
        name: words::name(),
        description: words::description(),
        language: LANGUAGE.to_owned(),
        locale: "en_GB".to_owned(),
        logo: Some("/favicon.svg".to_owned()),
        image: Some(Image {
            path: "/social.png".to_owned(),
            width,
            height,
            alt: words::picture(),
        }),
        alternates: feeds("", &words::name()),
        search: Some(Search {
            path: "/search?q=".to_owned(),
            description: Some("/opensearch.xml".to_owned()),
        }),
    }
}
