//! [`Config`]: `[routes]` of `sunup.toml`, read rule by rule.

use super::{cache::CacheRule, draft::Draft, rule::Rule};
use crate::config::{ConfigError, Reader};

/// `routes` of the file: rules by route pattern. There is no variable for it.
///
/// | key | value |
/// |---|---|
/// | `redirect` | a target, or `{ to, status }`: 301, 302, 307 or 308, which is the default |
/// | `rewrite` | a target on this site, whose answer it is |
/// | `alias` | the same, for a page, which stays the one that search engines list |
/// | `headers` | fields of every answer |
/// | `cache` | a profile, a value of `Cache-Control`, or `{ profile, control, tags, query, locale }` |
#[derive(Clone, Debug, Default)]
pub struct Config {
    pub(super) rules: Vec<Rule>,
}

impl Config {
    /// Reads the rules, each for itself.
    ///
    /// # Errors
    /// At the first that means nothing, in the order of the file's lines.
    pub fn read(reader: &mut Reader) -> Result<Self, ConfigError> {
        let mut drafts: Vec<Draft> = Vec::new();
        for row in reader.rows("routes")? {
            let Some((pattern, keys)) = row.keys.split_first() else {
                continue;
            };
            let known = drafts.iter().position(|draft| draft.pattern == *pattern);
            let at = known.unwrap_or_else(|| {
                drafts.push(Draft::new(pattern, &row.place));
                drafts.len() - 1
            });
            drafts[at].take(keys, &row)?;
        }
        let rules = drafts.into_iter().map(Draft::finish);
        Ok(Self {
            rules: rules.collect::<Result<_, _>>()?,
        })
    }

    /// What they say of the pages of routes.
    pub fn cached(&self) -> impl Iterator<Item = &CacheRule> {
        self.rules.iter().filter_map(|rule| rule.cache.as_ref())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    use http::StatusCode;
    use tempfile::TempDir;

    use super::super::{cache::CachePolicy, rule::Kind};

    fn read(text: &str) -> Result<Config, String> {
        let folder = TempDir::new().expect("a temporary folder");
        let file = folder.path().join("sunup.toml");
        fs::write(&file, text).expect("a writable file");
        let mut reader = Reader::open(Some(&file), []).map_err(|error| error.to_string())?;
        let config = Config::read(&mut reader);
        let folder = format!("{}/", folder.path().display());
        config.map_err(|error| error.to_string().replace(&folder, ""))
    }

    fn refused(text: &str) -> String {
        read(text).expect_err(text)
    }

    #[test]
    fn rules_are_read_as_lines_and_as_tables() {
        let config = read(
            r#"
[routes]
"/blog/{slug}" = { redirect = "/article/{slug}" }
"/über" = { alias = "/about" }
"/old/{*rest}" = { rewrite = "/archive" }
"/tags" = { cache = "hours", headers = { x-robots-tag = "noindex" } }

[routes."/feed.xml"]
redirect = { to = "https://feeds.example.org/", status = 301 }

[routes."/tag/{tag}"]
cache = { control = "public, s-maxage=60", tags = ["tag:{tag}"], query = ["before"], locale = "de" }
headers.x-a = "1"
"#,
        )
        .expect("rules");
        let kinds: Vec<_> = config
            .rules
            .iter()
            .map(|rule| rule.step.as_ref().map(|it| it.kind))
            .collect();
        assert_eq!(
            kinds,
            [
                Some(Kind::Redirect(StatusCode::PERMANENT_REDIRECT)),
                Some(Kind::Alias),
                Some(Kind::Rewrite),
                None,
                Some(Kind::Redirect(StatusCode::MOVED_PERMANENTLY)),
                None,
            ]
        );
        assert!(config.rules[4].place.ends_with("sunup.toml:9:19"));
        let cached: Vec<_> = config.cached().collect();
        assert_eq!(cached.len(), 2);
        assert_eq!(
            cached[0].policy.as_ref().map(|it| &it.0),
            Some(&CachePolicy::Profile("hours".into()))
        );
        assert_eq!(cached[1].pattern, "/tag/{tag}");
        assert_eq!(cached[1].query, ["before"]);
        assert_eq!(cached[1].locale.as_deref(), Some("de"));
    }

    #[test]
    fn a_mistake_names_its_line_its_pattern_and_what_would_be_right() {
        for (text, sentence) in [
            (
                "\"/a\" = { redirct = \"/b\" }",
                "sunup.toml:2:20: the rule for /a has the key `redirct`, which no rule has; did you mean `redirect`?",
            ),
            (
                "\"/a\" = { redirect = { to = \"/b\", code = 301 } }",
                "has the key `redirect.code`",
            ),
            (
                "\"/a\" = \"/b\"",
                "the rule for /a is a text, where a table is expected, as in { redirect = \"/b\" }",
            ),
            ("\"/a\" = {}", "the rule for /a says nothing"),
            (
                "\"/a\" = { redirect = { status = 301 } }",
                "the status of a redirect that leads nowhere",
            ),
            (
                "\"/a\" = { redirect = { to = \"/b\", status = 303 } }",
                "has the status \"303\"",
            ),
            (
                "\"/a\" = { redirect = \"/b\", rewrite = \"/c\" }",
                "has `redirect` and `rewrite`, of which only one can be obeyed",
            ),
            (
                "\"/a\" = { rewrite = \"https://example.org/\" }",
                "is rewritten to \"https://example.org/\", which is no path of this site",
            ),
            (
                "\"/a\" = { redirect = \"//evil.example\" }",
                "redirects to \"//evil.example\", which has two slashes in a row",
            ),
            (
                "\"/a/{b}\" = { redirect = \"/{c}\" }",
                "has {c}, where the pattern has {b}",
            ),
            ("\"/a\" = { alias = \"/b?c=1\" }", "write `rewrite`"),
            (
                "\"/a/\" = { redirect = \"/b\" }",
                "the rule for /a/ ends with a slash, without which this site has its addresses",
            ),
            (
                "\"/a\" = { redirect = \"/b/?c=1\" }",
                "redirects to \"/b/?c=1\", which ends with a slash",
            ),
            (
                "\"/a\" = { redirect = \"/b\", cache = \"hours\" }",
                "no page of its own to keep",
            ),
            (
                "\"a\" = { redirect = \"/b\" }",
                "the rule for a does not begin with a slash",
            ),
            (
                "\"/a\" = { headers = { set-cookie = \"a=b\" } }",
                "sets set-cookie, which the server writes itself",
            ),
            (
                "\"/a\" = { headers = { X-A = \"1\", x-a = \"2\" } }",
                "sets x-a twice",
            ),
            ("\"/a\" = { headers = \"x\" }", "has a text as `headers`"),
            (
                "\"/a\" = { redirect = [\"/b\"] }",
                "has a list as `redirect`, where one text is expected",
            ),
            (
                "\"/a\" = { cache = { profile = \"hour\" } }",
                "did you mean \"hours\"?",
            ),
            (
                "\"/a\" = { cache = { profile = \"hours\", control = \"no-store\" } }",
                "of which one decides",
            ),
            (
                "\"/a\" = { cache = { tags = [\"a,b\"] } }",
                "has \"a,b\" in `cache.tags`",
            ),
            (
                "\"/a\" = { cache = { tags = [\"a:{b}\"] } }",
                "has {b}, where the pattern has none",
            ),
            (
                "\"/a\" = { cache = { query = [\"a&b\"] } }",
                "has \"a&b\" in `cache.query`",
            ),
            (
                "\"/a\" = { cache = { locale = \"de DE\" } }",
                "has \"de DE\" in `cache.locale`",
            ),
            ("\"/a\" = { cache = {} }", "has nothing in `cache`"),
            (
                "\"/a\" = { cache = { tags = [1] } }",
                "is of the type array",
            ),
        ] {
            let error = refused(&format!("[routes]\n{text}\n"));
            assert!(error.starts_with("sunup.toml:2:"), "{text}: {error}");
            assert!(error.contains(sentence), "{text}: {error}");
        }
        assert!(refused("routes = 1\n").contains("a table"));
        assert!(read("[routes]\n").is_ok());
    }
}
