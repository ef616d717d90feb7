//! `sunup.toml` as a flat list of keys, each with its place.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::ConfigError;

/// A value and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Located {
    pub(super) value: Value,
    pub(super) line: usize,
    pub(super) column: usize,
}

#[derive(Clone, Debug)]
pub(super) enum Value {
    /// A string, number or boolean, as its text.
    Text(String),
    /// An array or a date, which no setting takes.
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
        flatten(&text, "", table.get_ref(), &mut keys);
        Ok(Self {
            path: path.to_owned(),
            keys,
        })
    }
}

fn flatten(text: &str, prefix: &str, table: &DeTable<'_>, keys: &mut BTreeMap<String, Located>) {
    for (name, value) in table {
        let key = if prefix.is_empty() {
            name.get_ref().to_string()
        } else {
            format!("{prefix}.{}", name.get_ref())
        };
        match value.get_ref() {
            DeValue::Table(inner) if !inner.is_empty() => flatten(text, &key, inner, keys),
            // Without keys that could be unknown, it is the table that may be.
            DeValue::Table(_) => {
                let (line, column) = position(text, name.span().start);
                let value = Value::Table;
                keys.insert(
                    key,
                    Located {
                        value,
                        line,
                        column,
                    },
                );
            }
            _ => {
                keys.insert(key, locate(text, value));
            }
        }
    }
}

fn locate(text: &str, value: &Spanned<DeValue<'_>>) -> Located {
    let (line, column) = position(text, value.span().start);
    let value = match value.get_ref() {
        DeValue::String(string) => Value::Text(string.to_string()),
        DeValue::Integer(number) => Value::Text(number.to_string()),
        DeValue::Float(number) => Value::Text(number.to_string()),
        DeValue::Boolean(truth) => Value::Text(truth.to_string()),
        other => Value::Other(other.type_str()),
    };
    Located {
        value,
        line,
        column,
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
