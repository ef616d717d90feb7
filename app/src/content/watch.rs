//! [`watch`]: imports again whenever a file changes, in production too.

use super::{
    ContentError, Pictures, import,
    watched_folder::{Seen, WatchedFolder},
};
use crate::{caching::Purge, database::Database};
use std::{convert::Infallible, path::Path, time::Duration};
use tokio::{
    sync::{mpsc, oneshot},
    time::{MissedTickBehavior, interval},
};

/// How often the folder itself is looked at; what happens below it is told by the system.
const LOOK: Duration = Duration::from_secs(2);

/// Watches until it is dropped.
#[must_use = "dropping it ends the watching"]
#[derive(Debug)]
pub struct Watcher(#[allow(dead_code)] oneshot::Sender<Infallible>);

/// Imports `folder` again whenever something below it changes, or another folder takes its place.
/// It need not be there yet. What changed is purged after it was committed.
///
/// # Errors
/// When the system cannot watch the folder.
pub fn watch(
    database: Database,
    folder: &Path,
    pictures: Pictures,
    purge: Purge,
) -> Result<Watcher, ContentError> {
    // One message may wait while an import runs; it stands for all changes since.
    let (changed, mut changes) = mpsc::channel::<()>(1);
    let mut watched = WatchedFolder::new(folder, changed);
    if let Seen::Refused(error) = watched.look() {
        return Err(error.into());
    }
    let (watcher, mut dropped) = oneshot::channel();
    let folder = folder.to_owned();
    tokio::spawn(async move {
        let mut ticks = interval(LOOK);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            let changed = tokio::select! {
                _ = &mut dropped => return,
                change = changes.recv() => change.is_some(),
                _ = ticks.tick() => false,
            };
            let seen = watched.look();
            log(&folder, &seen);
            if watched.is_there() && (changed || matches!(seen, Seen::New)) {
                match import(&database, &folder, &pictures).await {
                    Ok(report) => {
                        report.log();
                        purge(report.changes).await;
                    }
                    Err(error) => tracing::error!(%error, "the content could not be imported"),
                }
            }
        }
    });
    Ok(Watcher(watcher))
}

fn log(folder: &Path, seen: &Seen) {
    let folder = folder.display();
    match seen {
        Seen::Same => {}
        Seen::New => tracing::info!(%folder, "another content folder is in place and watched"),
        Seen::Gone => tracing::warn!(
            %folder,
            "the content folder is gone; its articles stay as they are until it is back"
        ),
        Seen::Refused(error) => {
            tracing::error!(%folder, %error, "the content folder cannot be watched for changes");
        }
    }
}
