//! What an operator reads first: what becomes of a request for an address, in a sentence or two.

use super::{EntryReport, Explanation, NotStored, State, spoken::spoken};

/// Of an explanation whose other parts are there.
pub(super) fn summary(told: &Explanation) -> String {
    let mut sentences = vec![outcome(told)];
    if !told.ignored.is_empty() && told.refused.is_none() && told.bypass.is_none() {
        let names = told.ignored.join(", ");
        let (are, see) = match told.ignored.len() {
            1 => ("is no query name that the route declared", "it"),
            _ => ("are no query names that the route declared", "them"),
        };
        sentences.push(format!("{names} {are}: the page does not see {see}."));
    }
    if told.overruled && told.refused.is_none() && told.bypass.is_none() {
        let route = &told.route;
        sentences.push(format!(
            "The page states its own policy: that of the settings for {route} is not used."
        ));
    }
    sentences.join(" ")
}

fn outcome(told: &Explanation) -> String {
    if let Some(why) = &told.refused {
        return format!("Refused. {why}");
    }
    if let Some(why) = &told.in_front {
        return format!("Does not reach the cache: {why}.");
    }
    if let Some(why) = &told.bypass {
        return format!("Passes the cache by: {why}.");
    }
    let mut entries = told.entries.iter();
    let Some(entry) = entries.find(|entry| Some(&entry.key) == told.answer.as_ref()) else {
        return without_entry(told);
    };
    match entry.state {
        State::Fresh => format!(
            "Fresh: answered from memory for {} more.",
            spoken_ttl(entry)
        ),
        State::Grace => in_grace(entry, told),
        State::OnError if entry.next_refresh > 0 => format!(
            "Stale, and its render failed: answered from memory, until a visitor has it rendered \
             again, in {} at the earliest.",
            spoken(entry.next_refresh)
        ),
        State::OnError => "Stale: the next visitor waits for a render, and gets what is stored \
                           only if that fails."
            .to_owned(),
        State::Gone => "Expired: the next visitor waits for a render.".to_owned(),
    }
}

fn in_grace(entry: &EntryReport, told: &Explanation) -> String {
    let since = match entry.purged_softly {
        true => format!("Purged softly {} ago", spoken_ttl(entry)),
        false => format!("Stale for {}", spoken_ttl(entry)),
    };
    let refresh = if told.under_way {
        "and is being rendered again".to_owned()
    } else if told.circuit_open {
        "and not rendered again for now, as the renders of its route fail".to_owned()
    } else if entry.next_refresh > 0 {
        let failed = match entry.failures {
            1 => "its refresh failed".to_owned(),
            times => format!("its refresh failed {times} times"),
        };
        let wait = spoken(entry.next_refresh);
        format!("and rendered again in {wait} at the earliest, as {failed}")
    } else {
        "and rendered again behind the next visitor".to_owned()
    };
    format!("{since}: answered from memory, {refresh}.")
}

fn without_entry(told: &Explanation) -> String {
    if let Some(tier) = told.below {
        return format!("Not in memory: the next visitor gets what the tier below ({tier}) has.");
    }
    if told.under_way {
        return "Nothing is stored yet: a render is under way, and visitors wait for it."
            .to_owned();
    }
    let mut notes = told.not_stored.iter();
    match notes.find(|note| Some(&note.key) == told.key.as_ref()) {
        Some(note) => not_stored(note, told),
        None if told.circuit_open => {
            "Nothing is stored, and the renders of its route fail: one visitor at a time tries."
                .to_owned()
        }
        None => never_stored(told),
    }
}

fn not_stored(note: &NotStored, told: &Explanation) -> String {
    let next = if told.circuit_open {
        "As the renders of its route fail, one visitor at a time tries.".to_owned()
    } else if note.alone > 0 {
        let alone = spoken(note.alone);
        format!("For {alone} more every visitor gets a render of their own.")
    } else {
        "The next visitor waits for a render.".to_owned()
    };
    let ago = spoken(note.age);
    format!("Not stored: {}, {ago} ago. {next}", note.why)
}

fn never_stored(told: &Explanation) -> String {
    let others = match told.entries.len() {
        0 => "",
        1 => " One other entry of its path is stored.",
        _ => " Other entries of its path are stored.",
    };
    format!(
        "Nothing is stored: nobody asked for it, or what was stored has expired, was purged or had \
         to make room. The next visitor waits for a render.{others}"
    )
}

fn spoken_ttl(entry: &EntryReport) -> String {
    spoken(entry.ttl.unsigned_abs())
}
