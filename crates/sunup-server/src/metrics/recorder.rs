//! The registry behind the `metrics` macros.

use std::{sync::Mutex, time::Duration};

use metrics::{Unit, describe_counter, describe_histogram};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};

use super::series::{DURATION, TOTAL};

/// Upper bounds in seconds for every histogram whose name ends in `_seconds`: half a millisecond
/// (a cached page) to ten seconds (beyond every deadline).
const BUCKETS: [f64; 14] = [
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0,
];

/// The exporter drains its histograms when it renders or on upkeep; without either they grow.
const UPKEEP: Duration = Duration::from_secs(5);

/// The registry cannot be installed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum MetricsError {
    /// Some other recorder is installed, or the buckets are refused.
    #[error("the metrics registry cannot be installed: {0}")]
    Install(#[from] metrics_exporter_prometheus::BuildError),
}

/// Renders the registry; cheap to clone.
#[derive(Clone)]
pub struct Handle(PrometheusHandle);

impl Handle {
    /// Everything recorded, in Prometheus' text format 0.0.4.
    pub fn render(&self) -> String {
        self.0.render()
    }

    /// Keeps the registry small while nobody scrapes it. Ends with the runtime, or when the
    /// returned handle is aborted.
    pub fn spawn_upkeep(&self) -> tokio::task::JoinHandle<()> {
        let handle = self.0.clone();
        tokio::spawn(async move {
            let mut interval = tokio::time::interval(UPKEEP);
            loop {
                interval.tick().await;
                handle.run_upkeep();
            }
        })
    }
}

impl std::fmt::Debug for Handle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Handle").finish_non_exhaustive()
    }
}

/// Installs the process's registry, or returns the one installed before.
///
/// # Errors
/// When another recorder than ours is installed already.
pub fn install() -> Result<Handle, MetricsError> {
    static INSTALLED: Mutex<Option<Handle>> = Mutex::new(None);
    let mut installed = INSTALLED
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    if let Some(handle) = &*installed {
        return Ok(handle.clone());
    }
    let handle = PrometheusBuilder::new()
        .set_buckets_for_metric(Matcher::Suffix("_seconds".to_owned()), &BUCKETS)?
        .install_recorder()?;
    describe_counter!(
        TOTAL,
        "Requests by method, route pattern and status; 499: the client left before the answer."
    );
    describe_histogram!(
        DURATION,
        Unit::Seconds,
        "Time until the headers of a response were ready."
    );
    let handle = Handle(handle);
    *installed = Some(handle.clone());
    Ok(handle)
}
