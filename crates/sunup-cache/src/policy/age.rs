//! How old a response is when it arrives (RFC 9111, section 4.2.3).

use http::{HeaderMap, HeaderName, header};
use std::time::{Duration, SystemTime};

/// The corrected initial age: what `Age` and `Date` of the response say, and how long it took.
///
/// `asked` and `answered` are the times of the request and of the response. A render counts as old
/// as it took, because it may have read its data at the beginning.
pub fn initial_age(response: &HeaderMap, asked: SystemTime, answered: SystemTime) -> Duration {
    // A clock that was set back makes no response younger than zero.
    let since = |time| answered.duration_since(time).unwrap_or_default();
    let apparent = date(response, header::DATE).map(since).unwrap_or_default();
    let corrected = stated(response).saturating_add(since(asked));
    apparent.max(corrected)
}

/// A date in any of the three formats (RFC 9110, section 5.6.7). Of several lines none counts.
pub(crate) fn date(headers: &HeaderMap, name: HeaderName) -> Option<SystemTime> {
    let mut lines = headers.get_all(name).iter();
    let line = lines.next().filter(|_| lines.next().is_none())?;
    httpdate::parse_http_date(line.to_str().ok()?).ok()
}

/// `Age`. The first of several values counts, and one that is no number is ignored (section 5.1).
fn stated(response: &HeaderMap) -> Duration {
    let line = response.get(header::AGE).and_then(|age| age.to_str().ok());
    let first = line.and_then(|line| line.split(',').next()).map(str::trim);
    let digits = first.filter(|it| it.bytes().all(|byte| byte.is_ascii_digit()));
    let most = u64::from(u32::MAX);
    match digits {
        None | Some("") => Duration::ZERO,
        // What does not fit is older than anything that is kept.
        Some(digits) => Duration::from_secs(digits.parse().unwrap_or(most).min(most)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    const SECOND: Duration = Duration::from_secs(1);

    fn age(fields: &[(HeaderName, &str)]) -> u64 {
        let asked = SystemTime::UNIX_EPOCH + 1_000 * SECOND;
        let mut response = HeaderMap::new();
        for (name, value) in fields {
            let value = HeaderValue::from_str(value).expect("a field value");
            response.append(name, value);
        }
        initial_age(&response, asked, asked + 2 * SECOND).as_secs()
    }

    #[test]
    fn a_render_is_as_old_as_it_took() {
        assert_eq!(age(&[]), 2);
    }

    #[test]
    fn the_age_of_a_cache_behind_adds_to_the_time_it_took() {
        assert_eq!(age(&[(header::AGE, "10")]), 12);
        assert_eq!(age(&[(header::AGE, "10, 90")]), 12);
        assert_eq!(age(&[(header::AGE, "10"), (header::AGE, "90")]), 12);
        for invalid in ["-1", "x", "", "1.5"] {
            assert_eq!(age(&[(header::AGE, invalid)]), 2, "{invalid}");
        }
        assert!(age(&[(header::AGE, "99999999999999999999999")]) >= 1 << 31);
    }

    #[test]
    fn the_date_counts_where_it_says_older() {
        assert_eq!(age(&[(header::DATE, "Thu, 01 Jan 1970 00:15:00 GMT")]), 102);
        let newer = (header::DATE, "Thu, 01 Jan 1970 01:00:00 GMT");
        assert_eq!(age(&[newer]), 2);
        let older = (header::DATE, "Thu, 01 Jan 1970 00:16:40 GMT");
        assert_eq!(age(&[older.clone(), (header::AGE, "90")]), 92);
        assert_eq!(age(&[(header::DATE, "yesterday")]), 2);
    }

    #[test]
    fn a_clock_that_went_back_makes_nothing_older() {
        let now = SystemTime::UNIX_EPOCH + SECOND;
        let age = initial_age(&HeaderMap::new(), now, SystemTime::UNIX_EPOCH);
        assert_eq!(age, Duration::ZERO);
    }
}
