//! [`Follower`]: purges what changed, whoever changed it.

use super::reached::Reached;
use app::caching::{Journal, JournalError, News, Place, Purge};
use std::{path::PathBuf, sync::Arc, time::Duration};
use sunup_cache::{Cache, purge::Selector};
use tokio::{
    sync::Mutex,
    task::JoinHandle,
    time::{MissedTickBehavior, interval},
};

/// How often the journal is looked at for what other processes changed.
const LOOK: Duration = Duration::from_secs(1);

/// How long what many ask for may show what was while it is rendered anew. It takes a few
/// milliseconds a page.
const RENEWED: Duration = Duration::from_secs(1);

/// Purges what changed, in the order in which it was written down. Copies share what they have done.
#[derive(Clone)]
pub(crate) struct Follower(Arc<Inner>);

struct Inner {
    cache: Cache,
    journal: Journal,
    /// Locked while something is purged, so that whoever waits for it finds it done.
    state: Mutex<State>,
}

struct State {
    /// `None` where pages may be there and nobody knows of what time.
    place: Option<Place>,
    reached: Reached,
    /// Whether the last look failed, which is said once.
    failed: bool,
}

/// Looks at the journal until it is dropped.
pub(crate) struct Following(JoinHandle<()>);

impl Drop for Following {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl Follower {
    /// Follows from the place that is written in `file`, behind which nothing is purged of the pages
    /// that outlived the last process. Without a file there are none, and it follows from the end.
    ///
    /// # Errors
    /// When the database refuses.
    pub(crate) async fn new(
        cache: Cache,
        journal: Journal,
        file: Option<PathBuf>,
    ) -> Result<Self, JournalError> {
        let reached = Reached::new(file);
        let place = match reached.is_kept() {
            true => reached.read(),
            false => Some(journal.end().await?),
        };
        let state = State {
            place,
            reached,
            failed: false,
        };
        Ok(Self(Arc::new(Inner {
            cache,
            journal,
            state: Mutex::new(state),
        })))
    }

    /// Purges what changed since the last time.
    ///
    /// # Errors
    /// When the database refuses. Nothing is lost: the next time begins at the same place.
    pub(crate) async fn catch_up(&self) -> Result<(), JournalError> {
        let Inner {
            cache,
            journal,
            state,
        } = &*self.0;
        let mut state = state.lock().await;
        let (news, end) = match &state.place {
            Some(place) => journal.after(place).await?,
            None => (News::Everything, journal.end().await?),
        };
        if state.place.as_ref() == Some(&end) {
            return Ok(());
        }
        let pages = match news {
            News::Names(names) => {
                let names: Vec<_> = names.iter().map(Selector::tag).collect();
                cache.renew(&names, RENEWED).await.len()
            }
            News::Everything => cache.flush().await.len(),
        };
        tracing::info!(pages, "pages were purged that showed what has changed");
        // A purge is kept by the tier on disk before it is acknowledged.
        state.reached.write(&end);
        state.place = Some(end);
        Ok(())
    }

    /// As [`Self::catch_up`], where the log is told of a failure, once.
    async fn try_to_catch_up(&self) {
        let outcome = self.catch_up().await;
        let mut state = self.0.state.lock().await;
        match outcome {
            Ok(()) => state.failed = false,
            Err(error) if !state.failed => {
                state.failed = true;
                tracing::error!(%error, "changes are not seen; pages may show what was");
            }
            Err(_) => {}
        }
    }

    /// Purges what an import of this process changed.
    pub(crate) fn purges(&self) -> Purge {
        let follower = self.clone();
        Arc::new(move |_| {
            let follower = follower.clone();
            Box::pin(async move { follower.try_to_catch_up().await })
        })
    }

    /// Looks every second for what other processes changed.
    pub(crate) fn follow(&self) -> Following {
        let follower = self.clone();
        Following(tokio::spawn(async move {
            let mut ticks = interval(LOOK);
            ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
            loop {
                ticks.tick().await;
                follower.try_to_catch_up().await;
            }
        }))
    }
}
