//! The thread that opens the tier, writes what was put, and makes room.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use super::{
    counts::Reason,
    error::DiskError,
    file::Change,
    head::Head,
    health::Health,
    inner::{Inner, Phase, State},
    logger::append,
    millis::millis,
    opening::{open, write_heats},
    places::Builds,
    record::encode,
    slot::Slot,
    sweep::{is_due, sweep},
};
use crate::entry::Kept;

/// How long the first of a batch waits for others. With the commit, it is on disk within a second.
const LINGER: Duration = Duration::from_millis(100);

/// A batch does not wait longer once it has so many bytes.
pub(super) const BATCH: u64 = 4 << 20;

/// How often the tier looks after itself.
const TICK: Duration = Duration::from_secs(1);

/// Of how many of these times what is over is taken out, and heat falls: every minute.
const AGEING: u32 = 60;

/// Of how many of them the heats are written down: every ten minutes.
const HEATS: u32 = 600;

/// The pauses between attempts to open it.
const FIRST: Duration = Duration::from_millis(250);
const LONGEST: Duration = Duration::from_secs(30);

/// Works until the tier is closed.
pub(super) fn run(inner: &Inner) {
    let (mut is_first, mut pause) = (true, FIRST);
    loop {
        let opened = Instant::now();
        let ended = open(inner, is_first).and_then(|()| work(inner));
        is_first = false;
        // Whoever hands the file over does so any moment.
        let is_in_use = matches!(ended, Err(DiskError::InUse(_)));
        if is_in_use || opened.elapsed() > LONGEST {
            pause = FIRST;
        }
        if let Err(error) = &ended {
            inner.broken(error);
            inner.set_file(None);
        }
        if ended.is_ok() || paused(inner, pause) {
            return close(inner);
        }
        pause = (pause * 2).min(LONGEST);
    }
}

/// Waits before the next attempt. True when there will be none.
fn paused(inner: &Inner, pause: Duration) -> bool {
    let until = Instant::now() + pause;
    let mut state = inner.state();
    while !state.closing {
        let left = until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return false;
        }
        state = inner.sleep(state, left);
    }
    true
}

/// Writes until it is told to close.
fn work(inner: &Inner) -> Result<(), DiskError> {
    let (mut tick, mut next) = (0_u32, Instant::now() + TICK);
    // After a full disk there is too much.
    make_room(inner);
    loop {
        let state = wait(inner, next);
        if state.phase != Phase::Working {
            // Another thread found that the disk fails, and has said so.
            return Err(std::io::Error::other("the disk failed").into());
        }
        let closing = state.closing;
        drop(state);
        write(inner)?;
        if make_room(inner) {
            // What goes has to have gone before the file grows for what comes.
            write(inner)?;
        }
        if closing {
            if inner.state().queue.len() > 0 {
                continue;
            }
            return end(inner);
        }
        if Instant::now() >= next {
            (tick, next) = (tick + 1, Instant::now() + TICK);
            look_after(inner, tick)?;
        }
    }
}

/// Sleeps until there is a batch, or something else to do.
fn wait(inner: &Inner, next: Instant) -> std::sync::MutexGuard<'_, State> {
    let mut state = inner.state();
    loop {
        let now = Instant::now();
        if state.closing || state.phase != Phase::Working || state.queue.bytes() >= BATCH {
            return state;
        }
        let batch = state.queue.since().map(|since| since + LINGER);
        let due = batch.map_or(next, |batch| batch.min(next));
        if due <= now {
            return state;
        }
        state = inner.sleep(state, due - now);
    }
}

/// Writes what waits, and deletes what nobody may find.
fn write(inner: &Inner) -> Result<(), DiskError> {
    let settings = &inner.settings;
    let mut state = inner.state();
    // However little room there is, a commit takes a part of it only.
    let most = BATCH.min(state.limit / 16);
    let batch = state.queue.take(most);
    let mut change = Change {
        gone: std::mem::take(&mut state.gone),
        ..Change::default()
    };
    if batch.is_empty() && change.gone.is_empty() {
        return Ok(());
    }
    let now = settings.clock.now();
    change.latest = Some(state.latest(now));
    let former: Vec<_> = batch.iter().map(|(hash, _)| state.former(*hash)).collect();
    drop(state);

    let mut slots = Vec::with_capacity(batch.len());
    for ((hash, pending), (former, heat)) in batch.iter().zip(former) {
        let number = pending.number;
        let record = encode(number, &pending.key, &pending.kept, &settings.build);
        let (key, kept, build) = (&pending.key, &pending.kept, &settings.build);
        let head = Head::of(key, kept, record.len(), build, heat);
        change.heads.push((number, head.encode(number)));
        change.records.push((number, record));
        change.gone.extend(former);
        let mut slot = Slot::of(number, &head, build);
        if let Kept::Entry(entry) = kept {
            slot.lives(Arc::downgrade(entry), entry.hits());
        }
        slots.push((*hash, slot));
    }
    match &*inner.file() {
        Some(file) => file.write(&change)?,
        None => return Ok(()),
    }

    let mut state = inner.state();
    state.cramped = 0;
    let left = state.queue.written();
    for (hash, slot) in slots {
        let number = slot.number;
        let is_wanted = left
            .get(&hash)
            .is_some_and(|pending| pending.number == number);
        match is_wanted {
            true => {
                inner.counts.wrote();
                let older = slot.key;
                state.catalogue.insert(hash, slot);
                state.supersede(older);
            }
            // A purge hit it while it was written, or there is a newer one, for which there was no
            // room. What it replaced is not there any more either.
            false => {
                state.gone.push(number);
                if let Some(former) = state.catalogue.get(hash).map(|slot| slot.number) {
                    state.catalogue.remove(hash, former);
                }
            }
        }
    }
    Ok(())
}

/// The coldest go when there is too much. The file keeps some of its room free: a commit writes
/// beside what it replaces. Returns whether something has to go.
fn make_room(inner: &Inner) -> bool {
    let mut state = inner.state();
    let most = state.limit / 4 * 3;
    let bytes = state.catalogue.bytes();
    if bytes <= most {
        return false;
    }
    let coldest = state.catalogue.coldest(bytes - most / 16 * 15);
    inner.counts.dropped(Reason::Evicted, coldest.len());
    for (hash, number) in coldest {
        state.forget(hash, number);
    }
    true
}

/// What is done every second, every minute, and every ten minutes.
fn look_after(inner: &Inner, tick: u32) -> Result<(), DiskError> {
    let folder = &inner.settings.folder;
    let is_there = inner
        .file()
        .as_ref()
        .is_some_and(|file| file.length().is_some());
    if !is_there || !folder.join("purges").exists() {
        return Err(DiskError::Vanished(folder.clone()));
    }
    if is_due(inner) {
        sweep(inner)?;
    }
    if tick.is_multiple_of(AGEING) {
        let mut state = inner.state();
        state.catalogue.age();
        let now = millis(inner.settings.clock.now());
        for (hash, number) in state.catalogue.which(|slot| slot.gone <= now) {
            state.forget(hash, number);
            inner.counts.dropped(Reason::Expired, 1);
        }
        let foreign = |slot: &Slot| !inner.settings.serves(&slot.build);
        for (hash, number) in state.catalogue.which(foreign) {
            state.forget(hash, number);
            inner.counts.dropped(Reason::Build, 1);
        }
        if tick.is_multiple_of(HEATS) {
            // A disk that was full may have room again.
            state.limit = state.limit.saturating_mul(2).min(inner.settings.bytes);
        }
        drop(state);
        note_time(inner, tick.is_multiple_of(HEATS))?;
    }
    Ok(())
}

/// Writes down what time it is, for a process whose clock was set back, and how warm records are.
fn note_time(inner: &Inner, with_heats: bool) -> Result<(), DiskError> {
    let mut state = inner.state();
    state.catalogue.warm();
    let change = Change {
        latest: Some(state.latest(inner.settings.clock.now())),
        heats: with_heats.then(|| write_heats(state.catalogue.heats())),
        ..Change::default()
    };
    drop(state);
    match &*inner.file() {
        Some(file) => file.write(&change),
        None => Ok(()),
    }
}

/// Before the file is given up: what it says of itself. Everything else is written.
fn end(inner: &Inner) -> Result<(), DiskError> {
    note_time(inner, true)
}

fn close(inner: &Inner) {
    let mut log = inner.log();
    let mut state = inner.state();
    state.phase = Phase::Closed;
    let lost = state.queue.clear();
    inner.counts.dropped(Reason::NotWorking, lost);
    state.catalogue.clear();
    state.builds = Builds::default();
    let unlogged = std::mem::take(&mut state.unlogged);
    drop(state);
    if let (Some(log), false) = (log.take(), unlogged.is_empty()) {
        // It is the end either way, and the log has said it.
        let _ = append(log, &unlogged);
    }
    drop(log);
    inner.set_file(None);
    inner.give_up_claim();
    inner.state().answer();
    inner.set_health(Health::Closed);
    inner.wake();
}
