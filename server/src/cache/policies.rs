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
