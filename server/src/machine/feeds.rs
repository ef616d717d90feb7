//! Feeds of the site, of tags and of authors.

use super::{
    Machines,
    reply::{Asking, Name, reply},
};
use app::syndication::{Feed, Scope, SyndicationError};
use axum::{extract::State, response::Response};
use sunup::page::{Policy, cache};

/// `/feed.xml`
pub(super) async fn site_atom(State(machines): State<Machines>, asking: Asking) -> Response {
    answer(&machines, &asking, Some(Scope::Site), atom).await
}

/// `/feed.json`
pub(super) async fn site_json(State(machines): State<Machines>, asking: Asking) -> Response {
    answer(&machines, &asking, Some(Scope::Site), json).await
}

/// `/tag/{tag}/feed.xml`
pub(super) async fn tag_atom(
    State(machines): State<Machines>,
    asking: Asking,
    Name(tag): Name,
) -> Response {
    answer(&machines, &asking, tag.map(Scope::Tag), atom).await
}

/// `/tag/{tag}/feed.json`
pub(super) async fn tag_json(
    State(machines): State<Machines>,
    asking: Asking,
    Name(tag): Name,
) -> Response {
    answer(&machines, &asking, tag.map(Scope::Tag), json).await
}

/// `/author/{username}/feed.xml`
pub(super) async fn author_atom(
    State(machines): State<Machines>,
    asking: Asking,
    Name(username): Name,
) -> Response {
    answer(&machines, &asking, username.map(Scope::Author), atom).await
}

/// `/author/{username}/feed.json`
pub(super) async fn author_json(
    State(machines): State<Machines>,
    asking: Asking,
    Name(username): Name,
) -> Response {
    answer(&machines, &asking, username.map(Scope::Author), json).await
}

type Write = fn(&Feed) -> Result<Response, SyndicationError>;

async fn answer(
    machines: &Machines,
    asking: &Asking,
    scope: Option<Scope>,
    write: Write,
) -> Response {
    let Some(scope) = scope else {
        return asking.missing(machines);
    };
    cache(Policy::hours());
    let feed = machines.publication.feed(scope).await;
    let written = feed.and_then(|feed| feed.as_ref().map(write).transpose());
    asking.or_missing(machines, written)
}

fn atom(feed: &Feed) -> Result<Response, SyndicationError> {
    let content_type = "application/atom+xml; charset=utf-8";
    Ok(reply(content_type, feed.atom()))
}

fn json(feed: &Feed) -> Result<Response, SyndicationError> {
    // JSON has one encoding, and its types have no parameter for it.
    Ok(reply("application/feed+json", feed.json()?))
}
