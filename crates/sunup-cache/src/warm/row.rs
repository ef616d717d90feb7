//! [`Row`]: where visitors went from one page, as far as that is worth knowing.
//!
//! The counts are those of the pages that most went to. Another page takes the place of the least of
//! them once it has worn it down: what comes once does not push out what comes again and again.

/// Pages that are counted after each.
pub(super) const NEXT: usize = 8;

/// Steps away from one page, which is known by a part of the hash of its path; so are the pages
/// that they led to, by that of their keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) from: u32,
    pub(super) to: [u32; NEXT],
    pub(super) counts: [u16; NEXT],
    /// Steps to any page, less what other rows wore down of them; nought for none.
    pub(super) strength: u16,
}

impl Row {
    /// The row of a page.
    pub(super) fn of(from: u32) -> Self {
        Self {
            from,
            ..Self::default()
        }
    }

    /// One step that stands for so many. Returns how many are counted to that page now.
    pub(super) fn add(&mut self, to: u32, steps: u16) -> u16 {
        if self.strength.checked_add(steps).is_none() {
            self.halve();
        }
        self.strength = self.strength.saturating_add(steps);
        if let Some(at) = self.place(to) {
            self.counts[at] = self.counts[at].saturating_add(steps);
            return self.counts[at];
        }
        let mut least = 0;
        for at in 1..NEXT {
            if self.counts[at] < self.counts[least] {
                least = at;
            }
        }
        if self.counts[least] >= steps {
            self.counts[least] -= steps;
            return 0;
        }
        (self.to[least], self.counts[least]) = (to, steps);
        steps
    }

    /// Half of what was counted is forgotten.
    pub(super) fn halve(&mut self) {
        self.strength /= 2;
        for count in &mut self.counts {
            *count /= 2;
        }
    }

    /// Other pages have come so often instead. False when that wears it out.
    pub(super) fn wear(&mut self, steps: u16) -> bool {
        self.strength = self.strength.saturating_sub(steps);
        self.strength > 0
    }

    /// Whether it is the row of this page.
    pub(super) const fn is(&self, from: u32) -> bool {
        self.from == from && self.strength > 0
    }

    /// How many steps to a page are counted.
    pub(super) fn count(&self, to: u32) -> u16 {
        self.place(to).map_or(0, |at| self.counts[at])
    }

    /// The pages that steps led to, with their counts.
    pub(super) fn next(&self) -> impl Iterator<Item = (u32, u16)> {
        let pairs = self.to.into_iter().zip(self.counts);
        pairs.filter(|(_, count)| *count > 0)
    }

    fn place(&self, to: u32) -> Option<usize> {
        let is = |at: &usize| self.to[*at] == to && self.counts[*at] > 0;
        (0..NEXT).find(is)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(row: &Row) -> Vec<(u32, u16)> {
        let mut all: Vec<_> = row.next().collect();
        all.sort_by_key(|(to, count)| (std::cmp::Reverse(*count), *to));
        all
    }

    #[test]
    fn what_comes_often_stays_among_many_that_come_once() {
        let mut row = Row::of(1);
        for turn in 0..10_000 {
            row.add(100 + turn, 1);
            if turn % 10 == 0 {
                row.add(7, 1);
            }
        }
        assert_eq!(counts(&row)[0].0, 7);
        assert!(counts(&row)[0].1 > 900);
    }

    #[test]
    fn a_new_favourite_takes_a_place() {
        let mut row = Row::of(1);
        for to in 0..8 {
            for _ in 0..5 {
                row.add(to, 1);
            }
        }
        for _ in 0..6 {
            row.add(50, 1);
        }
        assert!(counts(&row).iter().any(|(to, _)| *to == 50));
    }

    #[test]
    fn counts_never_overflow_and_keep_their_proportion() {
        let mut row = Row::of(1);
        for _ in 0..200_000 {
            row.add(1, 16);
            row.add(2, 8);
        }
        let counts = counts(&row);
        let (most, next) = (f64::from(counts[0].1), f64::from(counts[1].1));
        assert!((1.9..2.1).contains(&(most / next)), "{counts:?}");
    }

    #[test]
    fn what_is_halved_often_enough_is_forgotten() {
        let mut row = Row::of(1);
        row.add(1, 100);
        for _ in 0..7 {
            row.halve();
        }
        assert_eq!((counts(&row).len(), row.strength), (0, 0));
    }
}
