//! Reads settings and remembers what was read.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use super::{
    ConfigError, Setting, Warning,
    file::{File, Located, Value},
    nearest::nearest,
};

/// Reads every setting once, from the place with the last word.
///
/// Order of words: the environment, then the file, then the default. An empty variable counts as
/// unset, because that is how `.env` files switch a setting off.
#[derive(Debug)]
pub struct Reader {
    file: File,
    variables: BTreeMap<String, String>,
    entries: Vec<Entry>,
    foreign: Vec<&'static str>,
    tables: Vec<&'static str>,
}

/// A value in a table whose keys are the site's own, as route patterns are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The key below the table: `/article/{slug}`, `headers`, `x-robots-tag`.
    pub keys: Vec<String>,
    /// What stands there.
    pub value: RowValue,
    /// `sunup.toml:3:12`.
    pub place: String,
}

/// What stands in a [`Row`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowValue {
    /// A text, number or switch, as its text.
    Text(String),
    /// A list of texts.
    List(Vec<String>),
    /// A table without keys.
    Nothing,
}

/// One setting after it was read, for `server config`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The key in the file: `render.deadline`.
    pub key: &'static str,
    /// The variable: `SUNUP_RENDER_DEADLINE`.
    pub variable: &'static str,
    /// The value as text; `(set)` for a secret.
    pub value: String,
    /// Who had the last word.
    pub source: Source,
}

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Source {
    /// Nobody set it.
    Default,
    /// `sunup.toml:3:12`.
    File(String),
    /// The variable of this name.
    Environment(&'static str),
}

impl Reader {
    /// Takes the file's keys, and the variables of `environment` (see
    /// [`variables`](super::variables)). `None` means that there is no file.
    ///
    /// # Errors
    /// When the file cannot be read or is not TOML.
    pub fn open(
        file: Option<&Path>,
        environment: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self, ConfigError> {
        Ok(Self {
            file: file.map(File::read).transpose()?.unwrap_or_default(),
            variables: environment.into_iter().collect(),
            entries: Vec::new(),
            foreign: Vec::new(),
            tables: Vec::new(),
        })
    }

    /// The value of a setting; from now on its key and variable are known.
    ///
    /// # Errors
    /// When the text found means no `T`.
    pub fn value<T: Setting>(
        &mut self,
        key: &'static str,
        variable: &'static str,
        default: T,
    ) -> Result<T, ConfigError> {
        let (value, source) = self
            .look_up(key, variable)?
            .unwrap_or((default, Source::Default));
        self.entries.push(Entry {
            key,
            variable,
            value: value.show(),
            source,
        });
        Ok(value)
    }

    /// Reads a table of the file whose keys are no settings of ours, as those of `routes` are
    /// patterns: all that stands below it, in the order of the file.
    ///
    /// # Errors
    /// When one of its values is a date, or a list of anything but texts.
    pub fn rows(&mut self, table: &'static str) -> Result<Vec<Row>, ConfigError> {
        self.tables.push(table);
        let below = |(name, located): (&String, &Located)| {
            let rest = name.strip_prefix(table)?;
            (rest.is_empty() || rest.starts_with('.')).then(|| located.clone())
        };
        let mut found: Vec<Located> = self.file.keys.iter().filter_map(below).collect();
        found.sort_by_key(|located| (located.line, located.column));
        let depth = table.split('.').count();
        let rows = found.into_iter().map(|located| {
            let Located { line, column, .. } = located;
            let place = format!("{}:{line}:{column}", self.file.path.display());
            let key = || located.parts.join(".");
            let keys: Vec<String> = located.parts.iter().skip(depth).cloned().collect();
            let value = match located.value {
                Value::Text(_) | Value::List(_) if keys.is_empty() => {
                    return Err(ConfigError::Value {
                        key: table.to_owned(),
                        place,
                        found: "is a value".into(),
                        expects: "a table".into(),
                    });
                }
                Value::Text(text) => RowValue::Text(text),
                Value::List(texts) => RowValue::List(texts),
                Value::Table => RowValue::Nothing,
                Value::Other(kind) => return Err(wrong_type::<String>(&key(), place, kind)),
            };
            Ok(Row { keys, value, place })
        });
        rows.filter(|row| row.as_ref().map_or(true, |row| !row.keys.is_empty()))
            .collect()
    }

    /// Declares a `SUNUP_…` variable that something else than the settings reads, so that
    /// [`finish`](Self::finish) does not warn of it.
    pub fn ignore(&mut self, variable: &'static str) {
        self.foreign.push(variable);
    }

    /// Ends the reading: refuses keys of the file that nobody read and empty tables that no setting
    /// stands in, and reports `SUNUP_…` variables
    /// that nobody read.
    ///
    /// # Errors
    /// At the first unknown key, in the order of the file's lines.
    pub fn finish(&self) -> Result<Vec<Warning>, ConfigError> {
        let known_keys = || self.entries.iter().map(|entry| entry.key);
        let own = |key: &str| {
            let mut own = self.tables.iter();
            own.any(|table| {
                key.strip_prefix(table)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            })
        };
        let known_tables = || {
            let tables_of_keys = known_keys().flat_map(tables);
            tables_of_keys.chain(self.tables.iter().copied())
        };
        let unknown = self
            .file
            .keys
            .iter()
            .filter(|(key, _)| !own(key))
            .filter(|(key, located)| match located.value {
                Value::Table => known_tables().all(|known| known != key.as_str()),
                _ => known_keys().all(|known| known != key.as_str()),
            })
            .min_by_key(|(_, located)| (located.line, located.column));
        if let Some((key, located)) = unknown {
            let nearest = match located.value {
                Value::Table => nearest(key, known_tables().chain(known_keys())),
                _ => nearest(key, known_keys()),
            };
            return Err(ConfigError::UnknownKey {
                file: self.file.path.clone(),
                line: located.line,
                key: key.clone(),
                nearest: nearest.map(str::to_owned),
            });
        }
        let known_variables = || self.entries.iter().map(|entry| entry.variable);
        Ok(self
            .variables
            .keys()
            .filter(|name| name.starts_with("SUNUP_"))
            .filter(|name| !self.foreign.contains(&name.as_str()))
            .filter(|name| known_variables().all(|known| known != name.as_str()))
            .map(|name| Warning {
                variable: name.clone(),
                nearest: nearest(name, known_variables()).map(str::to_owned),
            })
            .collect())
    }

    /// Every setting read so far, in the order of reading, secrets redacted.
    pub fn describe(&self) -> &[Entry] {
        &self.entries
    }

    fn look_up<T: Setting>(
        &self,
        key: &'static str,
        variable: &'static str,
    ) -> Result<Option<(T, Source)>, ConfigError> {
        if let Some(text) = self.variables.get(variable).filter(|text| !text.is_empty()) {
            return T::parse(text)
                .map(|value| Some((value, Source::Environment(variable))))
                .ok_or_else(|| bad_value::<T>(key, variable.to_owned(), text));
        }
        let Some(located) = self.file.keys.get(key) else {
            return Ok(None);
        };
        let place = format!(
            "{}:{}:{}",
            self.file.path.display(),
            located.line,
            located.column
        );
        match &located.value {
            Value::Text(text) => match T::parse(text) {
                Some(value) => Ok(Some((value, Source::File(place)))),
                None => Err(bad_value::<T>(key, place, text)),
            },
            Value::List(_) => Err(wrong_type::<T>(key, place, "array")),
            Value::Other(kind) => Err(wrong_type::<T>(key, place, kind)),
            Value::Table => Err(wrong_type::<T>(key, place, "table")),
        }
    }
}

/// The tables that a key stands in: `a` and `a.b` for `a.b.c`.
fn tables(key: &str) -> impl Iterator<Item = &str> {
    key.match_indices('.').map(|(end, _)| &key[..end])
}

impl std::fmt::Display for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Default => f.write_str("default"),
            Self::File(place) => f.write_str(place),
            Self::Environment(variable) => f.write_str(variable),
        }
    }
}

/// `sunup.toml` in the working directory, when there is one.
pub fn default_file() -> Option<PathBuf> {
    let file = PathBuf::from("sunup.toml");
    file.exists().then_some(file)
}

fn wrong_type<T: Setting>(key: &str, place: String, kind: &str) -> ConfigError {
    ConfigError::Value {
        key: key.to_owned(),
        place,
        found: format!("is of the type {kind}"),
        expects: T::EXPECTS.to_owned(),
    }
}

fn bad_value<T: Setting>(key: &str, place: String, text: &str) -> ConfigError {
    let found = if T::SECRET {
        "is not usable".to_owned()
    } else {
        let shown: String = T::repeat(text).chars().take(100).collect();
        format!("is {shown:?}")
    };
    ConfigError::Value {
        key: key.to_owned(),
        place,
        found,
        expects: T::EXPECTS.to_owned(),
    }
}
