//! Under which names the site answers.

use crate::config;
use sunup_cache::request::Hosts;
use sunup_server::config::Setting;

/// Names of hosts, separated by commas in the settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct HostNames(Vec<String>);

impl Setting for HostNames {
    const EXPECTS: &'static str = "names of hosts, such as \"example.org,www.example.org\"";

    fn parse(text: &str) -> Option<Self> {
        let names = text.split(',').map(str::trim).map(|name| {
            let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-.:[]".contains(&byte);
            (!name.is_empty() && name.bytes().all(plain)).then(|| name.to_owned())
        });
        Some(Self(names.collect::<Option<_>>()?))
    }

    fn show(&self) -> String {
        self.0.join(",")
    }
}

/// The hosts that the site answers for. On all addresses of a machine, and without a name that
/// anybody set, that is every host, and the log says so.
pub(super) fn hosts(config: &config::Config) -> Hosts {
    let named = config.listen.url_is_set || config.cache.hosts.is_some();
    if !named && config.listen.addr.ip().is_unspecified() {
        tracing::warn!(
            addr = %config.listen.addr,
            "the site answers under every name, for nobody said which are its own; set SUNUP_URL \
             to the address visitors use, and SUNUP_HOSTS where there are more"
        );
        return Hosts::any();
    }
    let own = [config.listen.url.authority().to_owned()];
    let others = config.cache.hosts.iter().flat_map(|names| names.0.clone());
    Hosts::of(own.into_iter().chain(others)).exempt("/healthz")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_separated_by_commas() {
        let names = HostNames::parse("example.org, www.example.org:8443").expect("two names");
        assert_eq!(names.show(), "example.org,www.example.org:8443");
        for wrong in ["", "a,,b", "https://example.org", "a b", "ü.example"] {
            assert_eq!(HostNames::parse(wrong), None, "{wrong}");
        }
    }
}
