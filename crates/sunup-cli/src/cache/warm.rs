//! `cargo sunup cache warm`.

use std::time::Duration;

use anyhow::Result;
use serde_json::Value;

use super::Site;
use super::reading::Reading;
use super::rewarming::Rewarming;
use crate::terminal::{Cell, Paint, Table, grouped, heading, paint, percent, say, short, wrapped};

/// Pages of a plan that are printed.
const SHOWN: u64 = 20;

/// What became of renders: how it is called, where it stands, what it means.
const RENDERS: [(&str, &str, &str); 5] = [
    ("stored", "stored", "ready for their next visitors"),
    ("failed", "failed", "or panicked, or late"),
    ("overtaken", "overtaken", "by a purge, and made again"),
    (
        "not admitted",
        "not_admitted",
        "others are asked for more often",
    ),
    ("must not be stored", "uncacheable", "in vain"),
];

/// Why pages are left out.
const REASONS: [(&str, &str); 11] = [
    ("fresh", "ready already"),
    ("queued", "waiting already"),
    ("under-way", "being rendered already"),
    ("uncacheable", "known not to be stored"),
    ("circuit-open", "the renders of their routes fail"),
    ("paused", "their last refresh failed a short time ago"),
    ("queue-full", "others were worth more"),
    ("under-load", "no calm moment came in time"),
    ("varies", "they depend on headers of their visitors"),
    ("absent", "nothing is at their addresses"),
    ("no-page", "they are no pages that are kept"),
];

/// Has the listed pages rendered that are not ready, or says what would be rendered.
pub(crate) fn warm(site: &Site, dry_run: bool, json: bool) -> Result<()> {
    let told = match dry_run {
        true => site.get("warm", &[("dry-run", ""), ("limit", &SHOWN.to_string())])?,
        false => site.post("warm", &[])?,
    };
    if json {
        say(told.json());
        return Ok(());
    }
    if dry_run {
        told.read(Plan::read)?.print();
    } else {
        told.read(Report::read)?.print();
    }
    Ok(())
}

struct Plan {
    total: u64,
    pages: Vec<Page>,
    skipped: Vec<(String, u64)>,
}

struct Page {
    key: String,
    why: String,
    hits: u64,
    cost: u64,
    staleness: String,
}

impl Plan {
    fn read(value: &Value) -> Result<Self> {
        let told = Reading::of(value);
        let pages = told.list("pages")?.into_iter().map(Page::read);
        Ok(Self {
            total: told.number("total")?,
            pages: pages.collect::<Result<_>>()?,
            skipped: told.counts("skipped")?,
        })
    }

    fn print(&self) {
        match self.total {
            0 => say("Nothing would be rendered: what is listed or asked for often is ready."),
            1 => say("1 page would be rendered."),
            total => {
                let sentence = format!(
                    "{} pages would be rendered, those first that spare visitors most: hits × cost \
                     × staleness.",
                    grouped(total)
                );
                for line in wrapped(&sentence, 0) {
                    say(line);
                }
            }
        }
        print_pages(&self.pages);
        let more = self.total.saturating_sub(self.pages.len() as u64);
        if more > 0 && !self.pages.is_empty() {
            say(format!("  and {} more", grouped(more)));
        }
        print_skipped(&self.skipped);
    }
}

struct Report {
    state: String,
    queued: u64,
    renders: Vec<u64>,
    yielded: u64,
    skipped: Vec<(String, u64)>,
    last: Option<(String, String, u64, u64)>,
    rewarming: Option<Rewarming>,
    changed: Vec<String>,
    next: Vec<Page>,
}

impl Report {
    fn read(value: &Value) -> Result<Self> {
        let told = Reading::of(value);
        let renders = RENDERS.iter().map(|(_, name, _)| told.number(name));
        let last = told.part("last")?.map(|last| -> Result<_> {
            let (key, result) = (
                last.text("key")?.to_owned(),
                last.text("result")?.to_owned(),
            );
            Ok((key, result, last.number("took_ms")?, last.number("ago")?))
        });
        let changed = told.texts("changed")?;
        let next = told.list("next")?.into_iter().map(Page::read);
        Ok(Self {
            state: told.text("state")?.to_owned(),
            queued: told.number("queued")?,
            renders: renders.collect::<Result<_>>()?,
            yielded: told.number("yielded")?,
            skipped: told.counts("skipped")?,
            last: last.transpose()?,
            rewarming: Rewarming::read(told)?,
            changed: changed.into_iter().map(str::to_owned).collect(),
            next: next.collect::<Result<_>>()?,
        })
    }

    fn print(&self) {
        let queued = grouped(self.queued);
        say(match self.state.as_str() {
            "resting" => "Every page that is listed or asked for often is ready.".to_owned(),
            "yielding" => paint(Paint::Warn, format!("{queued} wait: visitors come first.")),
            _ => format!("{queued} wait to be rendered."),
        });
        if let Some((key, result, took, ago)) = &self.last {
            let ago = short(Duration::from_secs(*ago));
            let last = format!("Last: {key} {result} after {took} ms, {ago} ago");
            for line in wrapped(&last, 0) {
                say(line);
            }
        }
        let all = self.renders.iter().sum();
        let yielded = format!("gave way to visitors {} times", grouped(self.yielded));
        heading(&format!("{} renders ahead", grouped(all)), &yielded);
        let mut table = Table::bare();
        for ((name, _, meaning), count) in RENDERS.iter().zip(&self.renders) {
            let alarm = match (*name, *count) {
                ("failed", 1..) => Paint::Bad,
                _ => Paint::Plain,
            };
            table.row(vec![
                Cell::left(*name).painted(alarm),
                Cell::right(grouped(*count)).painted(alarm),
                Cell::right(percent(*count, all)),
                Cell::left(*meaning).painted(Paint::Quiet),
            ]);
        }
        table.print();
        if let Some(rewarming) = &self.rewarming {
            rewarming.print(&self.changed);
        }
        if !self.next.is_empty() {
            heading("next", "");
            print_pages(&self.next);
        }
        print_skipped(&self.skipped);
    }
}

impl Page {
    fn read(told: Reading<'_>) -> Result<Self> {
        Ok(Self {
            key: told.text("key")?.to_owned(),
            why: told.text("why")?.to_owned(),
            hits: told.number("hits")?,
            cost: told.number("cost_ms")?,
            staleness: told.text("staleness")?.to_owned(),
        })
    }
}

fn print_pages(pages: &[Page]) {
    if pages.is_empty() {
        return;
    }
    let mut table = Table::new(vec![
        Cell::right("hits"),
        Cell::right("cost"),
        Cell::left("now"),
        Cell::left("why"),
        Cell::left("key"),
    ]);
    for page in pages {
        table.row(vec![
            Cell::right(grouped(page.hits)),
            Cell::right(format!("{} ms", grouped(page.cost))),
            Cell::left(&page.staleness),
            Cell::left(&page.why),
            Cell::left(&page.key),
        ]);
    }
    for line in table.within_width() {
        say(line);
    }
}

fn print_skipped(skipped: &[(String, u64)]) {
    if skipped.is_empty() {
        return;
    }
    let all = skipped.iter().map(|(_, count)| count).sum();
    heading(&format!("{} left out", grouped(all)), "");
    let mut table = Table::bare();
    for (name, count) in skipped {
        let reason = REASONS.iter().find(|(known, _)| known == name);
        table.row(vec![
            Cell::left(name),
            Cell::right(grouped(*count)),
            Cell::left(reason.map_or("", |(_, meaning)| meaning)).painted(Paint::Quiet),
        ]);
    }
    table.print();
}
