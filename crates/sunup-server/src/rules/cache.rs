//! [`CacheRule`]: what a rule says of the pages of its route.

use crate::config::{Row, RowValue, nearest};

/// What a rule says of the pages of its route.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CacheRule {
    /// The route.
    pub pattern: String,
    /// For how long pages are kept that say nothing of it, and where that is written.
    pub policy: Option<(CachePolicy, String)>,
    /// Names under which pages are purged, besides their own: `tag:{tag}`.
    pub tags: Vec<String>,
    /// Names of the query that the page reads, besides those that it is known to.
    pub query: Vec<String>,
    /// The language that pages are rendered in, where the site has several.
    pub locale: Option<String>,
}

/// For how long pages are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CachePolicy {
    /// The name of a profile: `hours`.
    Profile(String),
    /// A value of `Cache-Control`.
    Control(String),
}

/// The words of [`CachePolicy::Profile`].
const PROFILES: [&str; 5] = ["seconds", "minutes", "hours", "days", "forever"];

impl CacheRule {
    /// Takes a value: of `cache` itself, or of the key below it.
    ///
    /// # Errors
    /// With what is wrong with it, as the end of a sentence.
    pub(super) fn take(&mut self, key: &str, row: &Row) -> Result<(), String> {
        match key {
            "cache" => {
                let said = one(key, row)?;
                let policy = match PROFILES.contains(&said) {
                    true => CachePolicy::Profile(said.to_owned()),
                    false => CachePolicy::Control(said.to_owned()),
                };
                self.decide(policy, row)
            }
            "cache.profile" => {
                let word = one(key, row)?;
                if !PROFILES.contains(&word) {
                    let mean = nearest(word, PROFILES).unwrap_or("hours");
                    return Err(format!("has the profile {word:?}; did you mean {mean:?}?"));
                }
                self.decide(CachePolicy::Profile(word.to_owned()), row)
            }
            "cache.control" => {
                let control = one(key, row)?.to_owned();
                self.decide(CachePolicy::Control(control), row)
            }
            "cache.tags" => {
                self.tags = all(key, row, |c| c.is_ascii_graphic() && c != ',')?;
                Ok(())
            }
            "cache.query" => {
                let plain = |c: char| c.is_ascii_graphic() && !"&=#+%;\"<>\\".contains(c);
                self.query = all(key, row, plain)?;
                Ok(())
            }
            "cache.locale" => {
                one(key, row)?;
                let mut locale = all(key, row, |c| c.is_ascii_alphanumeric() || c == '-')?;
                self.locale = locale.pop();
                Ok(())
            }
            _ => Err(format!("has the key `{key}`, which no rule has")),
        }
    }

    fn decide(&mut self, policy: CachePolicy, row: &Row) -> Result<(), String> {
        if self.policy.is_some() {
            return Err("has a profile and a value of Cache-Control, of which one decides".into());
        }
        self.policy = Some((policy, row.place.clone()));
        Ok(())
    }
}

/// The one text that stands under a key.
///
/// # Errors
/// Where it is none, as the end of a sentence.
pub(super) fn one<'a>(key: &str, row: &'a Row) -> Result<&'a str, String> {
    match &row.value {
        RowValue::Text(text) => Ok(text),
        RowValue::List(_) => Err(format!("has a list as `{key}`, where one text is expected")),
        RowValue::Nothing => Err(format!("has nothing in `{key}`")),
    }
}

/// The texts that stand under a key, made of characters that may stand there.
fn all(key: &str, row: &Row, plain: impl Fn(char) -> bool) -> Result<Vec<String>, String> {
    let texts = match &row.value {
        RowValue::List(texts) => texts.clone(),
        _ => vec![one(key, row)?.to_owned()],
    };
    let strange = |text: &&String| text.is_empty() || !text.chars().all(&plain);
    match texts.iter().find(strange) {
        Some(strange) => Err(format!(
            "has {strange:?} in `{key}`, which cannot stand there"
        )),
        None => Ok(texts),
    }
}
