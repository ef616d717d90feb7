//! Opens the tier: the first time, and again after it failed.
//!
//! The age of a page is read off the clock, by the process that stored it and by those after. A
//! clock that was set back says of no page how old it is, and some would be young again. The cache
//! that sees it empties all tiers; here it is seen by the latest time that the file knows of, and
//! then the file is emptied. What nobody can see is a clock that was set back by less than the time
//! between two processes.

use std::{
    collections::HashMap,
    fs, io,
    path::Path,
    time::{Duration, Instant, SystemTime},
};

use super::{
    catalogue::Catalogue,
    counts::Reason,
    error::DiskError,
    file::File,
    health::Health,
    inner::{Inner, Phase},
    log::{Log, Reading},
    logger::append,
    millis::millis,
    places::{Builds, mask, place},
    purges::{Purges, Record, Verdict},
    slot::Slot,
};
use crate::key::DATA_BELOW;

/// After so many commits in a row for which there was no room, the file is begun anew.
const CRAMPED: u32 = 2;

/// Pages of earlier builds that are handed out to be rendered anew, the hottest of them. Of more, a
/// renderer that takes 5 ms for each and rests as long would still be busy after a quarter of an
/// hour, with pages that hardly anybody asks for; those are rendered behind their next visitors.
const REWARMED: usize = 100_000;

/// A clock that says so much less was not set back, as the cache in memory sees it: it looks every
/// ten seconds.
const SLACK: Duration = Duration::from_secs(10);

/// What is found on disk.
struct Found {
    file: File,
    log: Log,
    records: Vec<Record>,
    latest: u64,
    heats: HashMap<u64, f32>,
}

/// Opens the tier, and lets it work.
pub(super) fn open(inner: &Inner, is_first: bool) -> Result<(), DiskError> {
    let started = Instant::now();
    let mut found = find(inner, is_first)?;
    let mut purges = Purges::default();
    let mut highest = found.file.highest()?;
    for record in found.records.drain(..) {
        highest = highest.max(record.number);
        purges.add(record);
    }
    let (mut catalogue, masks, mut gone) = catalogue(inner, &found, &purges)?;
    if shrink(inner, &mut found.file, &mut catalogue, &mut gone)? {
        gone.clear();
    }
    let builds = Builds {
        masks,
        found: catalogue.earlier() as u64,
        waiting: catalogue.hottest_earlier(REWARMED),
    };
    let mut log = found.log;
    loop {
        let mut state = inner.state();
        if !state.numbered {
            // What was put and purged before the file was open comes after all that is in it.
            state.next += highest;
            state.queue.shift(highest);
            for record in &mut state.unlogged {
                record.number += highest;
            }
            state.numbered = true;
        }
        state.next = state.next.max(highest + 1);
        let unlogged = std::mem::take(&mut state.unlogged);
        if unlogged.is_empty() {
            state.answer();
            let entries = catalogue.len();
            state.purged = (purges.len() > 0).then(Instant::now);
            state.builds = builds;
            (state.catalogue, state.purges, state.gone) = (catalogue, purges, gone);
            state.latest = found.latest;
            state.phase = Phase::Working;
            // Nobody finds a record before its file is there.
            inner.set_file(Some(found.file));
            drop(state);
            *inner.log() = Some(log);
            inner.set_health(Health::Working);
            inner.wake();
            tracing::info!(
                entries,
                millis = started.elapsed().as_millis() as u64,
                folder = %inner.settings.folder.display(),
                "the page cache has its disk"
            );
            return Ok(());
        }
        drop(state);
        log = match append(log, &unlogged) {
            Ok(log) => log,
            Err(error) => {
                inner.state().is_unlogged(unlogged);
                return Err(error.into());
            }
        };
        for record in unlogged {
            purges.add(record);
        }
    }
}

fn find(inner: &Inner, is_first: bool) -> Result<Found, DiskError> {
    let folder = &inner.settings.folder;
    match is_first {
        true => fs::create_dir_all(folder)?,
        // What is above the folder may have been a mounted disk, which is not to be made up for.
        false => match fs::create_dir(folder) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error.into()),
            _ => {}
        },
    }
    if let Err(error) = inner.claim() {
        // What is there now is not to be changed.
        *inner.log() = None;
        return Err(error);
    }
    let (pages, log) = (folder.join("pages.redb"), folder.join("purges"));
    let (had_pages, had_log) = (pages.exists(), log.exists());
    if std::mem::take(&mut inner.state().damaged) {
        set_aside(inner, &pages)?;
    }
    if inner.state().cramped >= CRAMPED {
        // A file that is full to the brim has no room to note what it gives up.
        fs::remove_file(&pages).or_else(|error| match error.kind() {
            io::ErrorKind::NotFound => Ok(()),
            _ => Err(error),
        })?;
    }
    let file = match File::open(&pages) {
        Err(error) if error.is_of_the_file() => {
            tracing::warn!(%error, "the page cache begins a new file");
            set_aside(inner, &pages)?;
            File::open(&pages)?
        }
        opened => opened?,
    };
    let (mut log, reading) = Log::open(&log)?;
    let (mut latest, mut heats) = file.about()?;
    let doubt = match &reading {
        Reading::Whole(_) if !had_log && had_pages => Some("its log of purges is gone"),
        Reading::Torn => Some("its log of purges is not whole"),
        Reading::Whole(_) if is_set_back(latest, inner.settings.clock.now()) => {
            Some("the clock was set back")
        }
        Reading::Whole(_) => None,
    };
    let records = match (reading, doubt) {
        (Reading::Whole(records), None) => records,
        (_, doubt) => {
            let why = doubt.unwrap_or_default();
            tracing::warn!(why, "the page cache on disk begins empty");
            file.clear()?;
            log.replace(&[])?;
            (latest, heats) = (0, Vec::new());
            Vec::new()
        }
    };
    Ok(Found {
        file,
        log,
        records,
        latest,
        heats: read_heats(&heats),
    })
}

/// Whether a clock says less than it did when the file was written to last.
fn is_set_back(latest: u64, now: SystemTime) -> bool {
    millis(now).saturating_add(SLACK.as_millis() as u64) < latest
}

/// What the file has, the masks of earlier builds, and what is not to be found.
fn catalogue(
    inner: &Inner,
    found: &Found,
    purges: &Purges,
) -> Result<(Catalogue, Vec<u64>, Vec<u64>), DiskError> {
    let (mut catalogue, mut gone) = (Catalogue::default(), Vec::new());
    let own = &inner.settings.build;
    let now = millis(inner.settings.clock.now());
    let mut served = HashMap::new();
    found.file.heads(|number, head| {
        let Some(mut head) = head else {
            inner.counts.dropped(Reason::Unreadable, 1);
            return gone.push(number);
        };
        let reason = match purges.verdict(number, head.subject()) {
            Some(Verdict::Gone) => Some(Reason::Purged),
            _ if head.gone <= now => Some(Reason::Expired),
            verdict => {
                if let (Some(Verdict::Stale(at)), 0) = (verdict, head.softened) {
                    head.softened = at;
                }
                let serves = || inner.settings.serves(&head.build);
                let mut is_served = *served.entry(head.build.clone()).or_insert_with(serves);
                // What data looks like is known to the build that wrote it down, and to no other.
                is_served &= head.build == *own || !head.path.starts_with(DATA_BELOW);
                (!is_served).then_some(Reason::Build)
            }
        };
        if let Some(reason) = reason {
            inner.counts.dropped(reason, 1);
            return gone.push(number);
        }
        if let Some(heat) = found.heats.get(&number) {
            head.heat = *heat;
        }
        let at = place(head.hash, &head.build, own);
        gone.extend(catalogue.insert(at, Slot::of(number, &head, own)));
    })?;
    let others = served.iter().filter(|(build, is)| **is && *build != own);
    let masks: Vec<u64> = others.map(|(build, _)| mask(build)).collect();
    catalogue.supersede_older(&masks);
    Ok((catalogue, masks, gone))
}

/// A file that is far larger than it may be now is made smaller. Returns whether it was.
fn shrink(
    inner: &Inner,
    file: &mut File,
    catalogue: &mut Catalogue,
    gone: &mut Vec<u64>,
) -> Result<bool, DiskError> {
    let most = inner.settings.bytes;
    if file.length().is_none_or(|length| length <= most + most / 4) {
        return Ok(false);
    }
    let over = catalogue.bytes().saturating_sub(most / 2);
    for (at, number) in catalogue.coldest(over) {
        catalogue.remove(at, number);
        gone.push(number);
        inner.counts.dropped(Reason::Evicted, 1);
    }
    file.write(&super::file::Change {
        gone: gone.clone(),
        ..Default::default()
    })?;
    file.compact()?;
    Ok(true)
}

/// A file that is not ours is not deleted, but only one of them is kept.
fn set_aside(inner: &Inner, path: &Path) -> io::Result<()> {
    let aside = path.with_extension("set-aside");
    fs::rename(path, &aside)?;
    inner.counts.dropped(Reason::Foreign, 1);
    tracing::warn!(file = %aside.display(), "the former file of the page cache is set aside");
    Ok(())
}

/// Numbers and heats, as they stand in the file.
pub(super) fn write_heats(heats: impl Iterator<Item = (u64, f32)>) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (number, heat) in heats {
        bytes.extend_from_slice(&number.to_le_bytes());
        bytes.extend_from_slice(&heat.to_le_bytes());
    }
    bytes
}

fn read_heats(bytes: &[u8]) -> HashMap<u64, f32> {
    let rows = bytes.chunks_exact(12).filter_map(|row| {
        let (number, heat) = row.split_at(8);
        let heat = f32::from_le_bytes(heat.try_into().ok()?);
        Some((u64::from_le_bytes(number.try_into().ok()?), heat))
    });
    rows.filter(|(_, heat)| heat.is_finite()).collect()
}
