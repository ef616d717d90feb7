//! Rules that cannot be obeyed together, or not on this site.

use super::{
    pattern::{Pattern, Segment},
    rule::{Kind, Rule, Step},
    table::Inner,
    target::{Part, Target},
};
use crate::config::{ConfigError, nearest};

/// Checks the rules against each other and against the site.
///
/// # Errors
/// The first thing that is wrong, with the lines of all rules that are part of it.
pub(super) fn check(inner: &Inner) -> Result<(), ConfigError> {
    same_addresses(inner)?;
    neither_narrower(inner)?;
    for rule in &inner.rules {
        if let Some(step) = &rule.step {
            never_applied(inner, rule, step)?;
            leads_nowhere(inner, rule, step)?;
        }
        if rule.cache.is_some() {
            no_page(inner, rule)?;
        }
    }
    Ok(())
}

/// Two rules for the same addresses.
fn same_addresses(inner: &Inner) -> Result<(), ConfigError> {
    for rules in inner.by_addresses().values() {
        if let [before, rule, ..] = &rules[..] {
            let Rule { pattern, place, .. } = before;
            return Err(rule.wrong(format!(
                "is for the same addresses as that for {pattern} at {place}; make one of them"
            )));
        }
    }
    Ok(())
}

/// Two rules that say the same kind of thing of an address, of which neither is the exception of
/// the other. A third for exactly those addresses decides.
fn neither_narrower(inner: &Inner) -> Result<(), ConfigError> {
    let by_addresses = inner.by_addresses();
    let wide = inner
        .rules
        .iter()
        .filter(|rule| rule.pattern.names().next().is_some());
    for rule in wide {
        for other in &inner.rules {
            let steps = rule.step.is_some() && other.step.is_some();
            let fields = !rule.fields.is_empty() && !other.fields.is_empty();
            let (one, two) = (&rule.pattern, &other.pattern);
            if !(steps || fields) || one.covers(two) || two.covers(one) {
                continue;
            }
            let Some(common) = one.common(two) else {
                continue;
            };
            let decides = |third: &&&Rule| {
                (!steps || third.step.is_some()) && (!fields || !third.fields.is_empty())
            };
            let known = Pattern::parse(&common)
                .ok()
                .map(|common| common.addresses());
            let third = known.and_then(|known| by_addresses.get(&known)?.iter().find(decides));
            if third.is_none() {
                return Err(rule.wrong(format!(
                    "and that for {two} at {} are both for {common}, and neither is narrower; \
                     write one for {common} as well",
                    other.place
                )));
            }
        }
    }
    Ok(())
}

/// A rule for addresses that it never gets to see.
fn never_applied(inner: &Inner, rule: &Rule, step: &Step) -> Result<(), ConfigError> {
    let own = inner.own.iter().find(|own| own.covers(&rule.pattern));
    if let Some(own) = own {
        let key = step.kind.key();
        return Err(rule.wrong(format!(
            "has a `{key}`, where {own} is what the server itself answers"
        )));
    }
    if let Some(path) = fixed(rule.pattern.segments())
        && inner.assets.has(&path)
    {
        return Err(rule.wrong(format!(
            "can never apply, because the site has a file {path}; rename one of them"
        )));
    }
    Ok(())
}

/// A rule that leads to what nobody answers.
fn leads_nowhere(inner: &Inner, rule: &Rule, step: &Step) -> Result<(), ConfigError> {
    if !inner.stays(rule) {
        return Ok(());
    }
    let Step { kind, target } = step;
    let place = Pattern::of(segments(target, &rule.pattern));
    let page = |route: &&Pattern| place.common(route).is_some();
    let mut pages = inner
        .routes
        .iter()
        .filter(|route| !inner.own.contains(route));
    let mut steps = inner.rules.iter().filter(|rule| rule.step.is_some());
    let by_page = pages.any(|route| page(&route)) || steps.any(|rule| page(&&rule.pattern));
    let by_server = || inner.own.iter().any(|own| page(&own));
    let by_file = || match fixed(place.segments()) {
        Some(path) => inner.assets.has(&path),
        None => inner.assets.has_below(&beginning(place.segments())),
    };
    if by_page || (*kind != Kind::Alias && (by_server() || by_file())) {
        return Ok(());
    }
    let known: Vec<String> = inner.routes.iter().map(ToString::to_string).collect();
    let mean = nearest(&target.to_string(), known.iter().map(String::as_str));
    let mean = mean.map_or_else(String::new, |it| format!("; did you mean {it}?"));
    let what = match kind {
        Kind::Alias => "is no page of this site",
        _ => "is no address of this site",
    };
    Err(rule.wrong(format!("{} {target}, which {what}{mean}", kind.verb())))
}

/// What is said of the pages of a route that the site has not.
fn no_page(inner: &Inner, rule: &Rule) -> Result<(), ConfigError> {
    let text = rule.pattern.to_string();
    let known: Vec<String> = inner.routes.iter().map(ToString::to_string).collect();
    if known.contains(&text) {
        return Ok(());
    }
    let addresses = rule.pattern.addresses();
    let mut same = inner.routes.iter();
    if let Some(route) = same.find(|route| route.addresses() == addresses) {
        return Err(rule.wrong(format!("has `cache` for what this site calls {route}")));
    }
    let mean = nearest(&text, known.iter().map(String::as_str));
    let mean = mean.map_or_else(String::new, |it| format!("; did you mean {it}?"));
    Err(rule.wrong(format!(
        "has `cache`, and is for no route of this site{mean}"
    )))
}

/// The addresses that a target of a rule for `pattern` can be.
pub(super) fn segments(target: &Target, pattern: &Pattern) -> Vec<Segment> {
    let segment = |part: &Part| match part {
        Part::Fixed(fixed) => Segment::Fixed(fixed.clone()),
        Part::Value(name) if pattern.is_rest(name) => Segment::Rest(name.clone()),
        Part::Value(name) => Segment::Param(name.clone()),
    };
    target.path().iter().map(segment).collect()
}

/// The one address of segments without parameters, decoded.
fn fixed(segments: &[Segment]) -> Option<String> {
    let fixed = segments.iter().all(|segment| segment.name().is_none());
    fixed.then(|| segments.iter().map(|it| format!("/{it}")).collect())
}

/// The folder that all addresses of these segments are below: `/images/`.
fn beginning(segments: &[Segment]) -> String {
    let fixed = segments.iter().take_while(|it| it.name().is_none());
    let folder: String = fixed.map(|segment| format!("/{segment}")).collect();
    folder + "/"
}
