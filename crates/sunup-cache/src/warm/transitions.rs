//! [`Transitions`]: which pages visitors go to from which, in tables of fixed size.
//!
//! Counts and nothing else: no visitor, no time, no order of more than two pages. Of the page that a
//! step began at there is a hash only. There are rows for the pages that most steps begin at, four
//! to a bucket; one that is worn down by others is given to one of them.

use std::{
    collections::HashMap,
    fmt,
    hash::BuildHasher,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use foldhash::fast::FixedState;

use super::{names::Names, row::Row};

/// Rows of a bucket.
const WAYS: usize = 4;

/// Pages of a site for each that has a row: few are asked for so often that others follow them.
const PAGES_OF_A_ROW: usize = 64;

/// Rows of the smallest and of the largest table, and names of as many pages.
const LEAST: usize = 256;
const MOST: usize = 1 << 14;

/// A page is worth a name once so many steps led to it.
const NAMED: u16 = 2;

/// Which pages visitors go to from which.
///
/// ```
/// use sunup_cache::warm::Transitions;
///
/// let transitions = Transitions::for_pages(10_000);
/// for article in ["/article/x", "/article/x", "/article/x", "/article/y"] {
///     transitions.record("/", article, 1);
/// }
/// let next = transitions.after("/");
/// assert_eq!((&*next[0].key, next[0].share), ("/article/x", 0.75));
/// ```
pub struct Transitions {
    buckets: Box<[Mutex<Bucket>]>,
    names: Mutex<Names>,
}

/// Rows whose pages have the last bits of their hashes in common.
type Bucket = [Row; WAYS];

/// A page that visitors go to from another.
#[derive(Clone, Debug, PartialEq)]
pub struct Next {
    /// The text of its key.
    pub key: Arc<str>,
    /// The part of all who went on that went there, from 0 to 1.
    pub share: f64,
}

impl Transitions {
    /// A table for a site of so many pages. For a million of them and more it takes less than 6 MiB.
    pub fn for_pages(pages: usize) -> Self {
        let rows = (pages / PAGES_OF_A_ROW).clamp(LEAST, MOST);
        let rows = rows.next_power_of_two();
        Self {
            buckets: (0..rows / WAYS).map(|_| Mutex::default()).collect(),
            names: Mutex::new(Names::new(rows)),
        }
    }

    /// A table with so many places for rows, and these rows and names.
    pub(super) fn of<'a>(
        capacity: usize,
        rows: Vec<Row>,
        names: impl Iterator<Item = (u32, &'a str)>,
    ) -> Self {
        let table = Self::for_pages(capacity.saturating_mul(PAGES_OF_A_ROW));
        for row in rows {
            let mut bucket = locked(table.bucket(row.from));
            if let Some(weakest) = bucket.iter_mut().min_by_key(|row| row.strength) {
                *weakest = row;
            }
        }
        for (hash, text) in names {
            locked(&table.names).put(hash, text);
        }
        table
    }

    /// A visitor went from a path to the page with this key, which stands for so many who did.
    pub fn record(&self, from: &str, key: &str, steps: u16) {
        let (from, to) = (hash(from), hash(key));
        // Whoever waited for another visitor's step would pay for it.
        let counted = match self.bucket(from).try_lock() {
            Ok(mut bucket) => add(&mut bucket, from, to, steps),
            Err(_) => return,
        };
        if counted >= NAMED
            && let Ok(mut names) = self.names.try_lock()
        {
            names.put(to, key);
        }
    }

    /// The pages that visitors go to from a path, those first that most go to.
    pub fn after(&self, from: &str) -> Vec<Next> {
        let from = hash(from);
        let bucket = *locked(self.bucket(from));
        let row = bucket.iter().find(|row| row.is(from));
        let mut next: Vec<_> = row.map(|row| row.next().collect()).unwrap_or_default();
        next.sort_unstable_by(|one, other| other.1.cmp(&one.1).then(one.0.cmp(&other.0)));
        let all: u32 = next.iter().map(|(_, count)| u32::from(*count)).sum();
        let names = locked(&self.names);
        let named = next.into_iter().filter_map(|(to, count)| {
            Some(Next {
                key: names.get(to)?,
                share: f64::from(count) / f64::from(all),
            })
        });
        named.collect()
    }

    /// Halves what was counted so far.
    pub fn halve(&self) {
        for bucket in &self.buckets {
            for row in &mut *locked(bucket) {
                row.halve();
            }
        }
        self.tidy();
    }

    /// Makes room for names of pages, where there is none left.
    pub(super) fn make_room(&self) {
        if locked(&self.names).is_full() {
            self.tidy();
        }
    }

    /// Takes over what another table has counted, of whatever size.
    pub fn absorb(&self, other: &Self) {
        for bucket in &other.buckets {
            for row in *locked(bucket) {
                self.take_over(&row, &locked(&other.names));
            }
        }
    }

    /// The bytes of the table in memory, about.
    pub fn size(&self) -> usize {
        size_of_val(&*self.buckets) + locked(&self.names).size()
    }

    /// How many rows it has at most.
    pub(super) fn capacity(&self) -> usize {
        self.buckets.len() * WAYS
    }

    pub(super) fn rows(&self) -> Vec<Row> {
        let buckets = self.buckets.iter().flat_map(|bucket| *locked(bucket));
        buckets.filter(|row| row.strength > 0).collect()
    }

    pub(super) fn names(&self) -> MutexGuard<'_, Names> {
        locked(&self.names)
    }

    fn take_over(&self, row: &Row, names: &Names) {
        let mut bucket = locked(self.bucket(row.from));
        for (to, count) in row.next() {
            let known = bucket.iter().find(|own| own.is(row.from));
            let known = known.map_or(0, |own| own.count(to));
            let counted = match count.saturating_sub(known) {
                0 => 0,
                more => add(&mut bucket, row.from, to, more),
            };
            if counted > 0
                && let Some(text) = names.get(to)
            {
                locked(&self.names).put(to, &text);
            }
        }
    }

    fn tidy(&self) {
        let mut counts = HashMap::new();
        for bucket in &self.buckets {
            for row in *locked(bucket) {
                for (to, count) in row.next() {
                    let most: &mut u16 = counts.entry(to).or_default();
                    *most = count.max(*most);
                }
            }
        }
        locked(&self.names).keep(&counts);
    }

    fn bucket(&self, from: u32) -> &Mutex<Bucket> {
        // The number of buckets is a power of two.
        &self.buckets[from as usize & (self.buckets.len() - 1)]
    }
}

/// Counts steps in the row of their page. Where it has none, and the weakest row is not worn out by
/// them, they are not counted.
fn add(bucket: &mut Bucket, from: u32, to: u32, steps: u16) -> u16 {
    if let Some(row) = bucket.iter_mut().find(|row| row.is(from)) {
        return row.add(to, steps);
    }
    let Some(weakest) = bucket.iter_mut().min_by_key(|row| row.strength) else {
        return 0;
    };
    if weakest.wear(steps) {
        return 0;
    }
    *weakest = Row::of(from);
    weakest.add(to, steps)
}

/// What a page is known by. The same in every process of a build, so that a table outlives one.
pub(super) fn hash(text: &str) -> u32 {
    FixedState::with_seed(0).hash_one(text) as u32
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl fmt::Debug for Transitions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Transitions")
            .field("bytes", &self.size())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::{super::frequency::Frequency, *};
    use proptest::prelude::*;

    fn shares(table: &Transitions, from: &str) -> Vec<(String, f64)> {
        let next = table.after(from).into_iter();
        next.map(|next| (next.key.to_string(), next.share))
            .collect()
    }

    #[test]
    fn counts_of_a_million_addresses_take_less_than_eight_mebibytes() {
        let frequency = Frequency::for_pages(1_000_000);
        let table = Transitions::for_pages(1_000_000);
        let long = "x".repeat(90);
        for page in 0..1_000_000_u32 {
            let key = format!("/article/{page}/{long}");
            frequency.record(&key);
            table.record(&format!("/article/{}/{long}", page / 7), &key, 16);
        }
        let size = frequency.size() + table.size();
        assert!(table.names().is_full());
        assert!(size <= 8 << 20, "{size}");
        assert!(Transitions::for_pages(usize::MAX).size() <= 1 << 20);
    }

    #[test]
    fn a_page_that_few_come_from_pushes_no_other_out() {
        let table = Transitions::for_pages(0);
        for _ in 0..200 {
            table.record("/", "/popular", 1);
        }
        for page in 0..10_000 {
            table.record(&format!("/forged/{page}"), &format!("/to/{page}"), 1);
        }
        assert_eq!(shares(&table, "/")[0].0, "/popular");
    }

    #[test]
    fn what_came_once_has_no_name_and_is_not_predicted() {
        let table = Transitions::for_pages(1_000);
        table.record("/", "/once", 1);
        assert_eq!(shares(&table, "/"), []);
        table.record("/", "/once", 1);
        assert_eq!(shares(&table, "/"), [("/once".to_owned(), 1.0)]);
        assert_eq!(shares(&table, "/other"), []);
    }

    #[test]
    fn where_visitors_went_is_forgotten_by_halves() {
        let table = Transitions::for_pages(1_000);
        for _ in 0..100 {
            table.record("/", "/x", 1);
        }
        for _ in 0..7 {
            assert_eq!(shares(&table, "/").len(), 1);
            table.halve();
        }
        assert_eq!(shares(&table, "/"), []);
        assert_eq!(table.names().texts().count(), 0);
    }

    proptest! {
        #[test]
        fn a_table_that_takes_over_what_it_knows_does_not_change(
            steps in prop::collection::vec((0_u8..20, 0_u8..30), 0..400),
        ) {
            let table = Transitions::for_pages(1_000);
            for (from, to) in &steps {
                table.record(&format!("/{from}"), &format!("/{to}"), 1);
            }
            let before = table.rows();
            let copy = Transitions::for_pages(1_000);
            copy.absorb(&table);
            table.absorb(&copy);
            prop_assert_eq!(table.rows(), before);
            for (from, _) in steps {
                let from = format!("/{from}");
                prop_assert_eq!(shares(&table, &from), shares(&copy, &from));
            }
        }
    }
}
