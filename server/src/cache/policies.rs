//! What `sunup.toml` declares for pages that declare nothing.

use std::collections::BTreeMap;
use sunup_cache::policy::PatternPolicy;
use sunup_server::config::{ConfigError, Reader};

/// `cache.policies`: values of `Cache-Control` by route pattern.
#[derive(Debug, Default)]
pub(crate) struct Policies(BTreeMap<String, (PatternPolicy, String)>);

impl Policies {
    pub(super) fn read(reader: &mut Reader) -> Result<Self, ConfigError> {
        let rows = reader
            .table("cache.policies")?
            .into_iter()
            .map(|row| match PatternPolicy::new(&row.key, &row.value) {
                Ok(policy) => Ok((row.key, (policy, row.place))),
                Err(error) => Err(ConfigError::Value {
                    key: format!("cache.policies.{}", row.key),
                    place: row.place,
                    found: format!("is {:?}, where {error}", row.value),
                    expects: "a value of Cache-Control, such as \"public, s-maxage=60\"".into(),
                }),
            });
        Ok(Self(rows.collect::<Result<_, _>>()?))
    }

    /// The policy for a route.
    pub(super) fn of(&self, pattern: &str) -> Option<&PatternPolicy> {
        self.0.get(pattern).map(|(policy, _)| policy)
    }

    /// The first pattern that is no route of the site, with its place in the file.
    pub(super) fn without_route(&self, routes: &[String]) -> Option<(&str, &str)> {
        let strange = self.0.iter().find(|(pattern, _)| !routes.contains(pattern));
        strange.map(|(pattern, (_, place))| (pattern.as_str(), place.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn read(line: &str) -> Result<Policies, String> {
        let folder = tempfile::TempDir::new().expect("a temporary folder");
        let file = folder.path().join("sunup.toml");
        fs::write(&file, format!("[cache.policies]\n{line}\n")).expect("a writable file");
        let mut reader = Reader::open(Some(&file), []).expect("a file of TOML");
        Policies::read(&mut reader).map_err(|error| error.to_string())
    }

    #[test]
    fn a_policy_is_found_by_its_pattern() {
        let policies = read(r#""/tag/{tag}" = "public, s-maxage=60""#).expect("a policy");
        assert!(policies.of("/tag/{tag}").is_some() && policies.of("/tag").is_none());
        let routes = |pattern: &str| [pattern.to_owned()];
        assert_eq!(policies.without_route(&routes("/tag/{tag}")), None);
        let strange = policies.without_route(&routes("/tag"));
        let (pattern, place) = strange.expect("no route of this name");
        assert_eq!(pattern, "/tag/{tag}");
        assert!(place.contains("sunup.toml:2:"), "{place}");
    }

    #[test]
    fn a_policy_that_contradicts_itself_names_file_line_and_pattern() {
        let error = read(r#""/tag/{tag}" = "no-store, public""#).expect_err("a contradiction");
        for part in [
            "sunup.toml:2:",
            "`cache.policies./tag/{tag}` is \"no-store, public\"",
            "no-store and public contradict each other",
        ] {
            assert!(error.contains(part), "{part} in {error}");
        }
    }
}
