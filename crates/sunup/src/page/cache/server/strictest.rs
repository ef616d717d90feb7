//! Of two policies for one answer the strictest counts.

use crate::page::Policy;

impl Policy {
    /// The stricter of both in every point, with the tags of both.
    pub(in super::super) fn and(mut self, other: Self) -> Self {
        self.public &= other.public;
        self.fresh = self.fresh.min(other.fresh);
        self.grace = self.grace.min(other.grace);
        self.on_error = self.on_error.min(other.on_error);
        self.browser = self.browser.min(other.browser);
        self.cdn = match (self.cdn, other.cdn) {
            (Some(one), Some(two)) => Some(one.min(two)),
            // The other leaves the CDN as long as the server's cache.
            (Some(one), None) => Some(one.min(other.fresh)),
            (None, Some(two)) => Some(two.min(self.fresh)),
            (None, None) => None,
        };
        self.tags.extend(other.tags);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: u32 = 60;
    const HOUR: u32 = 60 * MINUTE;

    #[test]
    fn of_two_policies_the_stricter_counts_in_every_point() {
        let one = Policy::days().max_age(50).browser_max_age(9).tag("a");
        let two = Policy::minutes().tag("b");
        let both = one.clone().and(two.clone());
        assert_eq!(both.fresh, 50);
        assert_eq!(both.grace, HOUR);
        assert_eq!(both.browser, 0);
        assert_eq!(both.tags, ["a", "b"]);
        assert_eq!(one.and(Policy::private()).to_string(), "private, no-store");
    }

    #[test]
    fn a_cdn_keeps_nothing_longer_than_the_strictest_part_allows() {
        let one = Policy::hours().cdn_max_age(10 * HOUR);
        assert_eq!(one.clone().and(Policy::minutes()).cdn, Some(MINUTE));
        assert_eq!(Policy::minutes().and(one.clone()).cdn, Some(MINUTE));
        assert_eq!(one.clone().and(one.cdn_max_age(7)).cdn, Some(7));
        assert_eq!(Policy::hours().and(Policy::days()).cdn, None);
    }
}
