//! Settings whose type would allow what the site cannot run with.

use std::time::Duration;
use sunup_server::config::Setting;

/// Connections that read the database: each is a thread with a cache of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Readers(pub(crate) u32);

impl Setting for Readers {
    const EXPECTS: &'static str = "a number from 1 to 256";

    fn parse(text: &str) -> Option<Self> {
        let readers = text.parse().ok()?;
        (1..=256).contains(&readers).then_some(Self(readers))
    }

    fn show(&self) -> String {
        self.0.to_string()
    }
}

/// How long a page may take. Below ten milliseconds no page would ever be ready.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Deadline(pub(crate) Duration);

impl Setting for Deadline {
    const EXPECTS: &'static str = "a time from 10ms to 10min, such as 500ms or 5s";

    fn parse(text: &str) -> Option<Self> {
        let deadline = Duration::parse(text)?;
        let sensible = Duration::from_millis(10)..=Duration::from_secs(600);
        sensible.contains(&deadline).then_some(Self(deadline))
    }

    fn show(&self) -> String {
        self.0.show()
    }
}

/// Where the database is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DatabaseUrl(pub(crate) String);

impl Setting for DatabaseUrl {
    const EXPECTS: &'static str =
        "sqlite:// and the path of a file, such as sqlite://data/site.sqlite";

    /// Not `:memory:`: each connection would have a database of its own.
    fn parse(text: &str) -> Option<Self> {
        let path = text.strip_prefix("sqlite://")?;
        let file = path.split('?').next().unwrap_or_default();
        let is_file =
            !file.is_empty() && !path.contains(":memory:") && !path.contains("mode=memory");
        is_file.then(|| Self(text.to_owned()))
    }

    fn show(&self) -> String {
        self.0.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_site_cannot_run_with_is_refused() {
        for readers in ["0", "-1", "257", "99999999999", "x", ""] {
            assert_eq!(Readers::parse(readers), None, "{readers}");
        }
        assert_eq!(Readers::parse("4"), Some(Readers(4)));
        for deadline in ["0s", "1ms", "24h", "x"] {
            assert_eq!(Deadline::parse(deadline), None, "{deadline}");
        }
        assert!(Deadline::parse("500ms").is_some());
        for url in [
            "sqlite::memory:",
            "sqlite://:memory:",
            "sqlite://",
            "sqlite:",
            "sqlite://?mode=ro",
            "mysql://localhost/x",
        ] {
            assert_eq!(DatabaseUrl::parse(url), None, "{url}");
        }
        assert!(DatabaseUrl::parse("sqlite://data/site.sqlite").is_some());
    }
}
