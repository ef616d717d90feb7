//! What `[routes]` of `sunup.toml` says of how pages are kept.

use std::collections::BTreeMap;
use sunup::page::Policy;
use sunup_cache::policy::PatternPolicy;
use sunup_server::{
    config::ConfigError,
    rules::{self, CachePolicy, CacheRule},
};

/// What rules say of pages, by route pattern.
#[derive(Debug, Default)]
pub(crate) struct Policies(BTreeMap<String, Kept>);

/// What a rule says of the pages of a route.
#[derive(Debug)]
pub(super) struct Kept {
    /// For pages that state nothing themselves.
    pub(super) policy: Option<PatternPolicy>,
    pub(super) query: Vec<String>,
    pub(super) locale: Option<String>,
}

impl Policies {
    /// Reads the policies in the rules.
    ///
    /// # Errors
    /// When one is no `Cache-Control`.
    pub(super) fn read(rules: &rules::Config) -> Result<Self, ConfigError> {
        let kept = rules.cached().map(|rule| {
            let kept = Kept {
                policy: policy(rule)?,
                query: rule.query.clone(),
                locale: rule.locale.clone(),
            };
            Ok((rule.pattern.clone(), kept))
        });
        Ok(Self(kept.collect::<Result<_, _>>()?))
    }

    /// What is said of a route.
    pub(super) fn of(&self, pattern: &str) -> Option<&Kept> {
        self.0.get(pattern)
    }
}

fn policy(rule: &CacheRule) -> Result<Option<PatternPolicy>, ConfigError> {
    let Some((policy, place)) = &rule.policy else {
        return Ok(None);
    };
    let value = match policy {
        CachePolicy::Control(value) => value.clone(),
        CachePolicy::Profile(word) => profile(word).to_string(),
    };
    match PatternPolicy::new(&rule.pattern, &value) {
        Ok(policy) => Ok(Some(policy)),
        Err(error) => Err(ConfigError::Value {
            key: format!("routes.{}.cache", rule.pattern),
            place: place.clone(),
            found: format!("is {value:?}, where {error}"),
            expects: "a profile (seconds, minutes, hours, days, forever) or a value of \
                      Cache-Control, such as \"public, s-maxage=60\""
                .into(),
        }),
    }
}

/// The same words mean the same times here and in the pages.
fn profile(word: &str) -> Policy {
    match word {
        "seconds" => Policy::seconds(),
        "minutes" => Policy::minutes(),
        "days" => Policy::days(),
        "forever" => Policy::forever(),
        _ => Policy::hours(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use sunup_server::config::Reader;

    fn read(line: &str) -> Result<Policies, String> {
        let folder = tempfile::TempDir::new().expect("a temporary folder");
        let file = folder.path().join("sunup.toml");
        fs::write(&file, format!("[routes]\n{line}\n")).expect("a writable file");
        let mut reader = Reader::open(Some(&file), []).expect("a file of TOML");
        let rules = rules::Config::read(&mut reader).expect("rules");
        Policies::read(&rules).map_err(|error| error.to_string())
    }

    fn policy(line: &str) -> String {
        let policies = read(line).expect("a policy");
        let kept = policies.of("/tag/{tag}").expect("its route");
        let policy = kept.policy.as_ref().expect("a policy");
        policy.value().to_str().expect("ASCII").to_owned()
    }

    #[test]
    fn a_policy_is_found_by_its_pattern_as_a_profile_or_as_it_is_sent() {
        let sent = policy(r#""/tag/{tag}" = { cache = "public, s-maxage=60" }"#);
        assert_eq!(sent, "public, s-maxage=60");
        for (word, policy_of) in [
            ("seconds", Policy::seconds()),
            ("minutes", Policy::minutes()),
            ("hours", Policy::hours()),
            ("days", Policy::days()),
            ("forever", Policy::forever()),
        ] {
            let sent = policy(&format!("\"/tag/{{tag}}\" = {{ cache = \"{word}\" }}"));
            assert_eq!(sent, policy_of.to_string(), "{word}");
        }
        let policies = read(r#""/tag/{tag}" = { cache = "hours" }"#).expect("a policy");
        assert!(policies.of("/tag").is_none());
    }

    #[test]
    fn a_policy_that_contradicts_itself_names_file_line_and_pattern() {
        let error = read(r#""/tag/{tag}" = { cache = "no-store, public" }"#);
        let error = error.expect_err("a contradiction");
        for part in [
            "sunup.toml:2:",
            "`routes./tag/{tag}.cache` is \"no-store, public\"",
            "no-store and public contradict each other",
        ] {
            assert!(error.contains(part), "{part} in {error}");
        }
    }
}
