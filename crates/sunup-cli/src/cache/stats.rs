//! `cargo sunup cache stats`.

use std::time::Duration;

use anyhow::Result;

use super::Site;
use super::reading::Reading;
use super::rewarming::Rewarming;
use crate::terminal::{Cell, Paint, Table, bytes, grouped, heading, paint, percent, say, short};

/// The outcomes of a request: what they are called, where they stand, what they mean.
const OUTCOMES: [(&str, &str, &str); 9] = [
    ("hit", "hits", "fresh, from memory"),
    ("stale", "stale", "stale, from memory, refreshed behind"),
    (
        "stale on error",
        "stale_on_error",
        "stale, as the render failed or was late",
    ),
    ("miss", "misses", "waited for a render"),
    ("collapsed", "collapsed", "waited for the render of another"),
    (
        "uncacheable",
        "uncacheable",
        "rendered for one visitor only",
    ),
    ("bypass", "bypassed", "passed the cache by"),
    ("failed", "failed", "no page, as the render failed"),
    ("refused", "refused", "for a host that is not the site's"),
];

const BYPASSES: [(&str, &str); 8] = [
    ("session", "bypassed_session"),
    ("method", "bypassed_method"),
    ("Authorization", "bypassed_authorization"),
    ("route never cached", "bypassed_route"),
    ("no key", "bypassed_target"),
    ("body", "bypassed_body"),
    ("upgrade", "bypassed_upgrade"),
    ("cache off", "bypassed_off"),
];

const RENDERS: [(&str, &str, &str); 5] = [
    ("stored", "renders_stored", ""),
    ("must not be stored", "renders_uncacheable", ""),
    (
        "not admitted",
        "renders_not_admitted",
        "others are asked for more often",
    ),
    ("overtaken", "renders_overtaken", "by a purge"),
    ("failed", "renders_failed", "or panicked, or late"),
];

const DATA: [(&str, &str, &str); 3] = [
    ("given", "data_hits", "from memory, or by a read under way"),
    ("read", "data_reads", ""),
    ("failed", "data_failed", "or panicked, or late"),
];

/// What the cache did since the start, and what is in it.
pub(crate) fn stats(site: &Site, json: bool) -> Result<()> {
    let told = site.get("stats", &[])?;
    if json {
        say(told.json());
        return Ok(());
    }
    let counts = told.read(|value| Counts::read(Reading::of(value)))?;
    counts.print(&site.address());
    Ok(())
}

/// Everything that is printed, read before anything is.
struct Counts {
    on: bool,
    summary: Summary,
    outcomes: Vec<u64>,
    bypasses: Vec<u64>,
    renders: Vec<u64>,
    data: Vec<u64>,
    refreshes: u64,
    not_modified: u64,
    evicted: u64,
    purged: (u64, u64),
    markers: u64,
    under_way: u64,
    open_circuits: u64,
    rewarming: Option<Rewarming>,
}

/// The line above all others, which `top` has as well.
#[derive(Debug, Clone, Copy)]
pub(super) struct Summary {
    pub(super) requests: u64,
    from_memory: u64,
    entries: u64,
    bytes: u64,
    capacity: u64,
    uptime: u64,
}

impl Summary {
    pub(super) fn read(told: Reading<'_>) -> Result<Self> {
        let mut requests = 0;
        for (_, name, _) in OUTCOMES {
            requests += told.number(name)?;
        }
        let from_memory =
            told.number("hits")? + told.number("stale")? + told.number("stale_on_error")?;
        Ok(Self {
            requests,
            from_memory,
            entries: told.number("entries")?,
            bytes: told.number("bytes")?,
            capacity: told.number("capacity")?,
            uptime: told.number("uptime")?,
        })
    }

    /// `97.4 % from memory`.
    pub(super) fn hit_rate(&self) -> String {
        format!("{} from memory", percent(self.from_memory, self.requests))
    }

    /// `12,345 entries, 212 MiB of 1.9 GiB`.
    pub(super) fn memory(&self) -> String {
        format!(
            "{} entries, {} of {}",
            grouped(self.entries),
            bytes(self.bytes),
            bytes(self.capacity)
        )
    }
}

impl Counts {
    fn read(told: Reading<'_>) -> Result<Self> {
        let numbers = |names: &[&str]| -> Result<Vec<u64>> {
            names.iter().map(|name| told.number(name)).collect()
        };
        Ok(Self {
            on: told.truth("on")?,
            summary: Summary::read(told)?,
            outcomes: numbers(&OUTCOMES.map(|(_, name, _)| name))?,
            bypasses: numbers(&BYPASSES.map(|(_, name)| name))?,
            renders: numbers(&RENDERS.map(|(_, name, _)| name))?,
            data: numbers(&DATA.map(|(_, name, _)| name))?,
            refreshes: told.number("refreshes")?,
            not_modified: told.number("not_modified")?,
            evicted: told.number("evicted")?,
            purged: (
                told.number("purged_strictly")?,
                told.number("purged_softly")?,
            ),
            markers: told.number("markers")?,
            under_way: told.number("under_way")?,
            open_circuits: told.number("open_circuits")?,
            rewarming: Rewarming::read(told)?,
        })
    }

    fn print(&self, address: &str) {
        let uptime = short(Duration::from_secs(self.summary.uptime));
        say(format!("Page cache of {address}, {uptime} old"));
        if !self.on {
            let off = paint(
                Paint::Warn,
                "It is off (SUNUP_CACHE): every request passes it by.",
            );
            say(off);
        }
        self.print_requests();
        self.print_renders();
        self.print_data();
        self.print_memory();
        if let Some(rewarming) = &self.rewarming {
            rewarming.print(&[]);
        }
    }

    fn print_requests(&self) {
        let requests = self.summary.requests;
        heading(
            &format!("{} requests", grouped(requests)),
            &self.summary.hit_rate(),
        );
        let mut table = Table::bare();
        for ((name, _, meaning), count) in OUTCOMES.iter().zip(&self.outcomes) {
            table.row(vec![
                Cell::left(*name).painted(alarm(name, *count)),
                Cell::right(grouped(*count)).painted(alarm(name, *count)),
                Cell::right(percent(*count, requests)),
                Cell::left(*meaning).painted(Paint::Quiet),
            ]);
            if *name == "bypass" {
                for ((reason, _), count) in BYPASSES.iter().zip(&self.bypasses) {
                    if *count > 0 {
                        table.row(vec![
                            Cell::left(format!("  {reason}")),
                            Cell::right(grouped(*count)),
                            Cell::right(percent(*count, requests)),
                            Cell::left(""),
                        ]);
                    }
                }
            }
        }
        table.row(vec![
            Cell::left("304"),
            Cell::right(grouped(self.not_modified)),
            Cell::right(percent(self.not_modified, requests)),
            Cell::left("not modified; counted above as well").painted(Paint::Quiet),
        ]);
        table.print();
    }

    fn print_renders(&self) {
        let renders: u64 = self.renders.iter().sum();
        heading(
            &format!("{} renders", grouped(renders)),
            &format!("{} behind a stale page", grouped(self.refreshes)),
        );
        let mut table = Table::bare();
        for ((name, _, meaning), count) in RENDERS.iter().zip(&self.renders) {
            table.row(vec![
                Cell::left(*name).painted(alarm(name, *count)),
                Cell::right(grouped(*count)).painted(alarm(name, *count)),
                Cell::right(percent(*count, renders)),
                Cell::left(*meaning).painted(Paint::Quiet),
            ]);
        }
        table.print();
    }

    /// A site whose pages share no data is told nothing of it.
    fn print_data(&self) {
        let needed: u64 = self.data.iter().sum();
        if needed == 0 {
            return;
        }
        heading("data of pages", &format!("{} times", grouped(needed)));
        let mut table = Table::bare();
        for ((name, _, meaning), count) in DATA.iter().zip(&self.data) {
            table.row(vec![
                Cell::left(*name).painted(alarm(name, *count)),
                Cell::right(grouped(*count)).painted(alarm(name, *count)),
                Cell::right(percent(*count, needed)),
                Cell::left(*meaning).painted(Paint::Quiet),
            ]);
        }
        table.print();
    }

    fn print_memory(&self) {
        heading("memory", &self.summary.memory());
        let mut table = Table::bare();
        let (strictly, softly) = self.purged;
        for (name, count, meaning) in [
            ("evicted", self.evicted, "what had to go for others"),
            ("purged", strictly, "taken out"),
            ("purged softly", softly, "marked stale"),
            ("uncacheable", self.markers, "keys seen to be so lately"),
            ("under way", self.under_way, "renders"),
            ("spared", self.open_circuits, "routes whose renders fail"),
        ] {
            table.row(vec![
                Cell::left(name).painted(alarm(name, count)),
                Cell::right(grouped(count)).painted(alarm(name, count)),
                Cell::left(meaning).painted(Paint::Quiet),
            ]);
        }
        table.print();
    }
}

/// What should be nought, and is not.
fn alarm(name: &str, count: u64) -> Paint {
    match name {
        "failed" | "spared" if count > 0 => Paint::Bad,
        "stale on error" if count > 0 => Paint::Warn,
        _ => Paint::Plain,
    }
}
