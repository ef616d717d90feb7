//! Finds addresses that lead in a circle, before a visitor does.
//!
//! Which addresses can follow one another is found with parameters in them: what a target can be is
//! compared with every pattern, and a parameter takes the text that a pattern asks for. Each way
//! that comes by what it has seen before is then walked by an address in full, with the table that
//! requests are led by, so that nothing is refused that would have come to an end.

use std::collections::HashSet;

use super::{
    conflicts::segments,
    pattern::{Pattern, Segment, is_some},
    rule::Rule,
    table::{Inner, MOST},
};
use crate::config::ConfigError;

/// Checks that every address comes to an end.
///
/// # Errors
/// When one does not: with the way that it takes, and the lines of the rules.
pub(super) fn check(inner: &Inner) -> Result<(), ConfigError> {
    let leading: Vec<&Rule> = inner
        .rules
        .iter()
        .filter(|rule| inner.stays(rule))
        .collect();
    let words = words(inner);
    let mut seen = HashSet::new();
    let mut fresh = 0;
    for rule in &leading {
        let start = rule.pattern.segments().to_vec();
        if is_fixed(&start) {
            walk(inner, &address(&words, &start))?;
            continue;
        }
        seen.insert(spelled(&start));
        let mut ways = vec![(start.clone(), start, 0)];
        while let Some((start, now, steps)) = ways.pop() {
            for rule in &leading {
                let Some(met) = meet(&now, rule.pattern.segments(), &mut fresh) else {
                    continue;
                };
                let start = replaced(&start, &met.asked);
                let next = match &rule.step {
                    Some(step) => replaced(&segments(&step.target, &rule.pattern), &met.values),
                    None => continue,
                };
                // One address in full is followed at once, and so is what grows with each step.
                let is_new = !is_fixed(&next) && steps < MOST && seen.insert(spelled(&next));
                if is_new {
                    ways.push((start, next, steps + 1));
                } else {
                    walk(inner, &address(&words, &start))?;
                }
            }
        }
    }
    Ok(())
}

fn is_fixed(segments: &[Segment]) -> bool {
    segments.iter().all(|segment| segment.name().is_none())
}

/// Every text that a pattern names.
fn words(inner: &Inner) -> HashSet<String> {
    let patterns = inner.rules.iter().map(|rule| &rule.pattern);
    let segments = patterns.chain(&inner.routes).flat_map(Pattern::segments);
    let fixed = segments.filter(|segment| segment.name().is_none());
    fixed.map(ToString::to_string).collect()
}

/// What parameters stand for.
type Bindings = Vec<(String, Vec<Segment>)>;

/// An address with parameters that a pattern is for.
struct Met {
    /// What the address has to be for it.
    asked: Bindings,
    /// The values of the pattern's parameters.
    values: Bindings,
}

/// Compares an address with a pattern, from the left.
fn meet(address: &[Segment], pattern: &[Segment], fresh: &mut usize) -> Option<Met> {
    let mut met = Met {
        asked: Bindings::new(),
        values: Bindings::new(),
    };
    let mut left = address.to_vec();
    let mut wanted = pattern;
    loop {
        let (first, rest) = match (left.first(), wanted) {
            (None, []) => break,
            (_, [Segment::Rest(name)]) if is_some(&left) => {
                met.values.push((name.clone(), left));
                break;
            }
            (Some(first), [wanted, ..]) => (first.clone(), wanted),
            _ => return None,
        };
        match (first, rest) {
            (Segment::Fixed(fixed), Segment::Fixed(other)) if fixed == *other => {}
            (Segment::Fixed(fixed), Segment::Param(name)) if !fixed.is_empty() => {
                met.values.push((name.clone(), vec![Segment::Fixed(fixed)]));
            }
            (Segment::Param(name), Segment::Fixed(fixed)) if !fixed.is_empty() => {
                let fixed = vec![Segment::Fixed(fixed.clone())];
                // The same parameter may come again, and is this from now on.
                let binding = [(name.clone(), fixed.clone())];
                left = replaced(&left, &binding);
                met.ask((name, fixed));
            }
            (Segment::Param(symbol), Segment::Param(name)) => {
                met.values
                    .push((name.clone(), vec![Segment::Param(symbol)]));
            }
            (Segment::Rest(symbol), _) => {
                // It is whatever the pattern still wants, with parameters of its own.
                let named = |segment: &Segment| {
                    *fresh += 1;
                    match segment {
                        Segment::Fixed(fixed) => Segment::Fixed(fixed.clone()),
                        Segment::Param(name) => Segment::Param(format!("{name}'{fresh}")),
                        Segment::Rest(name) => Segment::Rest(format!("{name}'{fresh}")),
                    }
                };
                let whole: Vec<Segment> = wanted.iter().map(named).collect();
                if !is_some(&whole) {
                    return None;
                }
                met.ask((symbol, whole.clone()));
                left = whole;
                continue;
            }
            _ => return None,
        }
        left.remove(0);
        wanted = &wanted[1..];
    }
    Some(met)
}

impl Met {
    fn ask(&mut self, binding: (String, Vec<Segment>)) {
        for (_, value) in self.values.iter_mut().chain(&mut self.asked) {
            *value = replaced(value, std::slice::from_ref(&binding));
        }
        self.asked.push(binding);
    }
}

/// Segments with what parameters stand for in their place.
fn replaced(segments: &[Segment], bindings: &[(String, Vec<Segment>)]) -> Vec<Segment> {
    let mut replaced = Vec::with_capacity(segments.len());
    for segment in segments {
        let name = segment.name();
        let value = bindings
            .iter()
            .find(|(known, _)| Some(known.as_str()) == name);
        match value {
            Some((_, value)) => replaced.extend(value.iter().cloned()),
            None => replaced.push(segment.clone()),
        }
    }
    replaced
}

/// The same text for addresses that differ in the names of their parameters.
fn spelled(segments: &[Segment]) -> String {
    let mut names: Vec<&str> = Vec::new();
    let mut text = String::new();
    for segment in segments {
        let number = segment.name().map(|name| {
            let known = names.iter().position(|known| *known == name);
            known.unwrap_or_else(|| {
                names.push(name);
                names.len() - 1
            })
        });
        text += &match (segment, number) {
            (Segment::Rest(_), Some(number)) => format!("/{{*{number}}}"),
            (_, Some(number)) => format!("/{{{number}}}"),
            (fixed, None) => format!("/{fixed}"),
        };
    }
    text
}

/// An address of these segments: parameters are words that no pattern names.
fn address(words: &HashSet<String>, segments: &[Segment]) -> String {
    let mut bindings = Bindings::new();
    for name in segments.iter().filter_map(Segment::name) {
        if bindings.iter().any(|(known, _)| known == name) {
            continue;
        }
        let mut word = name.split('\'').next().unwrap_or(name).to_owned();
        let is_taken = |word: &String| {
            let mut taken = bindings.iter().flat_map(|(_, value)| value);
            words.contains(word) || taken.any(|value| value.to_string() == *word)
        };
        while is_taken(&word) {
            word.push('1');
        }
        bindings.push((name.to_owned(), vec![Segment::Fixed(word)]));
    }
    let segments = replaced(segments, &bindings);
    let escaped = segments.iter().map(|segment| {
        let text = segment.to_string();
        percent_encoding::utf8_percent_encode(&text, percent_encoding::NON_ALPHANUMERIC).to_string()
    });
    escaped.map(|segment| format!("/{segment}")).collect()
}

/// Walks from an address until it is led no further.
fn walk(inner: &Inner, start: &str) -> Result<(), ConfigError> {
    let mut way: Vec<(String, &Rule)> = Vec::new();
    let mut now = start.to_owned();
    while let Some((at, next)) = inner.next(&now) {
        let known = way.iter().position(|(before, _)| *before == now);
        if known.is_some() || way.len() == MOST {
            way.drain(..known.unwrap_or_default());
            return Err(endless(&way, known.is_some()));
        }
        way.push((now, &inner.rules[at]));
        now = next;
    }
    Ok(())
}

fn endless(way: &[(String, &Rule)], is_circle: bool) -> ConfigError {
    const SHOWN: usize = 4;
    let unescaped = |text: &str| {
        let text = percent_encoding::percent_decode_str(text).decode_utf8_lossy();
        text.into_owned()
    };
    let mut shown: Vec<String> = way.iter().map(|(address, _)| unescaped(address)).collect();
    let first = shown.first().cloned().unwrap_or_default();
    let is_long = shown.len() > SHOWN;
    shown.truncate(SHOWN);
    if is_long || !is_circle {
        shown.push("…".into());
    }
    let how = match is_circle {
        true => {
            shown.push(first);
            "leads in a circle"
        }
        false => "leads on without an end",
    };
    let mut others: Vec<&str> = Vec::new();
    for (_, rule) in way {
        let place = rule.place.as_str();
        if place != way[0].1.place && !others.contains(&place) {
            others.push(place);
        }
    }
    let with = match &others[..] {
        [] => String::new(),
        others => format!(", with the rules at {}", others.join(", ")),
    };
    way[0]
        .1
        .wrong(format!("{how}: {}{with}", shown.join(" → ")))
}
