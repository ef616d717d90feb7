//! [`Stated`]: all that was said for one answer, and the headers it means.

use crate::page::Policy;
use axum::http::{
    HeaderMap, HeaderName, HeaderValue, StatusCode,
    header::{CACHE_CONTROL, Entry, VARY},
};

const CACHE_TAG: HeaderName = HeaderName::from_static("cache-tag");
const CDN_CACHE_CONTROL: HeaderName = HeaderName::from_static("cdn-cache-control");
const NO_STORE: HeaderValue = HeaderValue::from_static("no-store");

/// All that was said for one answer.
#[derive(Clone, Debug, Default)]
pub struct Stated {
    policy: Option<Policy>,
    /// What the policy may be at most, whoever states it.
    limit: Option<Policy>,
    tags: Vec<String>,
    failed: bool,
    varies_by_cookie: bool,
}

impl Stated {
    pub(super) fn policy(&mut self, mut policy: Policy) {
        self.take_tags(&mut policy);
        self.policy = Some(strictest(self.policy.take(), policy));
    }

    /// The page shows what has this policy. That alone is no reason to keep the page.
    pub(super) fn at_most(&mut self, mut policy: Policy) {
        self.take_tags(&mut policy);
        // Of browsers and CDNs it says nothing but that they keep it no longer either.
        policy.browser = policy.fresh;
        policy.cdn = None;
        self.limit = Some(strictest(self.limit.take(), policy));
    }

    /// The names of what is shown.
    pub(crate) fn tags(&self) -> &[String] {
        &self.tags
    }

    /// Whether nothing was said that makes it one visitor's.
    pub(crate) fn is_for_all(&self) -> bool {
        let policies = [&self.policy, &self.limit];
        let mut stated = policies.into_iter().flatten();
        !self.failed && !self.varies_by_cookie && stated.all(|policy| policy.public)
    }

    fn take_tags(&mut self, policy: &mut Policy) {
        for tag in std::mem::take(&mut policy.tags) {
            self.tag(tag);
        }
    }

    pub(super) fn tag(&mut self, tag: String) {
        if !self.tags.contains(&tag) {
            self.tags.push(tag);
        }
    }

    pub(super) fn fail(&mut self) {
        self.failed = true;
    }

    pub(super) fn varies_by_cookie(&mut self) {
        self.varies_by_cookie = true;
    }

    /// Writes the headers of an answer with this status. A `Cache-Control` that is there stays; an
    /// answer for which nothing was stated gets none.
    pub fn write(self, status: StatusCode, headers: &mut HeaderMap) {
        let Entry::Vacant(control) = headers.entry(CACHE_CONTROL) else {
            return;
        };
        if self.failed || status.is_server_error() {
            control.insert(NO_STORE);
            return;
        }
        let missing = matches!(status, StatusCode::NOT_FOUND | StatusCode::GONE);
        if status.is_client_error() && !missing {
            // What a request got wrong is nobody else's answer.
            return;
        }
        let Some(mut policy) = self.policy else {
            return;
        };
        if let Some(limit) = self.limit {
            policy = policy.and(limit);
        }
        // Digits and words of ours are always a value.
        let value = HeaderValue::try_from(policy.to_string());
        control.insert(value.unwrap_or(NO_STORE));
        if !policy.public {
            return;
        }
        if self.varies_by_cookie {
            headers.append(VARY, HeaderValue::from_static("cookie"));
        }
        if let Some(seconds) = policy.cdn {
            let value = HeaderValue::try_from(format!("max-age={seconds}"));
            headers.insert(CDN_CACHE_CONTROL, value.unwrap_or(NO_STORE));
        }
        if self.tags.is_empty() {
            return;
        }
        let tags: Vec<String> = self.tags.iter().map(|tag| escaped(tag)).collect();
        match HeaderValue::try_from(tags.join(",")) {
            Ok(tags) => drop(headers.insert(CACHE_TAG, tags)),
            // Without its tags the page would outlive a purge.
            Err(_) => drop(headers.insert(CACHE_CONTROL, NO_STORE)),
        }
    }
}

fn strictest(before: Option<Policy>, policy: Policy) -> Policy {
    match before {
        Some(before) => before.and(policy),
        None => policy,
    }
}

/// Letters beyond ASCII may stand in the field as they are; a comma would end the tag.
fn escaped(tag: &str) -> String {
    tag.trim().replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(status: u16, state: impl FnOnce(&mut Stated)) -> HeaderMap {
        let mut stated = Stated::default();
        state(&mut stated);
        let mut headers = HeaderMap::new();
        let status = StatusCode::from_u16(status).expect("a status");
        stated.write(status, &mut headers);
        headers
    }

    #[test]
    fn policy_and_tags_become_headers() {
        let headers = written(200, |stated| {
            stated.tag("author:ada".to_owned());
            stated.policy(Policy::public().max_age(60).cdn_max_age(5).tag("a,b"));
            stated.tag("author:ada".to_owned());
        });
        let control = "public, max-age=0, must-revalidate, s-maxage=60";
        assert_eq!(headers[CACHE_CONTROL], control);
        assert_eq!(headers[CDN_CACHE_CONTROL], "max-age=5");
        assert_eq!(headers[CACHE_TAG], "author:ada,a%2Cb");
    }

    #[test]
    fn a_page_is_kept_no_longer_than_what_it_shows() {
        let control = |page: Policy, shown: Policy| {
            let headers = written(200, |stated| {
                stated.at_most(shown);
                stated.policy(page);
            });
            let value = headers[CACHE_CONTROL].to_str().expect("words");
            (value.to_owned(), headers.contains_key(CACHE_TAG))
        };
        let minute = || Policy::public().max_age(60).tag("a");
        for page in [Policy::public().max_age(3600), minute()] {
            let (value, tagged) = control(page.browser_max_age(600), minute());
            let expected = "public, max-age=60, must-revalidate, s-maxage=60";
            assert_eq!((&*value, tagged), (expected, true));
        }
        let (value, _) = control(Policy::minutes(), Policy::hours());
        assert_eq!(value, Policy::minutes().to_string());
        let (value, _) = control(Policy::hours(), Policy::private());
        assert_eq!(value, "private, no-store");
    }

    #[test]
    fn what_a_page_shows_is_no_reason_to_keep_it() {
        assert!(written(200, |stated| stated.at_most(Policy::hours())).is_empty());
    }

    #[test]
    fn a_page_that_states_nothing_gets_no_header() {
        assert!(written(200, |stated| stated.tag("a".to_owned())).is_empty());
    }

    #[test]
    fn a_page_with_a_failed_part_is_kept_by_no_cache() {
        for (status, fails) in [(200, true), (500, false), (503, true)] {
            let headers = written(status, |stated| {
                stated.policy(Policy::days().tag("a"));
                if fails {
                    stated.fail();
                }
            });
            assert_eq!(headers[CACHE_CONTROL], "no-store", "{status}");
            assert_eq!(headers.len(), 1, "{status}");
        }
    }

    #[test]
    fn an_answer_to_a_wrong_request_states_no_policy_and_one_that_nothing_is_there_does() {
        let policy = |status| {
            let headers = written(status, |stated| stated.policy(Policy::days()));
            headers.contains_key(CACHE_CONTROL)
        };
        assert!(!policy(400) && !policy(403) && !policy(422));
        assert!(policy(404) && policy(410) && policy(301));
    }

    #[test]
    fn a_page_that_depends_on_a_cookie_says_so() {
        let headers = written(200, |stated| {
            stated.policy(Policy::days());
            stated.varies_by_cookie();
        });
        assert_eq!(headers[VARY], "cookie");
    }

    #[test]
    fn a_tag_that_no_header_can_hold_keeps_the_page_out_of_caches() {
        let headers = written(200, |stated| stated.policy(Policy::days().tag("a\nb")));
        assert_eq!(headers[CACHE_CONTROL], "no-store");
    }
}
