//! A body of unknown length that may be stored: it goes to the visitor who caused its render as it
//! comes, and is collected at the same time.
//!
//! Those who wait are told when the whole is there, or when it is clear that it will not be kept:
//! it passed the limit of an entry or the deadline of a render. When it breaks off, the visitor
//! sees a body that is broken, nothing is stored, and the first of those who wait tries again. A
//! visitor who leaves changes nothing: what is collected is stored.
//!
//! Only what needs no finishing is sent this way. The policy of a document names the hashes of its
//! scripts and stands before its body, so that a document is complete before it begins.

use std::time::SystemTime;

use http::{HeaderMap, Response, header, response::Parts};
use http_body::{Body as HttpBody, Frame};
use http_body_util::BodyExt;
use tokio::time::{Instant, timeout_at};

use super::{
    keep::date,
    outcome::{Delivery, Ending, Outcome, Owner},
    pieces::{Rest, pieces},
    render::Render,
};
use crate::{
    body::Body,
    capture::Collected,
    document,
    entry::{keep_end_to_end, vary_by_encoding},
    marker::Reason,
    policy::Lifetime,
};

impl Render {
    /// Who gets a response that may be stored while it is rendered. Nobody where its length is
    /// known, for it is there already; nor where a stale entry could stand in for a body that
    /// breaks off.
    pub(super) fn listener(
        &self,
        parts: &Parts,
        body: &Rest,
        owner: &mut Option<Owner>,
    ) -> Option<Owner> {
        let of_unknown_length = body.size_hint().exact().is_none();
        let whole = document::is_document(&parts.headers) || self.stale.is_some();
        owner.take_if(|owner| owner.streams && of_unknown_length && !whole)
    }

    /// Sends a response to `owner` as it comes, and stores it when it is whole.
    pub(super) async fn stream(
        &self,
        parts: Parts,
        mut body: Rest,
        lifetime: Lifetime,
        answered_at: SystemTime,
        owner: Owner,
        deadline: Instant,
    ) -> Ending {
        let (pieces, in_pieces) = pieces();
        let mut response = Response::new(Body::stream(in_pieces));
        *response.status_mut() = parts.status;
        *response.headers_mut() = beginning(parts.headers.clone(), answered_at);
        // The visitor may have left.
        let _ = owner.answer.send(Delivery::Streamed(response));

        let limit = self.shared().settings.entry_limit;
        let mut collected = Collected::default();
        loop {
            match timeout_at(deadline, body.frame()).await {
                Ok(None) => break,
                Ok(Some(frame)) => match frame.map(Frame::into_data) {
                    Ok(Ok(data)) => {
                        pieces.data(data.clone());
                        collected.push(data);
                    }
                    Ok(Err(_trailers)) => {}
                    Err(error) => {
                        let broken = self.broke_off(&error);
                        pieces.broken(error);
                        return Ending::HandedOver(broken);
                    }
                },
                Err(_) => {
                    pieces.rest(body);
                    return self.not_kept(Reason::TooSlow);
                }
            }
            if collected.length() > limit {
                pieces.rest(body);
                return self.not_kept(Reason::TooLarge(limit));
            }
        }
        pieces.end();
        let store = self.store(parts, collected.whole(), lifetime, answered_at);
        self.within(deadline, store).await
    }

    /// What was to be stored will not be: each of those who wait gets a render of his own.
    fn not_kept(&self, reason: Reason) -> Ending {
        self.mark(reason);
        Ending::Landed(Delivery::Shared(Outcome::Uncacheable))
    }
}

/// The fields of a response whose body is not known yet: those that its entry will have, without a
/// validator.
fn beginning(mut headers: HeaderMap, answered_at: SystemTime) -> HeaderMap {
    keep_end_to_end(&mut headers);
    document::finish_fields(&mut headers);
    headers.remove(header::ETAG);
    headers.remove(header::ACCEPT_RANGES);
    vary_by_encoding(&mut headers);
    headers
        .entry(header::DATE)
        .or_insert_with(|| date(answered_at));
    headers
}
