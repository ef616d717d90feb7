//! The request of a key, for renders that no visitor asked for.

use super::{Asked, Key, KeyRule};
use http::{
    HeaderValue, Request,
    header::{ACCEPT_LANGUAGE, COOKIE},
    request::Parts,
};

impl KeyRule {
    /// A request that has this key, with the route that it belongs to. `None` where no request has
    /// it that is made from the key alone: its page varies by headers, its site asks for something
    /// else of its visitors, or its route is never cached.
    pub(crate) fn again(&self, key: &Key) -> Option<(Parts, Asked)> {
        let (mut parts, ()) = Request::new(()).into_parts();
        parts.uri = key.uri().ok()?;
        if let Some(cookie) = self.cookie_of(key) {
            parts.headers.insert(COOKIE, cookie);
        }
        if let Some(locale) = key.part("locale") {
            let locale = HeaderValue::from_str(locale).ok()?;
            parts.headers.insert(ACCEPT_LANGUAGE, locale);
        }
        if let (Some(islands), Some(_)) = (&self.islands, key.part("islands")) {
            let asks = HeaderValue::from_static("true");
            parts.headers.insert(islands.clone(), asks);
        }
        let asked = self.key(&parts).ok()?;
        (asked.key == *key && !asked.route.is_bypassed()).then_some((parts, asked))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::key::{Place, RouteRule};
    use http::HeaderName;
    use std::sync::Arc;

    fn rule() -> KeyRule {
        let pages = Arc::new(RouteRule::new("/{page}").query(["page", "q"]));
        let never = Arc::new(RouteRule::new("/never").bypass());
        KeyRule::new(move |parts| {
            let german = parts.headers.get(ACCEPT_LANGUAGE);
            let place = match parts.uri.path() {
                "/never" => Place::of(&never),
                _ => Place::of(&pages),
            };
            match german.is_some_and(|language| language == "de") {
                true => place.in_locale("de".into()),
                false => place,
            }
        })
        .theme("theme", &["system", "dark"])
        .islands(HeaderName::from_static("islands"))
    }

    fn parts(target: &str, fields: &[(&str, &str)]) -> Parts {
        let mut request = Request::get(target);
        for (name, value) in fields {
            request = request.header(*name, *value);
        }
        request.body(()).expect("a request").into_parts().0
    }

    #[test]
    fn a_key_gives_the_request_that_gives_the_key() {
        let rule = rule();
        for (target, fields) in [
            ("/", &[][..]),
            ("/a?q=b%20c&page=2&utm=x", &[]),
            ("/%C3%BC", &[("cookie", "id=7; theme=dark")]),
            ("/a", &[("accept-language", "de"), ("islands", "1")]),
        ] {
            let visitor = parts(target, fields);
            let asked = rule.key(&visitor).expect("a key");
            let (again, same) = rule.again(&asked.key).expect("a request");
            assert_eq!(same.key, asked.key);
            let neutral = |parts| rule.neutral(parts, &asked).expect("a request");
            let (own, visitors) = (neutral(&again), neutral(&visitor));
            assert_eq!((own.uri, own.headers), (visitors.uri, visitors.headers));
        }
    }

    #[test]
    fn what_a_key_does_not_hold_is_made_up_by_nobody() {
        let key = Key::new("/a vary accept=text/html", 2, 2);
        assert!(rule().again(&key).is_none());
        assert!(rule().again(&Key::new("/never", 6, 6)).is_none());
    }
}
