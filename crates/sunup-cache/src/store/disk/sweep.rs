//! Carries purges out: what they hit leaves the file, and then nobody has to remember them.

use std::time::Duration;

use super::{
    counts::Reason,
    error::DiskError,
    file::Change,
    inner::{Inner, Phase},
    places::place,
    purges::Verdict,
};

/// Purges wait so long, or until there are so many.
const LONGEST: Duration = Duration::from_secs(30);
const MOST: usize = 1024;

/// Whether it is time.
pub(super) fn is_due(inner: &Inner) -> bool {
    let state = inner.state();
    let waits = state.purged.is_some_and(|since| since.elapsed() >= LONGEST);
    waits || state.purges.len() >= MOST
}

/// Takes out what purges hit, makes stale what soft ones hit, and shortens their log.
pub(super) fn sweep(inner: &Inner) -> Result<(), DiskError> {
    let state = inner.state();
    // Whatever has a lower number and waits to be written was asked when the purge came.
    let (upto, purges) = (state.next, state.purges.clone());
    drop(state);
    let (mut hit, mut change) = (Vec::new(), Change::default());
    {
        let file = inner.file();
        let Some(file) = &*file else {
            return Ok(());
        };
        file.heads(|number, head| {
            let Some(mut head) = head else {
                return change.gone.push(number);
            };
            let at = place(head.hash, &head.build, &inner.settings.build);
            match purges.verdict(number, head.subject()) {
                Some(Verdict::Gone) => {
                    hit.push((at, number, None));
                    change.gone.push(number);
                }
                Some(Verdict::Stale(since)) if head.softened == 0 => {
                    hit.push((at, number, Some(since)));
                    head.softened = since;
                    change.heads.push((number, head.encode(number)));
                }
                _ => {}
            }
        })?;
        file.write(&change)?;
    }
    let mut log = inner.log();
    let mut state = inner.state();
    for (at, number, stale) in hit {
        match stale {
            None => {
                let was_there = state.catalogue.remove(at, number);
                inner.counts.dropped(Reason::Purged, usize::from(was_there));
            }
            Some(since) => {
                let slot = state.catalogue.get(at);
                if let Some(slot) = slot.filter(|slot| slot.number == number) {
                    slot.softened = since;
                }
            }
        }
    }
    if state.phase != Phase::Working {
        return Ok(());
    }
    state.purges.forget(upto);
    state.purged = None;
    let left = state.purges.records().to_vec();
    drop(state);
    match &mut *log {
        Some(log) => Ok(log.replace(&left)?),
        None => Ok(()),
    }
}
