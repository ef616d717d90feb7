//! Reads a record: at once where that is likely to be quick ([`Pace`](super::pace::Pace)), else
//! beside the threads that answer requests.

use std::{
    io,
    sync::Arc,
    time::{Duration, Instant},
};

use tokio::{task::spawn_blocking, time::timeout};

use super::{
    counts::Reason,
    head::hash,
    inner::{Inner, Phase, State},
    millis::{millis, time},
    purges::Verdict,
    record::{Unreadable, decode},
};
use crate::{entry::Kept, key::Key};

/// How often a record that is replaced while it is read is looked for again.
const TURNS: u32 = 3;

/// A read that takes so long is of a disk that does not answer: a render is quicker.
const LONGEST: Duration = Duration::from_secs(2);

/// Where something is.
enum Place {
    Queue(Kept),
    File {
        at: u64,
        number: u64,
        length: u32,
        is_earlier_build: bool,
    },
    Nowhere,
}

/// What stands under a key.
pub(super) async fn read(inner: &Arc<Inner>, key: &Key) -> Option<Kept> {
    let own = hash(key);
    for _ in 0..TURNS {
        let (at, number, length, is_earlier_build) = match place(inner, key, own) {
            Place::Nowhere => return None,
            Place::Queue(kept) => return Some(kept),
            Place::File {
                at,
                number,
                length,
                is_earlier_build,
            } => (at, number, length, is_earlier_build),
        };
        inner.counts.read();
        let fetched = match inner.pace.at_once(length) {
            Some(_turn) => fetch(inner, number, key),
            None => fetch_elsewhere(inner, number, key).await?,
        };
        let mut state = inner.state();
        if !is_newest(&mut state, own, at, number) {
            // It was replaced, purged, or had to go.
            continue;
        }
        let kept = match fetched {
            Fetched::Kept(kept) => kept,
            Fetched::Unreadable(error) => {
                inner.counts.dropped(reason(error), 1);
                state.forget(at, number);
                return None;
            }
            Fetched::Failed => return None,
        };
        let Kept::Entry(entry) = &kept else {
            inner.counts.hit();
            return Some(kept);
        };
        match state.purges.verdict(number, (&**entry).into()) {
            Some(Verdict::Gone) => {
                inner.counts.dropped(Reason::Purged, 1);
                state.forget(at, number);
                return None;
            }
            Some(Verdict::Stale(since)) => entry.soften(time(since)),
            None => {}
        }
        if is_earlier_build {
            entry.soften(inner.began);
        }
        if let Some(slot) = state.catalogue.get(at) {
            if slot.softened != 0 {
                entry.soften(time(slot.softened));
            }
            slot.heat += 1.0;
            slot.lives(Arc::downgrade(entry), entry.hits());
        }
        inner.counts.hit();
        return Some(kept);
    }
    None
}

fn place(inner: &Inner, key: &Key, own: u64) -> Place {
    let mut state = inner.state();
    if let Some(pending) = state.queue.get(own).filter(|pending| pending.key == *key) {
        inner.counts.hit();
        return Place::Queue(pending.kept.clone());
    }
    if state.phase != Phase::Working {
        return Place::Nowhere;
    }
    let now = millis(inner.settings.clock.now());
    for at in state.places(own) {
        let Some(slot) = state.catalogue.get(at).filter(|slot| slot.gone > now) else {
            continue;
        };
        let (number, length) = (slot.number, slot.length);
        let is_earlier_build = slot.build != inner.settings.build;
        if is_earlier_build && !inner.settings.serves(&slot.build) {
            inner.counts.dropped(Reason::Build, 1);
            state.forget(at, number);
            continue;
        }
        return Place::File {
            at,
            number,
            length,
            is_earlier_build,
        };
    }
    Place::Nowhere
}

/// Whether a record still is the one to be read of its key, whose own place is `own`. What waits to be
/// written is newer.
fn is_newest(state: &mut State, own: u64, at: u64, number: u64) -> bool {
    let mut of = |at: u64| state.catalogue.get(at).map(|slot| slot.number);
    of(at) == Some(number)
        && of(own).is_none_or(|other| other <= number)
        && state.queue.get(own).is_none()
}

enum Fetched {
    Kept(Kept),
    Unreadable(Unreadable),
    Failed,
}

/// Fetches on a thread that may wait for the disk.
async fn fetch_elsewhere(inner: &Arc<Inner>, number: u64, key: &Key) -> Option<Fetched> {
    // The semaphore is never closed.
    let _turn = inner.readers.acquire().await.ok()?;
    let reading = {
        let (inner, key) = (Arc::clone(inner), key.clone());
        spawn_blocking(move || fetch(&inner, number, &key))
    };
    match timeout(LONGEST, reading).await {
        // It only fails with the runtime.
        Ok(fetched) => fetched.ok(),
        Err(_) => {
            // Another disk is needed, or patience; visitors get neither.
            inner.broken(&io::Error::from(io::ErrorKind::TimedOut).into());
            None
        }
    }
}

fn fetch(inner: &Inner, number: u64, key: &Key) -> Fetched {
    let started = Instant::now();
    let read = match &*inner.file() {
        Some(file) => file.read(number),
        None => return Fetched::Failed,
    };
    inner.pace.took(started.elapsed());
    match read {
        Ok(Some(bytes)) => match decode(bytes, number, key) {
            Ok(kept) => Fetched::Kept(kept),
            Err(error) => Fetched::Unreadable(error),
        },
        Ok(None) => Fetched::Unreadable(Unreadable::Missing),
        Err(error) => {
            inner.broken(&error);
            Fetched::Failed
        }
    }
}

const fn reason(error: Unreadable) -> Reason {
    match error {
        Unreadable::Foreign => Reason::Foreign,
        _ => Reason::Unreadable,
    }
}
