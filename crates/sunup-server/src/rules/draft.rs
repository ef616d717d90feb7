//! [`Draft`]: a rule while its values are collected from the lines of the file.

use http::StatusCode;

use super::{
    cache::{CacheRule, one},
    fields::{self, Fields},
    pattern::Pattern,
    rule::{Kind, Rule, Step, wrong},
    tags,
    target::Target,
};
use crate::config::{ConfigError, Row, RowValue, nearest};

/// A rule while its values are collected.
pub(super) struct Draft {
    pub(super) pattern: String,
    place: String,
    steps: Vec<(Kind, String)>,
    status: Option<StatusCode>,
    fields: Fields,
    cache: Option<CacheRule>,
}

/// Every key of a rule, for whoever wrote one wrong.
const KEYS: [&str; 12] = [
    "alias",
    "cache",
    "cache.control",
    "cache.locale",
    "cache.profile",
    "cache.query",
    "cache.tags",
    "headers",
    "redirect",
    "redirect.status",
    "redirect.to",
    "rewrite",
];

impl Draft {
    /// A rule for this pattern, whose first value stands there.
    pub(super) fn new(pattern: &str, place: &str) -> Self {
        Self {
            pattern: pattern.to_owned(),
            place: place.to_owned(),
            steps: Vec::new(),
            status: None,
            fields: Vec::new(),
            cache: None,
        }
    }

    /// Takes a value of the file.
    ///
    /// # Errors
    /// When it is none that this key has.
    pub(super) fn take(&mut self, keys: &[String], row: &Row) -> Result<(), ConfigError> {
        let taken = self.taken(keys, row);
        taken.map_err(|why| wrong(&row.place, &self.pattern, why))
    }

    fn taken(&mut self, keys: &[String], row: &Row) -> Result<(), String> {
        let permanent = Kind::Redirect(StatusCode::PERMANENT_REDIRECT);
        let key = keys.join(".");
        match (key.as_str(), keys) {
            ("", _) => Err(match &row.value {
                RowValue::Text(text) => {
                    format!("is a text, where a table is expected, as in {{ redirect = {text:?} }}")
                }
                RowValue::List(_) => "is a list, where a table is expected".into(),
                RowValue::Nothing => "says nothing".into(),
            }),
            ("redirect" | "redirect.to", _) => self.step(permanent, &key, row),
            ("redirect.status", _) => self.answer_with(one(&key, row)?),
            ("rewrite", _) => self.step(Kind::Rewrite, &key, row),
            ("alias", _) => self.step(Kind::Alias, &key, row),
            ("headers", _) => Err(match row.value {
                RowValue::Nothing => "has nothing in `headers`".into(),
                _ => "has a text as `headers`, where a table is expected".to_owned(),
            }),
            (_, [headers, name]) if headers == "headers" => self.field(name, one(&key, row)?),
            _ if KEYS.contains(&key.as_str()) => {
                let cache = self.cache.get_or_insert_default();
                cache.pattern.clone_from(&self.pattern);
                cache.take(&key, row)
            }
            _ => Err(match nearest(&key, KEYS) {
                Some(mean) => {
                    format!("has the key `{key}`, which no rule has; did you mean `{mean}`?")
                }
                None => format!("has the key `{key}`, which no rule has"),
            }),
        }
    }

    fn step(&mut self, kind: Kind, key: &str, row: &Row) -> Result<(), String> {
        self.steps.push((kind, one(key, row)?.to_owned()));
        match &self.steps[..] {
            [(before, _), (kind, _)] => Err(format!(
                "has `{}` and `{}`, of which only one can be obeyed",
                before.key(),
                kind.key()
            )),
            _ => Ok(()),
        }
    }

    fn answer_with(&mut self, status: &str) -> Result<(), String> {
        self.status = Some(match status {
            "301" => StatusCode::MOVED_PERMANENTLY,
            "302" => StatusCode::FOUND,
            "307" => StatusCode::TEMPORARY_REDIRECT,
            "308" => StatusCode::PERMANENT_REDIRECT,
            _ => {
                return Err(format!(
                    "has the status {status:?}; those of redirects are 301 and 308, which browsers \
                     remember, and 302 and 307"
                ));
            }
        });
        Ok(())
    }

    fn field(&mut self, name: &str, value: &str) -> Result<(), String> {
        let (name, value) = fields::read(name, value)?;
        if self.fields.iter().any(|(set, _)| *set == name) {
            return Err(format!("sets {name} twice"));
        }
        self.fields.push((name, value));
        Ok(())
    }

    /// The rule, when its parts go together.
    ///
    /// # Errors
    /// When they do not.
    pub(super) fn finish(self) -> Result<Rule, ConfigError> {
        let (place, text) = (self.place.clone(), self.pattern.clone());
        self.finished().map_err(|why| wrong(&place, &text, why))
    }

    fn finished(mut self) -> Result<Rule, String> {
        let pattern = Pattern::parse(&self.pattern)?;
        if self.pattern.len() > 1 && self.pattern.ends_with('/') {
            return Err("ends with a slash, without which this site has its addresses".into());
        }
        let step = match self.steps.pop() {
            Some((kind, to)) => Some(step(kind, &to, self.status, &pattern)?),
            None if self.status.is_some() => {
                return Err("has the status of a redirect that leads nowhere; write `to`".into());
            }
            None => None,
        };
        if let (Some(step), Some(_)) = (&step, &self.cache) {
            let Step { kind, target } = step;
            let verb = kind.verb();
            return Err(format!(
                "{verb} {target}, so that there is no page of its own to keep; `cache` belongs there"
            ));
        }
        for tag in self.cache.iter().flat_map(|cache| &cache.tags) {
            tags::check(tag, &pattern)?;
        }
        Ok(Rule {
            pattern,
            place: self.place,
            step,
            fields: self.fields,
            cache: self.cache,
        })
    }
}

fn step(
    kind: Kind,
    to: &str,
    status: Option<StatusCode>,
    pattern: &Pattern,
) -> Result<Step, String> {
    let kind = match (kind, status) {
        (Kind::Redirect(_), Some(status)) => Kind::Redirect(status),
        (Kind::Rewrite | Kind::Alias, Some(_)) => {
            return Err("has a status, which only redirects have".into());
        }
        (kind, None) => kind,
    };
    let may_leave = matches!(kind, Kind::Redirect(_));
    let target = Target::parse(to, pattern, may_leave)
        .map_err(|why| format!("{} {to:?}, which {why}", kind.verb()))?;
    if target.is_spelled_otherwise() {
        return Err(format!(
            "{} {to:?}, which ends with a slash; this site has its addresses without",
            kind.verb()
        ));
    }
    if kind == Kind::Alias && target.has_query() {
        return Err("is an alias of an address with a query; write `rewrite`".into());
    }
    Ok(Step { kind, target })
}
