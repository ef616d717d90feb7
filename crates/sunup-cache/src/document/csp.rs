//! [`Csp`]: the policy of a stored page, which names its inline scripts by their hashes.

use super::hashes::Hashes;
use http::HeaderValue;

/// A Content Security Policy (CSP Level 3, section 2.2).
///
/// ```
/// use sunup_cache::document::Csp;
///
/// let policy = Csp::parse("default-src 'self'; object-src 'none'").expect("a policy");
/// assert_eq!(policy.to_string(), "default-src 'self'; object-src 'none'");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Csp {
    directives: Vec<Directive>,
    names_styles: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Directive {
    name: String,
    sources: Vec<String>,
}

/// Why a text is no policy.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CspError {
    /// It has a comma, which begins another policy, or a character that no field may have.
    #[error("{0:?} cannot stand in a Content-Security-Policy")]
    Character(char),
}

/// What a page needs besides its inline scripts: files of its own site, and WebAssembly.
const OWN: [&str; 2] = ["'self'", "'wasm-unsafe-eval'"];

impl Csp {
    /// The policy of a site. Of a directive that comes again only the first counts.
    ///
    /// # Errors
    /// When the text cannot be one policy.
    pub fn parse(policy: &str) -> Result<Self, CspError> {
        let alien = |char: &char| *char == ',' || !matches!(char, ' '..='~' | '\t');
        if let Some(char) = policy.chars().find(alien) {
            return Err(CspError::Character(char));
        }
        let mut directives: Vec<Directive> = Vec::new();
        for directive in policy.split(';') {
            let mut words = directive.split_ascii_whitespace();
            let Some(name) = words.next().map(str::to_ascii_lowercase) else {
                continue;
            };
            if directives.iter().all(|known| known.name != name) {
                let sources = words.map(str::to_owned).collect();
                directives.push(Directive { name, sources });
            }
        }
        Ok(Self {
            directives,
            names_styles: false,
        })
    }

    /// Names the inline styles of pages by their hashes too, in the directives that it has for
    /// styles. Without this only what had nonces gets them.
    #[must_use]
    pub fn naming_styles(mut self) -> Self {
        self.names_styles = true;
        self
    }

    /// Whether nothing is restricted.
    pub fn is_empty(&self) -> bool {
        self.directives.is_empty()
    }

    /// The nonces that it allows.
    pub(super) fn nonces(&self) -> impl Iterator<Item = &str> {
        let sources = self.directives.iter().flat_map(|it| &it.sources);
        sources.filter_map(|source| nonce(source))
    }

    /// Makes the site's policy that of a page: scripts of the site, WebAssembly, and the page's own
    /// inline scripts.
    pub(super) fn with_scripts(mut self, hashes: &Hashes) -> Self {
        if self.place("script-src").is_none() {
            let sources = OWN.map(str::to_owned).to_vec();
            let name = "script-src".to_owned();
            self.directives.push(Directive { name, sources });
        }
        self.with_hashes(hashes)
    }

    /// Puts hashes into the place of nonces, and besides the sources of scripts. A directive that
    /// allows all that is inline stays as it is, because a hash would end that. Styles get hashes
    /// only where they had nonces.
    pub(super) fn with_hashes(mut self, hashes: &Hashes) -> Self {
        self.separate("script-src", &hashes.scripts);
        for directive in &mut self.directives {
            let before = directive.sources.len();
            directive.sources.retain(|source| nonce(source).is_none());
            let had_nonces = directive.sources.len() < before;
            let is = |sources: &[String], wanted: &str| {
                sources.iter().any(|it| it.eq_ignore_ascii_case(wanted))
            };
            let inline = is(&directive.sources, "'unsafe-inline'") && !had_nonces;
            let added = match directive.name.as_str() {
                "script-src" | "script-src-elem" if !inline => &hashes.scripts[..],
                "style-src" | "style-src-elem" if had_nonces || (self.names_styles && !inline) => {
                    &hashes.styles[..]
                }
                _ => &[],
            };
            if !added.is_empty() {
                // 'none' beside another source is an error.
                directive
                    .sources
                    .retain(|it| !it.eq_ignore_ascii_case("'none'"));
            }
            for source in added {
                if !directive.sources.contains(source) {
                    directive.sources.push(source.clone());
                }
            }
        }
        self
    }

    /// Gives scripts a directive of their own where `default-src` speaks for them, and there are
    /// some to be named.
    fn separate(&mut self, name: &str, added: &[String]) {
        if added.is_empty() || self.place(name).is_some() {
            return;
        }
        let Some(default) = self.place("default-src") else {
            return;
        };
        let sources = self.directives[default].sources.clone();
        let name = name.to_owned();
        self.directives.push(Directive { name, sources });
    }

    fn place(&self, name: &str) -> Option<usize> {
        self.directives.iter().position(|known| known.name == name)
    }

    /// The value of the field; `None` when nothing is restricted.
    pub fn value(&self) -> Option<HeaderValue> {
        if self.is_empty() {
            return None;
        }
        HeaderValue::try_from(self.to_string()).ok()
    }
}

impl std::fmt::Display for Csp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (index, directive) in self.directives.iter().enumerate() {
            if index > 0 {
                f.write_str("; ")?;
            }
            f.write_str(&directive.name)?;
            for source in &directive.sources {
                write!(f, " {source}")?;
            }
        }
        Ok(())
    }
}

fn nonce(source: &str) -> Option<&str> {
    let bare = source.strip_prefix('\'')?.strip_suffix('\'')?;
    let (kind, value) = bare.split_once('-')?;
    kind.eq_ignore_ascii_case("nonce").then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy(text: &str) -> Csp {
        Csp::parse(text).expect(text)
    }

    fn hashes() -> Hashes {
        Hashes {
            scripts: vec!["'sha256-A'".to_owned()],
            styles: vec!["'sha256-B'".to_owned()],
        }
    }

    #[test]
    fn a_site_without_a_policy_has_one_for_scripts() {
        assert_eq!(
            Csp::default().with_scripts(&hashes()).to_string(),
            "script-src 'self' 'wasm-unsafe-eval' 'sha256-A'"
        );
        assert_eq!(
            policy("object-src 'none'; SCRIPT-SRC 'self' https://a.example")
                .with_scripts(&hashes())
                .to_string(),
            "object-src 'none'; script-src 'self' https://a.example 'sha256-A'"
        );
    }

    #[test]
    fn a_site_that_wants_it_has_its_styles_named() {
        let site = "default-src 'self'; style-src-elem 'self'; style-src-attr 'unsafe-inline'";
        let scripts = "script-src 'self' 'wasm-unsafe-eval' 'sha256-A'";
        assert_eq!(
            policy(site)
                .naming_styles()
                .with_scripts(&hashes())
                .to_string(),
            format!(
                "default-src 'self'; style-src-elem 'self' 'sha256-B'; \
                 style-src-attr 'unsafe-inline'; {scripts}"
            )
        );
        let all = "style-src 'unsafe-inline'";
        assert_eq!(
            policy(all)
                .naming_styles()
                .with_hashes(&hashes())
                .to_string(),
            all
        );
    }

    #[test]
    fn hashes_take_the_place_of_nonces() {
        let own = "script-src 'nonce-abc' 'strict-dynamic'; style-src 'Nonce-abc'; img-src *";
        assert_eq!(policy(own).nonces().collect::<Vec<_>>(), ["abc", "abc"]);
        assert_eq!(
            policy(own).with_hashes(&hashes()).to_string(),
            "script-src 'strict-dynamic' 'sha256-A'; style-src 'sha256-B'; img-src *"
        );
    }

    #[test]
    fn a_policy_of_the_page_keeps_its_meaning() {
        for (own, stored) in [
            (
                "default-src 'self'",
                "default-src 'self'; script-src 'self' 'sha256-A'",
            ),
            ("script-src 'none'", "script-src 'sha256-A'"),
            (
                "script-src 'self' 'unsafe-inline'",
                "script-src 'self' 'unsafe-inline'",
            ),
            ("style-src 'self'", "style-src 'self'"),
            ("img-src 'self'", "img-src 'self'"),
        ] {
            assert_eq!(policy(own).with_hashes(&hashes()).to_string(), stored);
        }
        let none = Hashes::default();
        for own in ["default-src 'self'", "script-src 'none'"] {
            assert_eq!(policy(own).with_hashes(&none).to_string(), own);
        }
    }

    #[test]
    fn what_cannot_be_one_policy_is_refused() {
        for (text, alien) in [("a b, c d", ','), ("a \u{fc}", '\u{fc}'), ("a\nb", '\n')] {
            assert_eq!(Csp::parse(text), Err(CspError::Character(alien)));
        }
        assert!(policy(" ;; ").is_empty());
        assert_eq!(policy(" ;; ").value(), None);
    }
}
