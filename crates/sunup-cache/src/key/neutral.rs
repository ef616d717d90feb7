//! The request that a render sees: made from the key, so that nothing else can be in the page.

use super::{Asked, KeyError, KeyRule};
use crate::vary::normal;
use http::{
    HeaderValue, Method, Request,
    header::{ACCEPT_LANGUAGE, COOKIE, HOST},
    request::Parts,
};

impl KeyRule {
    /// The head of the request that a render for `asked` sees: a GET of the key's address with the
    /// headers that the route declared, the theme's cookie, the locale in `Accept-Language`, the
    /// header of the islands router, and the site's own `Host`.
    ///
    /// Everything else stays outside: other cookies, `Referer`, `X-Forwarded-Host`,
    /// `X-Original-URL`, `X-HTTP-Method-Override`, conditions, ranges, `Accept-Encoding`. There are
    /// no extensions: whoever starts the render adds those that do not depend on the visitor.
    ///
    /// # Errors
    /// When the key is no address, which none of this rule is.
    pub fn neutral(&self, parts: &Parts, asked: &Asked) -> Result<Parts, KeyError> {
        let (mut neutral, ()) = Request::new(()).into_parts();
        neutral.method = Method::GET;
        neutral.uri = asked.key.uri()?;
        let headers = &mut neutral.headers;
        for name in asked.route.header_names() {
            // In the form that keys have, so that spellings of one value give one page.
            let value = normal(name, &parts.headers);
            if let Some(Ok(value)) = value.map(HeaderValue::try_from) {
                headers.insert(name, value);
            }
        }
        // What is in the key wins over what the visitor sent under the same name.
        if let Some(host) = &self.host {
            headers.insert(HOST, host.clone());
        }
        if let Some(cookie) = self.theme_cookie(&parts.headers) {
            headers.insert(COOKIE, cookie);
        }
        if let Some(islands) = self.islands_header(&parts.headers) {
            headers.insert(islands, HeaderValue::from_static("true"));
        }
        let locale = asked.key.part("locale").map(HeaderValue::from_str);
        if let Some(Ok(locale)) = locale {
            headers.insert(ACCEPT_LANGUAGE, locale);
        }
        Ok(neutral)
    }
}
