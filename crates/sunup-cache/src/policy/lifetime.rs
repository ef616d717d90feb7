//! [`Lifetime`]: the clocks of an entry.

use http::HeaderName;
use std::{fmt, sync::Arc, time::Duration};

/// How long a response may be reused. All clocks count ages (RFC 9111, section 4.2.3): fresh until
/// [`fresh`](Self::fresh), then the two periods of staleness side by side, and gone at
/// [`keep`](Self::keep).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lifetime {
    /// The age until which it is served as it is.
    pub fresh: Duration,
    /// Time after `fresh` in which it is served stale while one render refreshes it
    /// (`stale-while-revalidate`).
    pub grace: Duration,
    /// Time after `fresh` in which it is served stale where a render failed (`stale-if-error`).
    pub on_error: Duration,
    /// The age at which nothing may be done with it any more, and it leaves the store.
    pub keep: Duration,
    /// Where this was said.
    pub set_by: SetBy,
}

impl Lifetime {
    /// The same with a shorter fresh time, so that what was stored in one moment does not expire
    /// in one moment. `seed` decides by how much, at most a tenth. Grace and error periods begin
    /// earlier and end when they did: nothing is served that is older than was allowed.
    ///
    /// ```
    /// # use std::time::Duration;
    /// # use sunup_cache::policy::{Lifetime, SetBy};
    /// # let minute = Duration::from_secs(60);
    /// # let set_by = SetBy::Field(http::header::CACHE_CONTROL);
    /// # let stated = Lifetime { fresh: minute, grace: minute, on_error: Duration::ZERO,
    /// #     keep: 2 * minute, set_by };
    /// let lifetime = stated.jittered(7);
    /// assert!(lifetime.fresh >= stated.fresh * 9 / 10 && lifetime.fresh <= stated.fresh);
    /// assert_eq!(lifetime.fresh + lifetime.grace, stated.fresh + stated.grace);
    /// ```
    #[must_use]
    pub fn jittered(&self, seed: u64) -> Self {
        // The upper half of a scrambled seed, as a share of a tenth.
        let share = u32::try_from(scrambled(seed) >> 32).unwrap_or_default();
        let cut = self
            .fresh
            .mul_f64(f64::from(share) / f64::from(u32::MAX) / 10.0);
        let longer = |period: Duration| match period {
            Duration::ZERO => period,
            period => period + cut,
        };
        Self {
            fresh: self.fresh - cut,
            grace: longer(self.grace),
            on_error: longer(self.on_error),
            ..self.clone()
        }
    }
}

/// SplitMix64, so that neighbouring seeds give cuts that are far apart.
fn scrambled(seed: u64) -> u64 {
    let mut z = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// Who set a policy.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SetBy {
    /// The response, in this field.
    Field(HeaderName),
    /// The settings, for this route pattern.
    Pattern(Arc<str>),
}

impl fmt::Display for SetBy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Field(name) => write!(f, "{name} of the response"),
            Self::Pattern(pattern) => write!(f, "the settings for {pattern}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lifetime(fresh: u64, grace: u64, on_error: u64) -> Lifetime {
        Lifetime {
            fresh: Duration::from_secs(fresh),
            grace: Duration::from_secs(grace),
            on_error: Duration::from_secs(on_error),
            keep: Duration::from_secs(fresh + grace.max(on_error)),
            set_by: SetBy::Pattern("/".into()),
        }
    }

    #[test]
    fn jitter_never_makes_anything_older_than_was_allowed() {
        let stated = lifetime(600, 60, 6_000);
        for seed in 0..1_000 {
            let jittered = stated.jittered(seed);
            assert!(jittered.fresh <= stated.fresh);
            assert!(jittered.fresh >= stated.fresh.mul_f64(0.9));
            assert_eq!(jittered.fresh + jittered.grace, Duration::from_secs(660));
            assert_eq!(
                jittered.fresh + jittered.on_error,
                Duration::from_secs(6_600)
            );
            assert_eq!(jittered.keep, stated.keep);
        }
    }

    #[test]
    fn jitter_spreads_neighbouring_seeds_and_repeats_itself() {
        let stated = lifetime(1_000, 0, 0);
        let cuts = |seed| (stated.fresh - stated.jittered(seed).fresh).as_secs() / 10;
        let mut filled = [0_u32; 10];
        for seed in 0..1_000 {
            filled[usize::try_from(cuts(seed)).expect("a tenth at most").min(9)] += 1;
        }
        assert!(
            filled.iter().all(|count| (60..140).contains(count)),
            "{filled:?}"
        );
        assert_eq!(stated.jittered(5), stated.jittered(5));
    }

    #[test]
    fn jitter_gives_no_grace_where_there_was_none() {
        let jittered = lifetime(600, 0, 0).jittered(3);
        assert_eq!((jittered.grace, jittered.on_error), Default::default());
        assert_eq!(lifetime(0, 5, 0).jittered(3), lifetime(0, 5, 0));
    }
}
