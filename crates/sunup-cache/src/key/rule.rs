//! [`KeyRule`]: makes the keys of requests.

use super::{Draft, Key, KeyError, Place, RouteRule, escape, path, query};
use crate::vary::{VaryAny, VaryNames};
use http::{HeaderMap, HeaderName, HeaderValue, Request, header::COOKIE, request::Parts};
use memchr::memchr;
use std::{fmt, sync::Arc};

/// A request's key and the route that it belongs to.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The key.
    pub key: Key,
    /// The route.
    pub route: Arc<RouteRule>,
}

impl Asked {
    /// What a response for this key varies by. Names of headers that its render did not see are
    /// left out: it cannot depend on them.
    ///
    /// # Errors
    /// When it is `*`.
    pub fn vary(&self, response: &HeaderMap) -> Result<VaryNames, VaryAny> {
        let seen = self.route.header_names();
        Ok(VaryNames::of(response)?.only(|name| seen.contains(name)))
    }
}

/// Makes keys of requests, and requests of keys.
#[derive(Clone)]
pub struct KeyRule {
    place: Arc<dyn Fn(&Parts) -> Place + Send + Sync>,
    theme: Option<Theme>,
    pub(super) islands: Option<HeaderName>,
    pub(super) host: Option<HeaderValue>,
}

#[derive(Clone, Copy)]
struct Theme {
    cookie: &'static str,
    words: &'static [&'static str],
}

impl KeyRule {
    /// A rule that asks `place` where a request leads. It is called for every request that may be
    /// answered from the cache, and should do nothing but look things up; and for addresses that
    /// operators ask about, of which it gets no extensions.
    pub fn new(place: impl Fn(&Parts) -> Place + Send + Sync + 'static) -> Self {
        Self {
            place: Arc::new(place),
            theme: None,
            islands: None,
            host: None,
        }
    }

    /// The cookie of the theme and its words. The first stands for every other value and for none.
    #[must_use]
    pub fn theme(mut self, cookie: &'static str, words: &'static [&'static str]) -> Self {
        self.theme = Some(Theme { cookie, words });
        self
    }

    /// The header with which the islands router asks for a page, whatever its value.
    #[must_use]
    pub fn islands(mut self, header: HeaderName) -> Self {
        self.islands = Some(header);
        self
    }

    /// The `Host` that every render sees, whichever of the site's names a visitor used. Without
    /// one, renders see none.
    #[must_use]
    pub fn host(mut self, host: HeaderValue) -> Self {
        self.host = Some(host);
        self
    }

    /// The key of a request.
    ///
    /// # Errors
    /// When the target is one that no key can stand for.
    pub fn key(&self, parts: &Parts) -> Result<Asked, KeyError> {
        self.draft(parts).map(|draft| draft.asked())
    }

    pub(crate) fn place(&self, parts: &Parts) -> Place {
        (self.place)(parts)
    }

    /// The pattern of the route of a key's address.
    pub(crate) fn route_of(&self, key: &Key) -> Option<Arc<str>> {
        let (mut parts, ()) = Request::new(()).into_parts();
        parts.uri = key.uri().ok()?;
        Some(Arc::clone(self.place(&parts).route.pattern()))
    }

    /// The text of the key of a request.
    ///
    /// # Errors
    /// When the target is one that no key can stand for.
    pub(crate) fn draft(&self, parts: &Parts) -> Result<Draft, KeyError> {
        self.draft_at(self.place(parts), parts)
    }

    /// The draft of a request whose place is known.
    pub(crate) fn draft_at(&self, place: Place, parts: &Parts) -> Result<Draft, KeyError> {
        let target = parts.uri.path_and_query().ok_or(KeyError::NoPath)?;
        let Place { route, locale } = place;
        let mut draft = Draft::of(route);
        let text = &mut draft.text;
        path::canonical(target.path(), text)?;
        draft.path = text.len();
        if let Some(query) = target.query() {
            query::canonical(query, draft.route.query_names(), text);
        }
        draft.target = text.len();
        if let Some(locale) = locale {
            text.push_str(" locale=");
            escape::field(locale.as_bytes(), text);
        }
        if let Some(word) = self.theme_word(&parts.headers) {
            text.push_str(" theme=");
            escape::field(word.as_bytes(), text);
        }
        if self.wants_islands(&parts.headers) {
            text.push_str(" islands");
        }
        match text.len() > Key::LONGEST {
            true => Err(KeyError::TooLong(Key::LONGEST)),
            false => Ok(draft),
        }
    }

    /// The word of the theme cookie; `None` for the first word, which is the default.
    fn theme_word(&self, request: &HeaderMap) -> Option<&'static str> {
        let theme = self.theme?;
        let value = cookie(request, theme.cookie)?;
        let mut words = theme.words.iter();
        let place = words.position(|word| word.as_bytes() == value)?;
        theme.words.get(place).copied().filter(|_| place > 0)
    }

    /// The cookie of the theme that a key is of.
    pub(super) fn cookie_of(&self, key: &super::Key) -> Option<HeaderValue> {
        let (theme, word) = (self.theme?, key.part("theme")?);
        HeaderValue::try_from(format!("{}={word}", theme.cookie)).ok()
    }

    /// The cookie that a render sees for a theme of the key.
    pub(super) fn theme_cookie(&self, request: &HeaderMap) -> Option<HeaderValue> {
        let word = self.theme_word(request)?;
        let name = self.theme?.cookie;
        HeaderValue::try_from(format!("{name}={word}")).ok()
    }

    /// The header of the islands router, where the request has it.
    pub(super) fn islands_header(&self, request: &HeaderMap) -> Option<HeaderName> {
        self.islands.clone().filter(|_| self.wants_islands(request))
    }

    fn wants_islands(&self, request: &HeaderMap) -> bool {
        let header = self.islands.as_ref();
        header.is_some_and(|header| request.contains_key(header))
    }
}

impl fmt::Debug for KeyRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeyRule").finish_non_exhaustive()
    }
}

impl Default for KeyRule {
    /// No query names, no headers, one locale and one route for everything.
    fn default() -> Self {
        Self::new(|_| Place::default())
    }
}

/// The first cookie of this name (RFC 6265, section 5.4: the one of the longest path).
fn cookie<'a>(request: &'a HeaderMap, name: &str) -> Option<&'a [u8]> {
    request.get_all(COOKIE).iter().find_map(|line| {
        let mut left = line.as_bytes();
        loop {
            let end = memchr(b';', left).unwrap_or(left.len());
            let (pair, after) = left.split_at(end);
            let value = pair.trim_ascii_start().strip_prefix(name.as_bytes());
            let value = value.and_then(|rest| rest.trim_ascii_start().strip_prefix(b"="));
            if let Some(value) = value {
                return Some(value.trim_ascii());
            }
            left = after.get(1..)?;
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_is_found_wherever_it_stands() {
        let found = |lines: &[&str]| {
            let mut request = HeaderMap::new();
            for line in lines {
                let line = HeaderValue::from_bytes(line.as_bytes()).expect("a field value");
                request.append(COOKIE, line);
            }
            let value = cookie(&request, "theme");
            value.map(|value| String::from_utf8_lossy(value).into_owned())
        };
        for line in [
            "theme=dark",
            "a=b; theme=dark; c=d",
            "theme = dark ;x",
            "a;;theme=dark;",
            "\u{fc}=1; theme=dark; theme=light",
        ] {
            assert_eq!(found(&[line]).as_deref(), Some("dark"), "{line}");
        }
        assert_eq!(found(&["a=b", "theme=a=b"]).as_deref(), Some("a=b"));
        assert_eq!(found(&["theme="]).as_deref(), Some(""));
        for line in [
            "",
            ";",
            "themes=dark",
            "a=theme=dark",
            "theme",
            "Theme=dark",
        ] {
            assert_eq!(found(&[line]), None, "{line}");
        }
    }
}
