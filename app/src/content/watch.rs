//! [`watch`]: imports again whenever a file changes, in production too.

use super::{ContentError, Pictures, import};
use crate::database::Database;
use notify_debouncer_full::{
    DebounceEventResult, Debouncer, RecommendedCache, new_debouncer,
    notify::{RecommendedWatcher, RecursiveMode},
};
use std::{path::Path, time::Duration};
use tokio::sync::mpsc;

/// Editors write a file in several steps; this is how long it has to rest before it is read.
const REST: Duration = Duration::from_millis(200);

/// Watches until it is dropped.
#[must_use = "dropping it ends the watching"]
#[derive(Debug)]
pub struct Watcher(#[allow(dead_code)] Debouncer<RecommendedWatcher, RecommendedCache>);

/// Imports `folder` again whenever something below it changes.
///
/// # Errors
/// When the system cannot watch the folder.
pub fn watch(
    database: Database,
    folder: &Path,
    pictures: Pictures,
) -> Result<Watcher, ContentError> {
    // One message may wait while an import runs; it stands for all changes since.
    let (changed, mut changes) = mpsc::channel::<()>(1);
    let notice = move |event: DebounceEventResult| {
        if event.is_ok_and(|events| events.iter().any(|event| !event.kind.is_access())) {
            // A full channel already holds the notice that matters.
            let _ = changed.try_send(());
        }
    };
    let mut debouncer = new_debouncer(REST, None, notice)?;
    debouncer.watch(folder, RecursiveMode::Recursive)?;
    let folder = folder.to_owned();
    tokio::spawn(async move {
        while changes.recv().await.is_some() {
            match import(&database, &folder, &pictures).await {
                Ok(report) => report.log(),
                Err(error) => tracing::error!(%error, "the content could not be imported"),
            }
        }
    });
    Ok(Watcher(debouncer))
}
