//! Settings whose type would allow what the site cannot run with.

use app::database;
use std::{fmt, time::Duration};
use sunup_server::config::{ByteSize, Setting};

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

/// Renders ahead of visitors at the same time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Parallel(pub(crate) usize);

impl Setting for Parallel {
    const EXPECTS: &'static str = "a number from 1 to 64";

    fn parse(text: &str) -> Option<Self> {
        let renders = text.parse().ok()?;
        (1..=64).contains(&renders).then_some(Self(renders))
    }

    fn show(&self) -> String {
        self.0.to_string()
    }
}

/// Memory for kept pages: below a mebibyte hardly any would be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Memory(pub(crate) ByteSize);

impl Setting for Memory {
    const EXPECTS: &'static str = "a size of 1MiB or more, such as 256MiB";

    fn parse(text: &str) -> Option<Self> {
        let size = ByteSize::parse(text)?;
        (size.as_u64() >= 1 << 20).then_some(Self(size))
    }

    fn show(&self) -> String {
        self.0.show()
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

/// Where the database is. `Debug` and `server config` leave out the password.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct DatabaseUrl(pub(crate) String);

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DatabaseUrl({:?})", self.show())
    }
}

impl Setting for DatabaseUrl {
    const EXPECTS: &'static str = "sqlite:// and the path of a file, such as \
         sqlite://data/site.sqlite, or postgres:// and a database, such as postgres://user@host/site";

    /// Not `:memory:`: each connection would have a database of its own.
    fn parse(text: &str) -> Option<Self> {
        if let Some((_, rest)) = text
            .split_once("://")
            .filter(|(scheme, _)| matches!(*scheme, "postgres" | "postgresql"))
        {
            return (!rest.is_empty()).then(|| Self(text.to_owned()));
        }
        let path = text.strip_prefix("sqlite://")?;
        let file = path.split('?').next().unwrap_or_default();
        let is_file =
            !file.is_empty() && !path.contains(":memory:") && !path.contains("mode=memory");
        is_file.then(|| Self(text.to_owned()))
    }

    fn show(&self) -> String {
        database::shown(&self.0)
    }

    fn repeat(text: &str) -> String {
        database::shown(text)
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
        for parallel in ["0", "65", "-1", "half", ""] {
            assert_eq!(Parallel::parse(parallel), None, "{parallel}");
        }
        assert_eq!(Parallel::parse("2"), Some(Parallel(2)));
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
            "postgres:site",
            "postgres://",
        ] {
            assert_eq!(DatabaseUrl::parse(url), None, "{url}");
        }
        assert!(DatabaseUrl::parse("sqlite://data/site.sqlite").is_some());
        let server = DatabaseUrl::parse("postgres://ada:hunter2@localhost/site");
        assert_eq!(
            server.as_ref().map(Setting::show).as_deref(),
            Some("postgres://ada:…@localhost/site")
        );
        assert!(!format!("{server:?}").contains("hunter2"));
    }
}
