//! What browsers are told of the rules, so that an application there leaves links to the server.

use super::{
    pattern::{Pattern, Segment},
    rule::Rule,
    table::{Inner, Table},
    target::SEGMENT,
};
use percent_encoding::utf8_percent_encode;

/// Every document has the expression: with more bytes it names what the rules touch, and no longer
/// each of them.
const LIMIT: usize = 4096;

impl Table {
    /// The paths that rules lead elsewhere, as a regular expression of JavaScript; `None` where
    /// there are no such rules.
    ///
    /// Of very many rules it becomes a shorter one that matches more: every path of no route, and
    /// all of a route of which a rule takes some.
    pub fn led(&self) -> Option<String> {
        let inner = self.inner()?;
        let leading: Vec<&Rule> = inner.leading().collect();
        let each = leading.iter().map(|rule| exactly(inner, &rule.pattern));
        let each = any(each.collect())?;
        Some(match each.len() > LIMIT {
            false => each,
            true => widely(inner, &leading).unwrap_or(each),
        })
    }
}

/// The paths of a pattern, without those of routes that are narrower.
fn exactly(inner: &Inner, pattern: &Pattern) -> String {
    let narrower = inner
        .routes
        .iter()
        .filter(|route| is_narrower(route, pattern) && route.common(pattern).is_some());
    let narrower: Vec<String> = narrower.map(expression).collect();
    match narrower.is_empty() {
        true => expression(pattern),
        false => format!("(?!(?:{})$){}", narrower.join("|"), expression(pattern)),
    }
}

/// Every path of no route, and those of routes of which a rule takes some.
fn widely(inner: &Inner, leading: &[&Rule]) -> Option<String> {
    let is_taken = |route: &&Pattern| {
        let mut rules = leading.iter().map(|rule| &rule.pattern);
        rules.any(|pattern| !is_narrower(route, pattern) && route.common(pattern).is_some())
    };
    let (taken, own): (Vec<&Pattern>, Vec<&Pattern>) = inner.routes.iter().partition(is_taken);
    let own: Vec<String> = own.into_iter().map(expression).collect();
    let mut alternatives: Vec<String> = taken.into_iter().map(expression).collect();
    alternatives.push(format!("(?!(?:{})$).*", own.join("|")));
    any(alternatives)
}

fn is_narrower(route: &Pattern, pattern: &Pattern) -> bool {
    route.ranks().lt(pattern.ranks())
}

fn any(alternatives: Vec<String>) -> Option<String> {
    (!alternatives.is_empty()).then(|| format!("^(?:{})$", alternatives.join("|")))
}

/// The paths of a pattern, as a browser spells them.
fn expression(pattern: &Pattern) -> String {
    let mut expression = String::new();
    for segment in pattern.segments() {
        expression.push('/');
        match segment {
            Segment::Param(_) => expression.push_str("[^/]+"),
            Segment::Rest(_) => expression.push_str(".+"),
            Segment::Fixed(fixed) => {
                for character in utf8_percent_encode(fixed, SEGMENT).flat_map(str::chars) {
                    if ".$()*+".contains(character) {
                        expression.push('\\');
                    }
                    expression.push(character);
                }
            }
        }
    }
    expression
}
