//! `sunup.toml` as a flat list of keys, each with its place.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use toml::de::{DeTable, DeValue};

use super::ConfigError;

/// A value and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Located {
    /// The key's parts, of which the text of the whole key does not tell where they end.
    pub(super) parts: Vec<String>,
    pub(super) value: Value,
    pub(super) line: usize,
    pub(super) column: usize,
}

#[derive(Clone, Debug)]
pub(super) enum Value {
    /// A string, number or boolean, as its text.
    Text(String),
    /// An array of strings.
    List(Vec<String>),
    /// A date or an array of anything else, which no setting takes.
    Other(&'static str),
    /// A table without keys.
    Table,
}

#[derive(Debug, Default)]
pub(super) struct File {
    pub(super) path: PathBuf,
    pub(super) keys: BTreeMap<String, Located>,
}

impl File {
    pub(super) fn read(path: &Path) -> Result<Self, ConfigError> {
        let text = std::fs::read_to_string(path).map_err(|source| ConfigError::Unreadable {
            file: path.to_owned(),
            source,
        })?;
        let table = DeTable::parse(&text).map_err(|error| {
            let (line, column) = position(&text, error.span().map_or(0, |span| span.start));
            ConfigError::Syntax {
                file: path.to_owned(),
                line,
                column,
                reason: error.message().replace('\n', ", "),
            }
        })?;
        let mut keys = BTreeMap::new();
        flatten(&text, &[], table.get_ref(), &mut keys);
        Ok(Self {
            path: path.to_owned(),
            keys,
        })
    }
}

fn flatten(
    text: &str,
    above: &[String],
    table: &DeTable<'_>,
    keys: &mut BTreeMap<String, Located>,
) {
    for (name, value) in table {
        let mut parts = above.to_vec();
        parts.push(name.get_ref().to_string());
        match value.get_ref() {
            DeValue::Table(inner) if !inner.is_empty() => flatten(text, &parts, inner, keys),
            // Without keys that could be unknown, it is the table that may be.
            DeValue::Table(_) => {
                let located = locate(text, parts, name.span().start, Value::Table);
                keys.insert(located.parts.join("."), located);
            }
            inner => {
                let located = locate(text, parts, value.span().start, plain(inner));
                keys.insert(located.parts.join("."), located);
            }
        }
    }
}

fn locate(text: &str, parts: Vec<String>, offset: usize, value: Value) -> Located {
    let (line, column) = position(text, offset);
    Located {
        parts,
        value,
        line,
        column,
    }
}

fn plain(value: &DeValue<'_>) -> Value {
    match value {
        DeValue::String(string) => Value::Text(string.to_string()),
        DeValue::Integer(number) => Value::Text(number.to_string()),
        DeValue::Float(number) => Value::Text(number.to_string()),
        DeValue::Boolean(truth) => Value::Text(truth.to_string()),
        DeValue::Array(items) => {
            let texts = items.iter().map(|item| match item.get_ref() {
                DeValue::String(string) => Some(string.to_string()),
                _ => None,
            });
            let texts = texts.collect::<Option<_>>();
            texts.map_or(Value::Other(value.type_str()), Value::List)
        }
        other => Value::Other(other.type_str()),
    }
}

/// Line and column, both from 1, of a byte offset.
fn position(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    (
        before.matches('\n').count() + 1,
        before[line_start..].chars().count() + 1,
    )
}
