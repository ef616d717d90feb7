//! Hands out what earlier builds rendered, for it to be rendered anew.

use std::sync::Arc;

use tokio::task::spawn_blocking;

use super::{
    inner::{Inner, State},
    millis::time,
    purges::Verdict,
    record::decode_any,
    slot::Standing,
};
use crate::{entry::Kept, store::Earlier};

/// The next entries, the hottest first.
pub(super) async fn next(inner: &Arc<Inner>, limit: usize) -> Vec<Earlier> {
    loop {
        let chosen = choose(&mut inner.state(), limit);
        if chosen.is_empty() {
            return Vec::new();
        }
        // The semaphore is never closed.
        let Ok(_turn) = inner.readers.acquire().await else {
            return Vec::new();
        };
        let reader = Arc::clone(inner);
        let fetched = spawn_blocking(move || {
            let fetched = chosen.into_iter();
            fetched
                .filter_map(|chosen| fetch(&reader, chosen))
                .collect()
        });
        // It only fails with the runtime.
        let fetched: Vec<Earlier> = fetched.await.unwrap_or_default();
        if !fetched.is_empty() {
            return fetched;
        }
    }
}

/// Takes places off the list whose records still are what was found there.
fn choose(state: &mut State, limit: usize) -> Vec<(u64, u64)> {
    let mut chosen = Vec::new();
    while chosen.len() < limit {
        let Some((at, number)) = state.builds.waiting.pop() else {
            break;
        };
        if is_due(state, at, number) {
            chosen.push((at, number));
        }
    }
    chosen
}

fn is_due(state: &mut State, at: u64, number: u64) -> bool {
    let slot = state.catalogue.get(at);
    slot.is_some_and(|slot| slot.number == number && slot.standing == Standing::Earlier)
}

/// An entry, if it may be served. One that is not readable is dropped by whoever asks for its key.
fn fetch(inner: &Inner, (at, number): (u64, u64)) -> Option<Earlier> {
    let read = inner.file().as_ref()?.read(number);
    let bytes = match read {
        Ok(bytes) => bytes?,
        Err(error) => {
            inner.broken(&error);
            return None;
        }
    };
    let (_, Kept::Entry(entry)) = decode_any(bytes, number).ok()? else {
        return None;
    };
    let mut state = inner.state();
    if !is_due(&mut state, at, number) {
        return None;
    }
    match state.purges.verdict(number, (&*entry).into()) {
        Some(Verdict::Gone) => return None,
        Some(Verdict::Stale(since)) => entry.soften(time(since)),
        None => entry.soften(inner.began),
    }
    let heat = state.catalogue.get(at).map_or(0.0, |slot| slot.heat);
    Some(Earlier {
        heat: heat as u64,
        entry,
    })
}
