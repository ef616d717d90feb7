//! A render that no visitor asked for: [`prepare`].

use std::sync::Arc;

use tokio::sync::oneshot;

use super::{
    outcome::{Delivery, Outcome, Owner},
    render,
    request::Asking,
    upstream::Upstream,
};
use crate::{
    circuit::Permit,
    entry::{Entry, Kept},
    store::Stored,
};

/// What became of a page that nobody waits for.
pub(crate) enum Prepared {
    /// It is stored.
    Kept(Arc<Entry>),
    /// It was rendered in vain: others are asked for more often.
    NotAdmitted,
    /// It was rendered in vain: a purge fell into it.
    Overtaken,
    /// It was rendered in vain: it must not be stored.
    Uncacheable,
    /// Its render failed.
    Failed,
    /// It was not rendered.
    Spared(Spared),
}

/// Why a page is not rendered for nobody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Spared {
    /// Somebody renders it.
    UnderWay,
    /// It is not due.
    Fresh,
    /// It is known not to be stored.
    Uncacheable,
    /// There is one for each of its visitors' headers.
    Varies,
    /// Its last refresh failed a short time ago.
    Paused,
    /// The renders of its route fail.
    CircuitOpen,
}

/// Renders a key as a visitor would have it rendered, if what is kept is `due` and nothing speaks
/// against it. Visitors who come meanwhile wait for this render as for any other.
pub(crate) async fn prepare<U, B>(
    asking: &Asking,
    inner: U,
    due: impl Fn(&Entry) -> bool,
) -> Prepared
where
    U: Upstream<B>,
    B: Default + Send + 'static,
{
    let shared = &asking.shared;
    let (key, now) = (&asking.asked.key, shared.clock.now());
    if shared.markers.get(key, now).is_some() {
        return Prepared::Spared(Spared::Uncacheable);
    }
    // What another tier has moves up, unless others are asked for more, and is looked at as what
    // was in memory.
    let below = match shared.store.peek(key) {
        None => asking.below().await.map(|((entry, _), _)| entry),
        Some(_) => None,
    };
    let Some(leader) = shared.flights.board_first(key) else {
        return Prepared::Spared(Spared::UnderWay);
    };
    // Only now nobody else can land; what stands here does so until this render does.
    let stale = match shared.store.peek(key) {
        Some(Kept::Varies(_)) => return Prepared::Spared(Spared::Varies),
        Some(Kept::Entry(entry)) => Some(entry),
        None => below,
    };
    match &stale {
        Some(entry) if !due(entry) => return Prepared::Spared(Spared::Fresh),
        Some(entry) if !entry.back_off.is_over(now) => return Prepared::Spared(Spared::Paused),
        _ => {}
    }
    if shared.circuits.refresh(asking.asked.route.pattern(), now) == Permit::Open {
        return Prepared::Spared(Spared::CircuitOpen);
    }
    let (answer, answered) = oneshot::channel();
    // A body that begins before its end is known would be read by nobody.
    let owner = Owner {
        answer,
        streams: false,
    };
    render::start(asking, Some(leader), stale, inner, Some(owner));
    match answered.await {
        Ok(Delivery::Shared(Outcome::Rendered(entry, stored))) => match stored {
            Stored::Kept | Stored::Softened => Prepared::Kept(entry),
            Stored::NotAdmitted => Prepared::NotAdmitted,
            Stored::Overtaken { .. } => Prepared::Overtaken,
        },
        Ok(Delivery::Own(..) | Delivery::Streamed(_) | Delivery::Shared(Outcome::Uncacheable)) => {
            Prepared::Uncacheable
        }
        Ok(Delivery::OwnFailure(_) | Delivery::Shared(Outcome::Failed(_))) | Err(_) => {
            Prepared::Failed
        }
    }
}
