//! [`Settings`]: limits and times of a cache.

use std::{thread, time::Duration};

use crate::{document::Csp, policy::Rules, store::Limit};

/// Limits and times of a cache; the default suits a site on one machine.
///
/// ```
/// use std::time::Duration;
/// use sunup_cache::Settings;
///
/// let settings = Settings {
///     render_deadline: Duration::from_secs(10),
///     ..Settings::default()
/// };
/// assert_eq!(settings.entry_limit, 4 << 20);
/// ```
#[derive(Clone, Debug)]
pub struct Settings {
    /// Whether anything is stored and looked up: yes. A cache that is off lets every request pass
    /// as it was sent, also what a route did not declare; hosts are checked, and answers say to
    /// other caches what they say with the cache on.
    pub on: bool,
    /// Memory of the tier: one eighth of what the machine or the container has.
    pub memory: Limit,
    /// The largest body that is kept, in bytes: 4 MiB. Larger ones stream through; a document begins
    /// when it is whole or has passed this.
    pub entry_limit: usize,
    /// Entries of one path at most: 1,024.
    pub variants_per_path: usize,
    /// How long a render may take before the next request tries again: 30 s.
    pub render_deadline: Duration,
    /// How long a request waits for somebody else's render, before it takes what is stale or is
    /// asked to come back: 10 s.
    pub wait: Duration,
    /// How long a key counts as uncacheable after it was seen to be: 2 min.
    pub marker: Duration,
    /// Bodies that are compressed at the same time: half of the processors. With none, bodies
    /// are kept as rendered.
    pub compressors: usize,
    /// What decides whether a response is stored.
    pub rules: Rules,
    /// The policy that stored pages get, with the hashes of their scripts. Without one, pages keep
    /// what they state.
    pub csp: Option<Csp>,
}

impl Default for Settings {
    fn default() -> Self {
        let processors = thread::available_parallelism().map_or(1, usize::from);
        Self {
            on: true,
            memory: Limit::default(),
            entry_limit: 4 << 20,
            variants_per_path: 1024,
            render_deadline: Duration::from_secs(30),
            wait: Duration::from_secs(10),
            marker: Duration::from_secs(120),
            compressors: processors.div_ceil(2),
            rules: Rules::default(),
            csp: None,
        }
    }
}
