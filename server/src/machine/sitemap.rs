//! What crawlers read first: robots.txt and the sitemap.

use super::{
    Machines,
    reply::{Asking, Name, reply},
};
use axum::{extract::State, response::Response};
use sunup::page::{Policy, cache};

const XML: &str = "application/xml; charset=utf-8";

/// `/sitemap.xml`
pub(super) async fn whole(State(machines): State<Machines>, asking: Asking) -> Response {
    cache(Policy::hours());
    let map = machines.publication.sitemap().await;
    asking.or_error(&machines, map.map(|map| reply(XML, map)))
}

/// `/sitemap/{number}.xml`
pub(super) async fn part(State(machines): State<Machines>, asking: Asking, name: Name) -> Response {
    cache(Policy::hours());
    let Some(number) = name.without(".xml").and_then(number) else {
        return asking.missing(&machines);
    };
    let part = machines.publication.sitemap_part(number).await;
    let part = part.map(|part| part.map(|part| reply(XML, part)));
    asking.or_missing(&machines, part)
}

/// A number in its one form: `01` and `+1` are other addresses, and nothing is there.
fn number(text: &str) -> Option<u64> {
    let number: u64 = text.parse().ok()?;
    (number.to_string() == text).then_some(number)
}

/// `/robots.txt`
pub(super) async fn robots(State(machines): State<Machines>) -> Response {
    cache(Policy::days());
    let text = machines.publication.robots(machines.listed);
    reply("text/plain; charset=utf-8", text)
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn a_part_has_one_address() {
        assert_eq!(number("12"), Some(12));
        for wrong in ["", "01", "+1", "-1", "1.0", "x", "99999999999999999999999"] {
            assert_eq!(number(wrong), None, "{wrong}");
        }
    }
}
