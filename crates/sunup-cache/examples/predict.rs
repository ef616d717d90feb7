//! How well transitions predict where visitors go next, and what they take in memory.
//!
//! ```sh
//! cargo run --release -p sunup-cache --example predict
//! ```
//!
//! A site of a million pages, each with twenty links of which some are followed far more often than
//! others, as pages are (Zipf, exponent 1). Half of the visits begin at a page from outside, the
//! popular ones more often; the others follow a link. Twenty million steps are counted; then it is
//! looked which of a million more were among those that are predicted for their page, and which of
//! them anybody could have predicted who knows the links. It fails when the tables take more than
//! 8 MiB, or when for the hottest pages less than nine tenths are predicted of what could be.

use std::collections::HashMap;

use sunup_cache::warm::{Frequency, Transitions};

const PAGES: u64 = 1_000_000;
const LINKS: u64 = 20;
const COUNTED: u64 = 20_000_000;
const LOOKED_AT: u64 = 1_000_000;

/// Pages that a warmer looks at: 64, and what they are among more of them.
const HOTTEST: [u64; 3] = [64, 1_000, 10_000];

/// Predictions of a page that are looked at.
const FIRST: usize = 4;

fn main() -> Result<(), String> {
    let (frequency, transitions) = (
        Frequency::for_pages(PAGES as usize),
        Transitions::for_pages(PAGES as usize),
    );
    let mut visitor = Visitor { state: 42, at: 0 };
    for turn in 0..COUNTED {
        if let Some((from, to)) = visitor.step() {
            transitions.record(&path(from), &path(to), 1);
        }
        frequency.record(&path(visitor.at));
        if turn == COUNTED / 2 {
            // As after three hours.
            frequency.halve();
            transitions.halve();
        }
    }
    let size = frequency.size() + transitions.size();
    println!(
        "{PAGES} pages, {COUNTED} visits: {:.1} MiB",
        size as f64 / f64::from(1 << 20)
    );

    let mut predictions: HashMap<u64, Vec<u64>> = HashMap::new();
    let mut found = [(0_u64, 0_u64, 0_u64); HOTTEST.len()];
    for _ in 0..LOOKED_AT {
        let Some((from, to)) = visitor.step() else {
            continue;
        };
        let predicted = predictions.entry(from).or_insert_with(|| {
            let next = transitions.after(&path(from)).into_iter();
            let next = next.take(FIRST).filter_map(|next| number(&next.key));
            next.collect()
        });
        // The links that are followed most come first.
        let could_be = (0..FIRST as u64).any(|link| linked(from, link) == to);
        for (among, (steps, hits, possible)) in HOTTEST.iter().zip(&mut found) {
            if from < *among {
                *steps += 1;
                *hits += u64::from(predicted.contains(&to));
                *possible += u64::from(could_be);
            }
        }
    }
    for (among, (steps, hits, possible)) in HOTTEST.iter().zip(found) {
        let share = |count: u64| count as f64 / steps.max(1) as f64 * 100.0;
        println!(
            "from the {among:>6} hottest pages: {:>4.1} % of {steps} steps among the first {FIRST}, \
             {:.1} % possible",
            share(hits),
            share(possible)
        );
    }
    let (_, hits, possible) = found[0];
    if size > 8 << 20 {
        return Err(format!("{size} bytes are more than 8 MiB"));
    }
    match hits * 10 >= possible * 9 {
        true => Ok(()),
        false => Err(format!("{hits} predicted of {possible} possible")),
    }
}

/// All visitors, one after the other.
struct Visitor {
    state: u64,
    at: u64,
}

impl Visitor {
    /// Goes on: along a link, or from outside.
    fn step(&mut self) -> Option<(u64, u64)> {
        let from = self.at;
        if self.number().is_multiple_of(2) {
            self.at = self.zipf(PAGES);
            return None;
        }
        let link = self.zipf(LINKS);
        self.at = linked(from, link);
        Some((from, self.at))
    }

    /// A number below `most`, the smaller the likelier: that of exponent 1, without its sum.
    fn zipf(&mut self, most: u64) -> u64 {
        let chance = (self.number() >> 11) as f64 / (1_u64 << 53) as f64;
        (((most + 1) as f64).powf(chance) - 1.0) as u64
    }

    /// Xorshift.
    fn number(&mut self) -> u64 {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        self.state.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }
}

/// Where a link of a page leads, the popular ones among all pages more often.
fn linked(page: u64, link: u64) -> u64 {
    let mut own = Visitor {
        state: (page * LINKS + link + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1,
        at: 0,
    };
    own.number();
    own.zipf(PAGES)
}

fn path(page: u64) -> String {
    format!("/article/what-page-{page}-is-about")
}

fn number(key: &str) -> Option<u64> {
    let rest = key.strip_prefix("/article/what-page-")?;
    rest.strip_suffix("-is-about")?.parse().ok()
}
