//! The thread that writes purges down: all that came meanwhile, with one sync.
//!
//! A purge that cannot be written down takes the log with it: without its log, everything on disk
//! counts as purged. A file can be deleted on a disk that is full; where that fails as well, nothing
//! can be done.

use std::io;

use super::{
    inner::{Inner, Phase},
    log::Log,
    purges::Record,
};

/// Works until the tier is closed.
pub(super) fn run(inner: &Inner) {
    loop {
        let mut state = inner.state();
        let phase = loop {
            match state.phase {
                Phase::Closed => return,
                Phase::Working if !state.unlogged.is_empty() => break Phase::Working,
                Phase::Failed if !state.waiting.is_empty() => break Phase::Failed,
                _ => state = inner.sleep_until_logging(state),
            }
        };
        drop(state);
        match phase {
            Phase::Working => write(inner),
            _ => forsake(inner),
        }
    }
}

/// Writes purges down, or removes the log.
pub(super) fn append(mut log: Log, records: &[Record]) -> io::Result<Log> {
    match log.append(records) {
        Ok(()) => Ok(log),
        Err(error) => {
            match log.remove() {
                Ok(()) => {
                    tracing::warn!(%error, "a purge cannot be written down: the page cache on disk will begin empty")
                }
                Err(removing) => {
                    tracing::error!(%error, %removing, "a purge cannot be written down: pages from before it may come back after a restart")
                }
            }
            Err(error)
        }
    }
}

fn write(inner: &Inner) {
    // The log first: what is taken from the state is written before the log can be replaced.
    let mut log = inner.log();
    let Some(open) = log.take() else {
        drop(log);
        // It is being opened or closed.
        return std::thread::yield_now();
    };
    let mut state = inner.state();
    let records = std::mem::take(&mut state.unlogged);
    let waiting = std::mem::take(&mut state.waiting);
    drop(state);
    match append(open, &records) {
        Ok(open) => {
            if records.iter().any(Record::is_of_everything) {
                // Nothing in the file is older.
                inner.state().latest = 0;
            }
            *log = Some(open);
            drop(log);
        }
        Err(error) => {
            drop(log);
            inner.state().is_unlogged(records);
            inner.broken(&error.into());
        }
    }
    for waiting in waiting {
        // Nobody has to wait.
        let _ = waiting.send(());
    }
}

/// The tier does not work, and there is a purge: it is remembered, but the process may be killed.
fn forsake(inner: &Inner) {
    let log = inner.log().take();
    if let Some(Err(error)) = log.map(Log::remove) {
        tracing::error!(%error, "pages from before a purge may come back after a restart");
    }
    inner.state().answer();
}
