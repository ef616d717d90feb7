//! Which names of a query each address reads. No other reaches a page: what a visitor adds to an
//! address makes no second copy of it, and stands in none.

use crate::listing::PLACE_NAMES;

/// The pages and server functions whose answer depends on their query. A page of the route table
/// that is not here has one address.
const READING: [(&str, &[&str]); 13] = [
    ("/", &PLACE_NAMES),
    ("/tag/{tag}", &PLACE_NAMES),
    ("/author/{username}", &PLACE_NAMES),
    ("/archive/{year}/{month}", &PLACE_NAMES),
    ("/search", &["q"]),
    ("/_fn/articles", &["place"]),
    ("/_fn/article", &["slug"]),
    ("/_fn/tag", &["tag", "place"]),
    ("/_fn/author", &["username", "place"]),
    ("/_fn/month", &["year", "month", "place"]),
    ("/_fn/search", &["query"]),
    ("/_fn/suggestions", &["path"]),
    ("/_fn/fault", &["kind"]),
];

/// The names of the query that the page or function at this route pattern reads.
pub fn query_names(pattern: &str) -> &'static [&'static str] {
    let known = READING.iter().find(|(known, _)| *known == pattern);
    known.map_or(&[], |(_, names)| names)
}
