//! The thread that writes purges down: all that came meanwhile, with one sync.

use super::{
    error::DiskError,
    inner::{Inner, Phase},
    purges::Record,
};

/// Works until the tier is closed.
pub(super) fn run(inner: &Inner) {
    loop {
        let mut state = inner.state();
        while state.phase != Phase::Closed
            && (state.unlogged.is_empty() || state.phase != Phase::Working)
        {
            state = inner.sleep_until_logging(state);
        }
        if state.phase == Phase::Closed {
            return;
        }
        drop(state);
        write(inner);
    }
}

fn write(inner: &Inner) {
    // The log first: what is taken from the state is written before the log can be replaced.
    let mut log = inner.log();
    let Some(open) = &mut *log else {
        drop(log);
        // It is being opened or closed.
        return std::thread::yield_now();
    };
    let mut state = inner.state();
    let records = std::mem::take(&mut state.unlogged);
    let waiting = std::mem::take(&mut state.waiting);
    drop(state);
    let written = open.append(&records);
    if written.is_ok() && records.iter().any(Record::is_of_everything) {
        // Nothing in the file is older.
        inner.state().latest = 0;
    }
    drop(log);
    if let Err(error) = written {
        let mut state = inner.state();
        let later = std::mem::replace(&mut state.unlogged, records);
        state.unlogged.extend(later);
        drop(state);
        inner.broken(&DiskError::Io(error));
    }
    for waiting in waiting {
        // Nobody has to wait.
        let _ = waiting.send(());
    }
}
