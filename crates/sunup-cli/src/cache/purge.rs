//! `cargo sunup cache purge` and `flush`.

use std::io::{self, BufRead, IsTerminal, Write};

use anyhow::{Result, bail};

use super::Site;
use super::reading::Reading;
use crate::terminal::{Paint, grouped, paint, say, wrapped};

/// What keys of data end with, and keys of pages do not.
const DATA: &str = " data";

/// Keys that are printed at most.
const SHOWN: usize = 10;

/// What a purge names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Selector {
    Tag(String),
    Path(String),
    Prefix(String),
    Route(String),
}

/// Takes pages out, or marks them stale.
pub(crate) fn purge(site: &Site, selector: &Selector, soft: bool, json: bool) -> Result<()> {
    let (name, value) = match selector {
        Selector::Tag(tag) => ("tag", tag),
        Selector::Path(path) => ("path", path),
        Selector::Prefix(prefix) => ("prefix", prefix),
        Selector::Route(route) => ("route", route),
    };
    let soft = if soft { "true" } else { "false" };
    let told = site.post("purge", &[(name, value), ("soft", soft)])?;
    if json {
        say(told.json());
        return Ok(());
    }
    for line in told.read(|value| purged(Reading::of(value)))? {
        say(line);
    }
    Ok(())
}

/// Empties the cache; on a terminal it asks before.
pub(crate) fn flush(site: &Site, yes: bool, json: bool) -> Result<()> {
    if !yes && io::stdin().is_terminal() && !confirmed(site)? {
        bail!("nothing was changed");
    }
    let told = site.post("flush", &[])?;
    if json {
        say(told.json());
        return Ok(());
    }
    let count = told.read(|value| Reading::of(value).number("purged"))?;
    say(match count {
        0 => "The cache was empty.".to_owned(),
        count => format!("The cache is empty; {} gone.", pages(count)),
    });
    Ok(())
}

/// Asks on standard error, because standard output is for the answer.
fn confirmed(site: &Site) -> Result<bool> {
    let stats = site.get("stats", &[])?;
    let entries = stats.read(|value| Reading::of(value).number("entries"))?;
    let mut err = io::stderr().lock();
    write!(
        err,
        "This empties the page cache of {}: {} rendered again when asked for. Go on? [y/N] ",
        site.address(),
        pages(entries)
    )?;
    err.flush()?;
    let mut reply = String::new();
    io::stdin().lock().read_line(&mut reply)?;
    Ok(matches!(reply.trim(), "y" | "Y" | "yes"))
}

fn purged(told: Reading<'_>) -> Result<Vec<String>> {
    let (count, selector) = (told.number("purged")?, told.text("selector")?);
    if count == 0 {
        let mut sentence = format!("Nothing is stored for {selector}.");
        if selector.starts_with("tag ") && selector.contains(',') {
            sentence.push_str(" A comma is part of a tag: name one tag at a time.");
        }
        return Ok(wrapped(&sentence, 0));
    }
    let outcome = match told.truth("soft")? {
        true => "stale from now on, to be rendered again behind the next visitor of each",
        false => "gone, to be rendered again for the next visitor of each",
    };
    let keys = told.texts("keys")?;
    let with_data = keys.iter().any(|key| key.ends_with(DATA));
    let hit = match count {
        1 if with_data => "1 piece of data is".to_owned(),
        count if with_data => format!("{} pages and pieces of data are", grouped(count)),
        count => pages(count),
    };
    let count_text = paint(Paint::Strong, hit);
    let outcome = match count {
        1 => outcome.trim_end_matches(" of each"),
        _ => outcome,
    };
    let mut lines = wrapped(&format!("{selector}: {count_text} {outcome}."), 0);
    lines.extend(keys.iter().take(SHOWN).map(|key| format!("  {key}")));
    let more = count.saturating_sub(keys.len().min(SHOWN) as u64);
    if more > 0 {
        lines.push(format!("  and {} more", grouped(more)));
    }
    Ok(lines)
}

/// `1 page is`, `1,204 pages are`.
fn pages(count: u64) -> String {
    match count {
        1 => "1 page is".to_owned(),
        count => format!("{} pages are", grouped(count)),
    }
}
