//! Under which names the site answers.

use sunup_cache::request::Hosts;
use sunup_server::{config::Setting, listen};

/// Names of hosts, separated by commas in the settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct HostNames(Vec<String>);

impl Setting for HostNames {
    const EXPECTS: &'static str = "names of hosts, such as \"example.org,www.example.org\"";

    fn parse(text: &str) -> Option<Self> {
        let names = text
            .split(',')
            .map(str::trim)
            .map(|name| Hosts::is_host(name).then(|| name.to_owned()));
        Some(Self(names.collect::<Option<_>>()?))
    }

    fn show(&self) -> String {
        self.0.join(",")
    }
}

/// The hosts that the site answers for: that of its address, and `others`. On all addresses of a
/// machine, and without a name that anybody set, that is every host, and the log says so.
pub(super) fn hosts(listen: &listen::Config, others: Option<&HostNames>) -> Hosts {
    let named = listen.url_is_set || others.is_some();
    if !named && listen.addr.ip().is_unspecified() {
        tracing::warn!(
            addr = %listen.addr,
            "the site answers under every name, for nobody said which are its own; set SUNUP_URL \
             to the address visitors use, and SUNUP_HOSTS where there are more"
        );
        return Hosts::any();
    }
    let own = [listen.url.authority().to_owned()];
    let others = others.iter().flat_map(|names| names.0.clone());
    Hosts::of(own.into_iter().chain(others)).exempt("/healthz")
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::{Request, header::HOST};
    use sunup_server::config::Reader;

    #[test]
    fn names_are_separated_by_commas() {
        let names = HostNames::parse("example.org, www.example.org:8443").expect("two names");
        assert_eq!(names.show(), "example.org,www.example.org:8443");
        for wrong in [
            "",
            "a,,b",
            "https://example.org",
            "example.org/",
            "example.org:https",
            "example.org:99999",
            "[::1",
            "a b",
            "ü.example",
        ] {
            assert_eq!(HostNames::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn every_host_is_answered_only_where_nobody_could_know_the_names() {
        let status = |variables: &[(&str, &str)], host: &str| {
            let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
            let mut reader = Reader::open(None, variables.iter().map(own)).expect("no file");
            let listen = listen::Config::read(&mut reader).expect("addresses");
            let named = variables.iter().find(|(name, _)| *name == "SUNUP_HOSTS");
            let names = named.map(|(_, names)| HostNames::parse(names).expect("names"));
            let request = Request::get("/").header(HOST, host).body(());
            let (parts, ()) = request.expect("a request").into_parts();
            let checked = hosts(&listen, names.as_ref()).check(&parts);
            checked.map_err(|error| error.status().as_u16())
        };
        let everywhere = ("LEPTOS_SITE_ADDR", "0.0.0.0:3000");
        let url = ("SUNUP_URL", "https://example.org");
        let names = ("SUNUP_HOSTS", "example.org");
        assert_eq!(status(&[everywhere], "anybody.example"), Ok(()));
        assert_eq!(status(&[everywhere], "anybody.example:x"), Err(400));
        for named in [&[everywhere, url][..], &[everywhere, names], &[url], &[]] {
            assert_eq!(status(named, "anybody.example"), Err(421), "{named:?}");
            assert_eq!(status(named, "localhost:3000"), Ok(()), "{named:?}");
        }
        assert_eq!(status(&[url], "example.org"), Ok(()));
        assert_eq!(status(&[everywhere, names], "EXAMPLE.org:80"), Ok(()));
    }
}
