//! [`Reading`]: the parts of an answer, each of the kind that is expected.

use anyhow::{Context, Result};
use serde_json::Value;

/// A part of an answer.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reading<'a>(&'a Value);

impl<'a> Reading<'a> {
    pub(super) fn of(value: &'a Value) -> Self {
        Self(value)
    }

    pub(super) fn number(self, name: &str) -> Result<u64> {
        let number = self.0.get(name).and_then(Value::as_u64);
        number.with_context(|| format!("it has no number `{name}`"))
    }

    pub(super) fn truth(self, name: &str) -> Result<bool> {
        let truth = self.0.get(name).and_then(Value::as_bool);
        truth.with_context(|| format!("it has no true or false `{name}`"))
    }

    pub(super) fn text(self, name: &str) -> Result<&'a str> {
        let text = self.0.get(name).and_then(Value::as_str);
        text.with_context(|| format!("it has no text `{name}`"))
    }

    /// A text that may be `null`.
    pub(super) fn perhaps(self, name: &str) -> Result<Option<&'a str>> {
        match self.0.get(name) {
            Some(Value::Null) => Ok(None),
            _ => self.text(name).map(Some),
        }
    }

    /// A part that may be `null`.
    pub(super) fn part(self, name: &str) -> Result<Option<Reading<'a>>> {
        match self.0.get(name) {
            Some(Value::Null) => Ok(None),
            Some(part @ Value::Object(_)) => Ok(Some(Reading(part))),
            _ => anyhow::bail!("it has no part `{name}`"),
        }
    }

    /// Numbers by their names.
    pub(super) fn counts(self, name: &str) -> Result<Vec<(String, u64)>> {
        let counts = self.0.get(name).and_then(Value::as_object);
        let counts = counts.with_context(|| format!("it has no counts `{name}`"))?;
        let counts = counts.iter().map(|(name, count)| {
            let count = count.as_u64();
            let count = count.with_context(|| format!("its count `{name}` is no number"))?;
            Ok((name.clone(), count))
        });
        counts.collect()
    }

    pub(super) fn list(self, name: &str) -> Result<Vec<Reading<'a>>> {
        let list = self.0.get(name).and_then(Value::as_array);
        let list = list.with_context(|| format!("it has no list `{name}`"))?;
        Ok(list.iter().map(Reading).collect())
    }

    pub(super) fn texts(self, name: &str) -> Result<Vec<&'a str>> {
        let texts = self.list(name)?.into_iter().map(|part| part.0.as_str());
        let texts: Option<Vec<_>> = texts.collect();
        texts.with_context(|| format!("its list `{name}` is not of texts"))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn parts_are_read_by_name_and_kind() {
        let value = json!({ "a": 1, "c": "x", "d": null, "e": ["y"], "f": true });
        let it = Reading::of(&value);
        assert_eq!(it.number("a").unwrap(), 1);
        assert_eq!(it.text("c").unwrap(), "x");
        assert_eq!(it.perhaps("d").unwrap(), None);
        assert_eq!(it.perhaps("c").unwrap(), Some("x"));
        assert_eq!(it.texts("e").unwrap(), ["y"]);
        assert!(it.truth("f").unwrap());
    }

    #[test]
    fn what_is_not_there_is_named() {
        let value = json!({ "a": "1", "e": [1] });
        let it = Reading::of(&value);
        assert_eq!(
            it.number("a").unwrap_err().to_string(),
            "it has no number `a`"
        );
        assert!(it.perhaps("missing").is_err());
        assert!(it.texts("e").is_err());
    }
}
