//! [`Table`]: the rules of a site, ready to be asked.

use std::{collections::BTreeMap, fmt, sync::Arc};

use http::{HeaderValue, StatusCode, Uri};
use percent_encoding::percent_decode_str;

use super::{
    Config, conflicts,
    fields::{Added, Fields},
    loops,
    pattern::Pattern,
    rule::{Kind, Rule},
    tree::Tree,
};
use crate::{
    assets::Assets,
    config::{ConfigError, Origin},
    route::RouteLabel,
};

/// The site that rules are for.
#[derive(Clone, Debug)]
pub struct Site {
    /// The patterns of all its routes.
    pub routes: Vec<String>,
    /// Those patterns that the server itself answers, which nothing is led away from: its health,
    /// its functions, the browser's code.
    pub own: Vec<String>,
    /// Its files, which come before every rule that leads elsewhere.
    pub assets: Assets,
    /// Where it is.
    pub origin: Origin,
}

/// The rules of a site, ready to be asked. Cheap to clone.
#[derive(Clone, Default)]
pub struct Table(Option<Arc<Inner>>);

pub(super) struct Inner {
    pub(super) rules: Vec<Rule>,
    pub(super) routes: Vec<Pattern>,
    pub(super) own: Vec<Pattern>,
    pub(super) assets: Assets,
    origin: Origin,
    /// The rules that lead elsewhere.
    steps: Tree<usize>,
    /// The fields of each rule that sets some, those of wider rules among them.
    fields: Tree<Arc<Fields>>,
    /// The routes again, to find the narrowest.
    places: Tree<usize>,
    /// The patterns of the rules, as names in logs.
    labels: Vec<RouteLabel>,
}

/// What becomes of a request that a rule is for.
#[derive(Debug, Default)]
pub(super) struct Led {
    pub(super) end: End,
    /// What the answer gets, in this order.
    pub(super) fields: Vec<Arc<Fields>>,
}

#[derive(Debug, Default)]
pub(super) enum End {
    /// It is answered where it is.
    #[default]
    Here,
    /// It is answered as this path and query would be.
    There(String),
    /// The client is sent there.
    Away(StatusCode, HeaderValue, RouteLabel),
}

/// How often a request is rewritten at most. That this is enough was found at start.
pub(super) const MOST: usize = 20;

impl Table {
    /// The rules of `config`, when they go together with each other and with the site.
    ///
    /// # Errors
    /// When two rules are for the same addresses, a rule can never apply or leads nowhere, or
    /// addresses lead in a circle.
    pub fn new(config: Config, site: Site) -> Result<Self, ConfigError> {
        let rules = config.rules;
        if rules.is_empty() {
            return Ok(Self(None));
        }
        let patterns = |texts: &[String]| {
            let patterns = texts.iter().map(|text| {
                Pattern::parse(text).map_err(|why| {
                    let own = format!("the route {text} of this site {why}");
                    ConfigError::Combination(own)
                })
            });
            patterns.collect::<Result<Vec<Pattern>, _>>()
        };
        let own = patterns(&site.own)?;
        let mut routes = patterns(&site.routes)?;
        routes.extend(own.iter().cloned());
        let mut inner = Inner {
            steps: Tree::default(),
            fields: Tree::default(),
            places: Tree::default(),
            // Names in logs and metrics for as long as the process lives, as those of routes.
            labels: rules
                .iter()
                .map(|rule| RouteLabel(rule.pattern.to_string().leak()))
                .collect(),
            rules,
            routes,
            own,
            assets: site.assets,
            origin: site.origin,
        };
        for (at, route) in inner.routes.iter().enumerate() {
            inner.places.insert(route, at);
        }
        conflicts::check(&inner)?;
        for (at, rule) in inner.rules.iter().enumerate() {
            if rule.step.is_some() {
                inner.steps.insert(&rule.pattern, at);
            }
            if !rule.fields.is_empty() {
                let fields = Arc::new(together(&inner.rules, rule));
                inner.fields.insert(&rule.pattern, fields);
            }
        }
        loops::check(&inner)?;
        let acts = |rule: &Rule| rule.step.is_some() || !rule.fields.is_empty();
        let acts = inner.rules.iter().any(acts);
        Ok(Self(acts.then(|| Arc::new(inner))))
    }

    /// What rules add to an answer for this path; `None` where one may lead elsewhere.
    pub fn added(&self, path: &str) -> Option<Added> {
        let Some(inner) = self.inner() else {
            return Some(Added::default());
        };
        let stays = inner.steps.find(path).is_none();
        stays.then(|| Added::of(inner.fields.find(path)))
    }

    /// What becomes of a request for this address; `None` where no rule is for it.
    pub(super) fn lead(&self, uri: &Uri) -> Option<Led> {
        self.inner()?.lead(uri)
    }

    pub(super) fn inner(&self) -> Option<&Inner> {
        self.0.as_deref()
    }
}

/// The fields of a rule, and of those that cover it, of which the narrower wins.
fn together(rules: &[Rule], rule: &Rule) -> Fields {
    let mut covering: Vec<&Rule> = rules
        .iter()
        .filter(|wide| wide.pattern.covers(&rule.pattern))
        .collect();
    covering.sort_by(|one, two| one.pattern.ranks().cmp(two.pattern.ranks()));
    let mut set = Fields::new();
    for (name, value) in covering.iter().flat_map(|rule| &rule.fields) {
        if set.iter().all(|(known, _)| known != name) {
            set.push((name.clone(), value.clone()));
        }
    }
    set
}

impl Inner {
    fn lead(&self, uri: &Uri) -> Option<Led> {
        let first = self.fields.find(uri.path());
        let step = self.step(uri.path());
        if first.is_none() && step.is_none() {
            return None;
        }
        let mut led = Led::default();
        led.fields.extend(first.cloned());
        let Some(_) = step else {
            return Some(led);
        };
        let mut address = uri.path_and_query()?.to_string();
        let mut canonical = None;
        for _ in 0..MOST {
            let (path, query) = match address.split_once('?') {
                Some((path, query)) => (path, Some(query)),
                None => (address.as_str(), None),
            };
            let Some(at) = self.step(path) else { break };
            let Rule { pattern, step, .. } = &self.rules[at];
            let (Some(step), Some(values)) = (step, pattern.values(path)) else {
                break;
            };
            if let Kind::Redirect(status) = step.kind {
                let location = step.target.address(&values, query);
                if let Some(Ok(location)) = location.map(HeaderValue::try_from) {
                    led.end = End::Away(status, location, self.labels[at]);
                    return Some(led);
                }
                break;
            }
            let Some(local) = step.target.local(&values, query) else {
                break;
            };
            if step.kind == Kind::Alias {
                canonical = Some(step.target.expanded(&values));
            }
            address = local;
            let path = address.split('?').next().unwrap_or_default();
            // What the visitor's own address says wins, and is set last.
            led.fields.splice(0..0, self.fields.find(path).cloned());
            led.end = End::There(address.clone());
        }
        let link = canonical.map(|path| format!("<{}{path}>; rel=\"canonical\"", self.origin));
        if let Some(Ok(link)) = link.map(HeaderValue::try_from) {
            led.fields.push(Arc::new(vec![(http::header::LINK, link)]));
        }
        Some(led)
    }

    /// The rule that leads requests for this path elsewhere: no file is there, and no route that is
    /// narrower.
    pub(super) fn step(&self, path: &str) -> Option<usize> {
        let at = *self.steps.find(path)?;
        let pattern = &self.rules[at].pattern;
        if let Some(place) = self.places.find(path)
            && self.routes[*place].ranks().lt(pattern.ranks())
        {
            return None;
        }
        let decoded = percent_decode_str(path).decode_utf8_lossy();
        (!self.assets.has(&decoded)).then_some(at)
    }

    /// Where this path is led next on this site, and by which rule.
    pub(super) fn next(&self, path: &str) -> Option<(usize, String)> {
        let at = self.step(path)?;
        let Rule { pattern, step, .. } = &self.rules[at];
        let (target, values) = (&step.as_ref()?.target, pattern.values(path)?);
        let stays = target.origin().is_none_or(|origin| *origin == self.origin);
        stays
            .then(|| target.local(&values, None))
            .flatten()
            .map(|local| {
                let path = local.split('?').next().unwrap_or_default();
                (at, path.to_owned())
            })
    }

    /// The rules that lead elsewhere.
    pub(super) fn leading(&self) -> impl Iterator<Item = &Rule> {
        self.rules.iter().filter(|rule| rule.step.is_some())
    }

    /// Whether a rule leads to another address of this site.
    pub(super) fn stays(&self, rule: &Rule) -> bool {
        let origin = rule.step.as_ref().map(|step| step.target.origin());
        origin.is_some_and(|origin| origin.is_none_or(|origin| *origin == self.origin))
    }

    /// The rules by the addresses that they are for, whatever their parameters are called.
    pub(super) fn by_addresses(&self) -> BTreeMap<String, Vec<&Rule>> {
        let mut found: BTreeMap<String, Vec<&Rule>> = BTreeMap::new();
        for rule in &self.rules {
            found
                .entry(rule.pattern.addresses())
                .or_default()
                .push(rule);
        }
        found
    }
}

impl fmt::Debug for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Table").finish_non_exhaustive()
    }
}
