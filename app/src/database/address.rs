//! Addresses of databases: `sqlite://data/site.sqlite`, `postgres://user:password@host/site`.

/// The kinds of databases that an address can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Sqlite,
    Postgres,
}

impl Kind {
    pub(super) fn of(url: &str) -> Option<Self> {
        let (scheme, _) = url.split_once(':')?;
        match scheme {
            "sqlite" => Some(Self::Sqlite),
            "postgres" | "postgresql" => Some(Self::Postgres),
            _ => None,
        }
    }
}

/// An address as a log, an error or a terminal may show it: without its password, and without the
/// parameters, of which one can be a password too.
///
/// What is no proper address is cut rather too much: a password with an `@` or a `?` in it has to
/// be written with `%40` or `%3F`, and somebody will forget it.
pub fn shown(url: &str) -> String {
    if Kind::of(url) == Some(Kind::Sqlite) {
        return url.to_owned();
    }
    let Some((scheme, rest)) = url.split_once("://") else {
        let scheme = url.split(':').next().unwrap_or_default();
        return format!("{scheme}:…");
    };
    let (user, rest) = match rest.rsplit_once('@') {
        Some((user, rest)) => (Some(user), rest),
        None => (None, rest),
    };
    let place = rest.split(['?', '#']).next().unwrap_or_default();
    match user.map(|user| user.split_once(':')) {
        None => format!("{scheme}://{place}"),
        Some(None) => format!("{scheme}://{}@{place}", user.unwrap_or_default()),
        Some(Some((user, _))) => format!("{scheme}://{user}:…@{place}"),
    }
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn an_address_is_shown_without_its_password() {
        for (url, public) in [
            (
                "sqlite://data/site.sqlite?mode=ro",
                "sqlite://data/site.sqlite?mode=ro",
            ),
            (
                "postgres://ada@db.example/site",
                "postgres://ada@db.example/site",
            ),
            (
                "postgres://ada:hunter2@db.example:5432/site?sslmode=prefer",
                "postgres://ada:…@db.example:5432/site",
            ),
            (
                "postgresql:///site?host=/run&user=ada&password=hunter2",
                "postgresql:///site",
            ),
            (
                "mysql://ada:hunter2@localhost/x",
                "mysql://ada:…@localhost/x",
            ),
            // Passwords that should have been escaped.
            (
                "postgres://ada:hunter2@x@host/site",
                "postgres://ada:…@host/site",
            ),
            (
                "postgres://ada:hun/ter?2@host/site",
                "postgres://ada:…@host/site",
            ),
            (
                "postgres://ada:h#unter2@host/site",
                "postgres://ada:…@host/site",
            ),
            ("postgres:ada:hunter2@host", "postgres:…"),
        ] {
            assert_eq!(shown(url), public);
        }
    }
}
