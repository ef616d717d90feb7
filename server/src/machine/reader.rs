//! What other programs are told of the site: language models and browsers.

use super::{
    Machines,
    reply::{Asking, reply},
};
use axum::{extract::State, response::Response};
use sunup::page::{Policy, cache};

/// `/llms.txt`
pub(super) async fn llms(State(machines): State<Machines>, asking: Asking) -> Response {
    cache(Policy::hours());
    let text = machines.publication.llms().await;
    let content_type = "text/plain; charset=utf-8";
    let reply = text.map(|text| reply(content_type, text));
    asking.or_error(&machines, reply)
}

/// `/opensearch.xml`
pub(super) async fn open_search(State(machines): State<Machines>) -> Response {
    cache(Policy::days());
    let text = machines.publication.open_search();
    reply("application/opensearchdescription+xml", text)
}
