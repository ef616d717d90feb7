//! What machines are told of a page of a list.

use super::{Listing, address};
use sunup::page::{Alternate, Crumb, Details, Kind};

/// The page of the list at `path`: its neighbours, and the feeds of the list.
pub(crate) fn neighbours(path: &str, listing: &Listing) -> Details {
    let (previous, next) = listing.beside(path);
    Details {
        previous,
        next,
        ..Details::default()
    }
}

/// Both feeds below `path`; the site's own are below nothing.
pub(crate) fn feeds(path: &str, title: &str) -> Vec<Alternate> {
    let form = |media_type, file: &str| Alternate {
        media_type,
        path: [path, file].concat(),
        title: title.to_owned(),
    };
    vec![
        form("application/atom+xml", "/feed.xml"),
        form("application/feed+json", "/feed.json"),
    ]
}

/// The page above, as a trail of one.
pub(crate) fn below(name: String, path: &str) -> Vec<Crumb> {
    vec![Crumb {
        name,
        path: path.to_owned(),
    }]
}

/// The kind of a list's first page; the pages after it are pages like others.
pub(crate) fn first_is(kind: Kind, listing: &Listing) -> Kind {
    if address("", listing).is_empty() {
        kind
    } else {
        Kind::Page
    }
}
