//! What an operator reads first of data: where the next one who needs it gets it from.

use super::{EntryReport, Explanation, State, spoken::spoken};

/// Of an explanation of data whose other parts are there.
pub(super) fn summary(told: &Explanation, is_on: bool) -> String {
    let outcome = match told.entries.first() {
        _ if !is_on => "read whenever it is needed: the cache is off".to_owned(),
        Some(entry) => stored(entry, told),
        None => not_stored(told),
    };
    format!("Data, which no visitor can ask for: {outcome}.")
}

fn stored(entry: &EntryReport, told: &Explanation) -> String {
    let ttl = spoken(entry.ttl.unsigned_abs());
    match entry.state {
        State::Fresh => format!("fresh, and given from memory for {ttl} more"),
        State::Grace if entry.purged_softly => {
            "purged softly, so that whoever needs it next waits for a read".to_owned()
        }
        State::Grace if told.under_way => {
            format!("stale for {ttl}, and given from memory while it is read again")
        }
        State::Grace => {
            format!("stale for {ttl}, and given from memory once more before it is read again")
        }
        State::OnError => {
            "stale: whoever needs it next waits for a read, and gets what is stored only if that \
             fails"
                .to_owned()
        }
        State::Gone => "expired".to_owned(),
    }
}

fn not_stored(told: &Explanation) -> String {
    if told.under_way {
        return "it is being read, and nothing is stored yet".to_owned();
    }
    if let Some(tier) = told.below {
        return format!("not in memory, but in the tier below ({tier})");
    }
    match told.not_stored.first() {
        Some(note) => format!("not stored, as {}, {} ago", note.why, spoken(note.age)),
        None => "nothing is stored, as nothing needed it, or it has expired, was purged or had to \
                 make room"
            .to_owned(),
    }
}
