//! `cargo sunup cache top`.

use std::collections::HashMap;
use std::env;
use std::io::{self, IsTerminal, Write};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Result;

use super::Site;
use super::reading::Reading;
use super::stats::Summary;
use crate::terminal::{Cell, Paint, Table, bytes, grouped, paint, say, short};

/// Between two looks.
const PAUSE: Duration = Duration::from_secs(2);

/// The pages that are served most: once, or on a terminal again and again until Ctrl-C.
pub(crate) fn top(site: &Site, limit: usize, json: bool) -> Result<()> {
    if json {
        let limit = limit.to_string();
        say(site.get("top", &[("limit", &limit)])?.json());
        return Ok(());
    }
    if !is_screen() {
        for line in Look::take(site, limit)?.lines(None) {
            say(line);
        }
        return Ok(());
    }
    let mut before: Option<Look> = None;
    loop {
        let look = Look::take(site, limit)?;
        redraw(&look.lines(before.as_ref()), before.is_none())?;
        before = Some(look);
        thread::sleep(PAUSE);
    }
}

/// What there was to see at one moment.
struct Look {
    at: Instant,
    summary: Summary,
    pages: Vec<Page>,
}

struct Page {
    key: String,
    state: String,
    hits: u64,
    size: u64,
    age: u64,
}

impl Look {
    fn take(site: &Site, limit: usize) -> Result<Self> {
        let limit = limit.to_string();
        let (stats, top) = (
            site.get("stats", &[])?,
            site.get("top", &[("limit", &limit)])?,
        );
        let pages: Result<Vec<_>> = top.read(|value| {
            let entries = Reading::of(value).list("entries")?;
            entries.into_iter().map(Page::read).collect()
        });
        Ok(Self {
            at: Instant::now(),
            summary: stats.read(|value| Summary::read(Reading::of(value)))?,
            pages: pages?,
        })
    }

    /// With rates, where there was a look before.
    fn lines(&self, before: Option<&Self>) -> Vec<String> {
        let mut facts = vec![self.summary.hit_rate(), self.summary.memory()];
        if let Some(before) = before {
            let requests = self
                .summary
                .requests
                .saturating_sub(before.summary.requests);
            facts.push(format!("{} requests/s", self.rate(requests, before)));
        }
        let mut lines = vec![paint(Paint::Strong, facts.join("; ")), String::new()];
        if self.pages.is_empty() {
            lines.push("  Nothing is stored.".to_owned());
            return lines;
        }
        lines.extend(self.table(before).within_width());
        lines
    }

    fn table(&self, before: Option<&Self>) -> Table {
        let mut titles = vec![Cell::right("hits")];
        if before.is_some() {
            titles.push(Cell::right("hits/s"));
        }
        titles.extend([
            Cell::right("size"),
            Cell::right("age"),
            Cell::left("state"),
            Cell::left("key"),
        ]);
        let former: HashMap<&str, u64> = before
            .into_iter()
            .flat_map(|before| {
                before
                    .pages
                    .iter()
                    .map(|page| (page.key.as_str(), page.hits))
            })
            .collect();
        let mut table = Table::new(titles);
        for page in &self.pages {
            let mut cells = vec![Cell::right(grouped(page.hits))];
            if let Some(before) = before {
                let former = former.get(page.key.as_str());
                let rate = former.map(|former| {
                    let hits = page.hits.saturating_sub(*former);
                    self.rate(hits, before)
                });
                cells.push(Cell::right(rate.unwrap_or_default()));
            }
            let state = match page.state.as_str() {
                "fresh" => Cell::left("fresh"),
                state => Cell::left(state).painted(Paint::Warn),
            };
            cells.extend([
                Cell::right(bytes(page.size)),
                Cell::right(short(Duration::from_secs(page.age))),
                state,
                Cell::left(&page.key),
            ]);
            table.row(cells);
        }
        table
    }

    fn rate(&self, count: u64, before: &Self) -> String {
        let seconds = self.at.duration_since(before.at).as_secs_f64();
        grouped((count as f64 / seconds.max(0.001)).round() as u64)
    }
}

impl Page {
    fn read(told: Reading<'_>) -> Result<Self> {
        Ok(Self {
            key: told.text("key")?.to_owned(),
            state: told.text("state")?.to_owned(),
            hits: told.number("hits")?,
            size: told.number("size")?,
            age: told.number("age")?,
        })
    }
}

/// A terminal on which a line can be written over.
fn is_screen() -> bool {
    io::stdout().is_terminal() && env::var_os("TERM").is_some_and(|term| term != "dumb")
}

/// Writes the lines over those of the look before, in one go so that nothing flickers.
fn redraw(lines: &[String], first: bool) -> io::Result<()> {
    let mut screen = String::from(if first { "\x1b[2J\x1b[H" } else { "\x1b[H" });
    for line in lines {
        screen.push_str(line);
        // To the end of the line, what stood there goes.
        screen.push_str("\x1b[K\n");
    }
    screen.push_str("\x1b[J");
    let mut out = io::stdout().lock();
    out.write_all(screen.as_bytes())?;
    out.flush()
}
