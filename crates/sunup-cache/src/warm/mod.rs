//! Pages that are ready before anybody asks: what visitors ask for most is rendered behind their
//! backs when the site starts, after a deployment and after a purge, and before it expires; and what
//! is likely to be asked for next.
//!
//! [`Warmer`] renders with the service that stands behind the cache, one flight per key, and stores
//! by the same rules as for visitors. It takes the pages in the order of hits × cost of the render ×
//! staleness, and begins none while visitors wait. Hits are counted by [`Frequency`], which forgets
//! by halves; what the warmer renders counts as no visit. [`Transitions`] tell what is likely, and a
//! [`HeatFile`] keeps both over a restart.
//!
//! ```
//! use http::{Request, Response};
//! use sunup_cache::{Body, Cache, warm::{Settings, Warmer}};
//! use tower::service_fn;
//!
//! # #[tokio::main(flavor = "current_thread", start_paused = true)] async fn main() {
//! let cache = Cache::builder().build();
//! let pages = service_fn(async |_: Request<Body>| {
//!     Response::builder().header("cache-control", "public, s-maxage=60").body(Body::empty())
//! });
//! let warmer = Warmer::start(&cache, pages, Settings::default(), || async { vec!["/".to_owned()] });
//! tokio::time::sleep(std::time::Duration::from_secs(1)).await;
//! assert_eq!((cache.stats().entries, cache.stats().misses), (1, 0));
//! # drop(warmer); }
//! ```

mod counter;
mod counts;
mod deployed;
mod frequency;
mod heat_file;
mod job;
mod load;
mod names;
mod offers;
mod plan;
mod popular;
mod predicted;
mod queue;
mod report;
mod rewarming;
mod row;
mod same;
mod saved;
mod scan;
mod settings;
mod skip;
mod step;
mod transitions;
mod waiting;
mod warmer;
mod warming;
mod worker;

pub use counts::Made;
pub use frequency::{Frequency, FrequencyError};
pub use heat_file::HeatFile;
pub use job::Why;
pub use plan::{Plan, Planned};
pub use report::{Last, Report, State};
pub use rewarming::Rewarming;
pub(crate) use rewarming::gauges as rewarming_gauges;
pub use settings::Settings;
pub use skip::Skip;
pub use transitions::{Next, Transitions};
pub(crate) use waiting::Waits;
pub use warmer::Warmer;
pub(crate) use warming::Warming;
