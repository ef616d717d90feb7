//! [`Led`]: what the site does with a request before the cache sees it.

use std::{fmt, sync::Arc};

use http::Uri;

use super::{Explanation, NoAddress, address};
use crate::cache::Cache;

/// What the site does with a request before the cache sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Led {
    /// The same in a sentence.
    pub sentence: String,
    /// The path and query that are answered in its place; `None` when the client is sent away.
    pub address: Option<String>,
}

type Leading = dyn Fn(&Uri) -> Option<Led> + Send + Sync;

/// Says how an address is led elsewhere, if it is.
#[derive(Clone)]
pub(crate) struct Leads(Arc<Leading>);

impl Leads {
    pub(crate) fn new(leads: impl Fn(&Uri) -> Option<Led> + Send + Sync + 'static) -> Self {
        Self(Arc::new(leads))
    }

    /// As [`Cache::explain`], for an address that the site may lead elsewhere.
    pub(crate) fn explain(&self, cache: &Cache, address: &str) -> Result<Explanation, NoAddress> {
        let asked = address::request(address)?;
        let Some(Led { sentence, address }) = (self.0)(&asked.uri) else {
            return Ok(cache.explanation(&asked));
        };
        let told = match address {
            Some(address) => cache.explanation(&address::request(&address)?),
            None => Explanation::default(),
        };
        Ok(told.after(sentence))
    }
}

impl Default for Leads {
    fn default() -> Self {
        Self::new(|_| None)
    }
}

impl fmt::Debug for Leads {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Leads").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_is_led_elsewhere_is_explained_there() {
        let cache = Cache::builder().build();
        let leads = Leads::new(|uri| {
            let (sentence, address) = match uri.path() {
                "/ueber" => ("Answered as /about.", Some("/about".to_owned())),
                "/feed" => ("Sent to /feed.xml.", None),
                _ => return None,
            };
            let sentence = sentence.to_owned();
            Some(Led { sentence, address })
        });
        let told = |address| leads.explain(&cache, address).expect(address);
        let alias = told("https://example.org/ueber?x=1");
        assert_eq!(alias.key.as_deref(), Some("/about"));
        let summary = "Answered as /about. Nothing is stored";
        assert!(alias.summary.starts_with(summary), "{}", alias.summary);
        let away = told("/feed");
        assert_eq!(
            (away.summary.as_str(), away.key),
            ("Sent to /feed.xml.", None)
        );
        assert_eq!(told("/about"), cache.explain("/about").expect("an address"));
        assert!(leads.explain(&cache, "ueber").is_err());
    }
}
