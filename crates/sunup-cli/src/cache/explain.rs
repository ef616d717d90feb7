//! `cargo sunup cache explain`.

use std::time::Duration;

use anyhow::Result;

use super::Site;
use super::reading::Reading;
use crate::terminal::{
    Cell, Paint, Table, bytes, grouped, paint, pairs, rule, say, short, wrapped,
};

/// Other entries of the path, and other keys without one, that are printed at most.
const SHOWN: usize = 10;

/// Why a page is, or is not, answered from the cache.
pub(crate) fn explain(site: &Site, address: &str, json: bool) -> Result<()> {
    let told = site.get("explain", &[("path", address)])?;
    if json {
        say(told.json());
        return Ok(());
    }
    for line in told.read(|value| lines(address, Reading::of(value)))? {
        say(line);
    }
    Ok(())
}

fn lines(address: &str, told: Reading<'_>) -> Result<Vec<String>> {
    let key = told.perhaps("key")?;
    let mut lines = vec![paint(Paint::Strong, address), String::new()];
    lines.extend(wrapped(told.text("summary")?, 2));
    let mut facts = match key {
        Some(key) => declared(key, told)?,
        None => Vec::new(),
    };
    let answer = told.perhaps("answer")?;
    let mut others = Vec::new();
    for entry in told.list("entries")? {
        match Some(entry.text("key")?) == answer {
            true => facts.extend(stored(entry)?),
            false => others.push(entry),
        }
    }
    if !facts.is_empty() {
        lines.push(String::new());
        lines.extend(pairs(&facts));
    }
    lines.extend(variants(&others)?);
    lines.extend(not_stored(key, told)?);
    Ok(lines)
}

/// What the site declared with the route.
fn declared(key: &str, told: Reading<'_>) -> Result<Vec<(&'static str, String)>> {
    let mut pairs = vec![("key", key.to_owned())];
    let route = told.text("route")?;
    if !route.is_empty() {
        pairs.push(("route", route.to_owned()));
    }
    let query = told.texts("query")?;
    pairs.push((
        "query",
        match query.is_empty() {
            true => "the route declared no names".to_owned(),
            false => query.join(", "),
        },
    ));
    let headers = told.texts("headers")?;
    if !headers.is_empty() {
        pairs.push(("headers", headers.join(", ")));
    }
    if let Some(policy) = told.perhaps("pattern_policy")? {
        let unused = match told.truth("overruled")? {
            true => " (not used: the page states its own policy)",
            false => "",
        };
        pairs.push(("settings", format!("{policy}{unused}")));
    }
    Ok(pairs)
}

/// The entry that a visitor gets.
fn stored(entry: Reading<'_>) -> Result<Vec<(&'static str, String)>> {
    let span = |name| Ok::<_, anyhow::Error>(short(Duration::from_secs(entry.number(name)?)));
    let mut pairs = vec![
        ("policy", entry.text("policy")?.to_owned()),
        ("set by", entry.text("set_by")?.to_owned()),
        (
            "clocks",
            format!(
                "fresh for {}, grace {}, on error {}",
                span("fresh")?,
                span("grace")?,
                span("on_error")?
            ),
        ),
        ("age", span("age")?),
        ("next render", next_refresh(entry)?),
        ("tags", tags(entry)?),
        ("status", entry.number("status")?.to_string()),
        (
            "size",
            format!(
                "{}, in memory {} ({})",
                bytes(entry.number("size")?),
                bytes(entry.number("weight")?),
                entry.texts("encodings")?.join(", ")
            ),
        ),
        ("hits", grouped(entry.number("hits")?)),
        ("rendered in", render_time(entry.number("render_ms")?)),
    ];
    let vary = entry.texts("vary")?;
    if !vary.is_empty() {
        pairs.push(("vary", vary.join(", ")));
    }
    Ok(pairs)
}

fn next_refresh(entry: Reading<'_>) -> Result<String> {
    let wait = entry.number("next_refresh")?;
    Ok(match (wait, entry.number("failures")?) {
        (0, _) => "with the next visitor".to_owned(),
        (wait, 0) => format!("in {} at the earliest", short(Duration::from_secs(wait))),
        (wait, failures) => format!(
            "in {} at the earliest; {failures} failed in a row",
            short(Duration::from_secs(wait))
        ),
    })
}

fn render_time(millis: u64) -> String {
    match millis {
        0..1000 => format!("{millis} ms"),
        _ => short(Duration::from_millis(millis)),
    }
}

/// The tags as a purge takes them; one with a comma inside stands in quotes.
fn tags(entry: Reading<'_>) -> Result<String> {
    let tags = entry.texts("tags")?;
    let tags = tags.iter().map(|tag| match tag.contains(',') {
        true => format!("\"{tag}\""),
        false => (*tag).to_owned(),
    });
    let tags: Vec<String> = tags.collect();
    Ok(match tags.is_empty() {
        true => "none".to_owned(),
        false => tags.join(", "),
    })
}

/// The other entries of the path.
fn variants(entries: &[Reading<'_>]) -> Result<Vec<String>> {
    if entries.is_empty() {
        return Ok(Vec::new());
    }
    let count = grouped(entries.len() as u64);
    let mut table = Table::new(vec![
        Cell::right("hits"),
        Cell::right("size"),
        Cell::right("age"),
        Cell::left("state"),
        Cell::left("key"),
    ]);
    for entry in entries.iter().take(SHOWN) {
        table.row(vec![
            Cell::right(grouped(entry.number("hits")?)),
            Cell::right(bytes(entry.number("size")?)),
            Cell::right(short(Duration::from_secs(entry.number("age")?))),
            Cell::left(entry.text("state")?),
            Cell::left(entry.text("key")?),
        ]);
    }
    let mut lines = vec![String::new(), rule("other entries of the path", &count)];
    lines.extend(table.within_width());
    lines.extend(more(entries.len()));
    Ok(lines)
}

/// Why other keys of the path have no entry; of the address itself the summary says it.
fn not_stored(key: Option<&str>, told: Reading<'_>) -> Result<Vec<String>> {
    let mut notes = told.list("not_stored")?;
    notes.retain(|note| note.text("key").ok() != key);
    if notes.is_empty() {
        return Ok(Vec::new());
    }
    let count = grouped(notes.len() as u64);
    let mut lines = vec![String::new(), rule("not stored", &count)];
    for note in notes.iter().take(SHOWN) {
        let ago = short(Duration::from_secs(note.number("age")?));
        let (key, why) = (note.text("key")?, note.text("why")?);
        lines.extend(wrapped(&format!("{key}: {why}, {ago} ago"), 2));
    }
    lines.extend(more(notes.len()));
    Ok(lines)
}

fn more(count: usize) -> Option<String> {
    let more = count.checked_sub(SHOWN).filter(|more| *more > 0)?;
    Some(format!(
        "  and {} more (--json has all)",
        grouped(more as u64)
    ))
}
