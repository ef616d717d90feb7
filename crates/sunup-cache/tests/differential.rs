//! Freshness and `Vary` compared with `http-cache-semantics`, over responses made of what both
//! read alike. Where the two differ by design, the generator leaves the case out and says why.

use http::{HeaderMap, HeaderValue, Method, Request, Response, StatusCode};
use http_cache_semantics::{BeforeRequest, CacheOptions, CachePolicy};
use proptest::prelude::*;
use std::time::{Duration, SystemTime};
use sunup_cache::{
    freshness::Freshness,
    key::KeyRule,
    policy::{Exchange, Refusal, Rules, initial_age},
    vary::VaryNames,
};

type Fields = Vec<(&'static str, String)>;

const ANSWERED: Duration = Duration::from_secs(784_111_777);

fn answered() -> SystemTime {
    SystemTime::UNIX_EPOCH + ANSWERED
}

fn headers(fields: &Fields) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for (name, value) in fields {
        let value = HeaderValue::from_str(value).expect("a field value");
        headers.append(*name, value);
    }
    headers
}

/// `proxy-revalidate` is left out because the other crate takes the lifetime for zero then, and a
/// lifetime without an argument because it takes it for none.
fn directive() -> impl Strategy<Value = String> {
    let times = prop_oneof![
        Just("max-age"),
        Just("s-maxage"),
        Just("stale-while-revalidate"),
        Just("stale-if-error")
    ];
    let seconds = prop_oneof![0..200_u32, 0..3_000_000_u32];
    prop_oneof![
        6 => (times, seconds).prop_map(|(name, seconds)| format!("{name}={seconds}")),
        1 => Just("max-age=soon".to_owned()),
        2 => Just("public".to_owned()),
        1 => Just("private".to_owned()),
        1 => Just("no-store".to_owned()),
        1 => Just("no-cache".to_owned()),
        1 => Just("must-revalidate".to_owned()),
        1 => Just("x-unknown=5".to_owned()),
    ]
}

/// Each directive at most once: of two different values the other crate takes neither.
fn cache_control() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(directive(), 0..5).prop_map(|mut directives| {
        let mut seen = Vec::new();
        directives.retain(|directive| {
            let name = directive.split('=').next().map(str::to_owned);
            let new = !seen.contains(&name);
            seen.push(name);
            new
        });
        directives
    })
}

/// The other crate compares no `Date` with the time of receipt, so that it is that time here.
fn response_fields() -> impl Strategy<Value = Fields> {
    let received = Just(date(100));
    let expires = prop_oneof![
        4 => (0..400_u64).prop_map(date),
        1 => Just("0".to_owned()),
    ];
    (
        cache_control(),
        prop::option::of(expires),
        prop::option::of(0..300_u32),
        any::<bool>(),
        received,
    )
        .prop_map(|(directives, expires, age, two_lines, received)| {
            let mut fields: Fields = vec![("date", received)];
            if two_lines {
                fields.extend(directives.into_iter().map(|it| ("cache-control", it)));
            } else if !directives.is_empty() {
                fields.push(("cache-control", directives.join(" , ")));
            }
            fields.extend(expires.map(|it| ("expires", it)));
            fields.extend(age.map(|it| ("age", it.to_string())));
            fields
        })
}

/// A date of so many seconds after the response, less 100.
fn date(seconds: u64) -> String {
    let start = answered() - Duration::from_secs(100);
    httpdate::fmt_http_date(start + Duration::from_secs(seconds))
}

fn request(fields: &Fields) -> Request<()> {
    let mut request = Request::get("/a").body(()).expect("a request");
    *request.headers_mut() = headers(fields);
    request
}

fn theirs(asked: &Fields, status: StatusCode, fields: &Fields) -> CachePolicy {
    let mut response = Response::new(());
    *response.status_mut() = status;
    *response.headers_mut() = headers(fields);
    CachePolicy::new_options(
        &request(asked),
        &response,
        answered(),
        CacheOptions::default(),
    )
}

fn is_fresh(policy: &CachePolicy, asked: &Fields, now: SystemTime) -> bool {
    matches!(
        policy.before_request(&request(asked), now),
        BeforeRequest::Fresh(_)
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn a_response_is_fresh_exactly_as_long(
        fields in response_fields(),
        status in prop_oneof![4 => Just(200_u16), 1 => Just(301), 1 => Just(404), 1 => Just(410)],
        later in prop_oneof![0..400_u64, 0..3_000_000_u64],
    ) {
        let status = StatusCode::from_u16(status).expect("a status");
        let response = headers(&fields);
        let ours = Rules::default().storable(&Exchange {
            method: &Method::GET,
            request: &HeaderMap::new(),
            status,
            response: &response,
            answered: answered(),
            pattern: None,
        });
        let now = answered() + Duration::from_secs(later);
        let policy = theirs(&vec![], status, &fields);
        let fresh = is_fresh(&policy, &vec![], now) && policy.is_storable();
        match ours {
            Ok(lifetime) => {
                let age = initial_age(&response, answered(), answered());
                let age = age + Duration::from_secs(later);
                let ours = Freshness::of(&lifetime, age);
                prop_assert_eq!(matches!(ours, Freshness::Fresh { .. }), fresh, "{:?}", ours);
                prop_assert_eq!(age, policy.age(now));
                if let Freshness::Fresh { ttl } = ours {
                    prop_assert_eq!(ttl, policy.time_to_live(now));
                }
            }
            // What is never fresh need not be stored.
            Err(refusal) => prop_assert!(!fresh, "{}", refusal),
        }
    }

    #[test]
    fn nothing_is_stored_that_must_not_be(
        fields in response_fields(),
        status in 100..600_u16,
        authorization in any::<bool>(),
        vary in prop::option::of(Just("*".to_owned())),
    ) {
        let status = StatusCode::from_u16(status).expect("a status");
        let mut fields = fields;
        fields.extend(vary.map(|it| ("vary", it)));
        let asked: Fields = match authorization {
            true => vec![("authorization", "x".to_owned())],
            false => vec![],
        };
        let ours = Rules::default().storable(&Exchange {
            method: &Method::GET,
            request: &headers(&asked),
            status,
            response: &headers(&fields),
            answered: answered(),
            pattern: None,
        });
        let policy = theirs(&asked, status, &fields);
        if !policy.is_storable() {
            prop_assert!(ours.is_err(), "{:?}", ours);
        }
        if matches!(ours, Err(Refusal::NoStore | Refusal::Private)) {
            prop_assert!(!policy.is_storable());
        }
    }

    #[test]
    fn a_response_is_for_the_same_requests(
        vary in prop::collection::vec(name(), 0..3),
        one in request_fields(),
        other in request_fields(),
    ) {
        let mut fields: Fields = vec![("cache-control", "max-age=60".to_owned())];
        // The other crate reads the names of all lines.
        fields.extend(vary.into_iter().map(|name| ("vary", name.to_owned())));
        let names = VaryNames::of(&headers(&fields)).expect("names");
        let (parts, ()) = request(&one).into_parts();
        let key = KeyRule::default().key(&parts).expect("a plain path").key;
        let same = key.variant(&names, &headers(&one)) == key.variant(&names, &headers(&other));
        let policy = theirs(&one, StatusCode::OK, &fields);
        prop_assert_eq!(same, is_fresh(&policy, &other, answered()));
    }
}

fn name() -> impl Strategy<Value = &'static str> {
    prop_oneof![Just("accept"), Just("Accept-Language"), Just("x-a")]
}

/// One line of each field, in the normal form: the other crate compares the first lines as they
/// are.
fn request_fields() -> impl Strategy<Value = Fields> {
    let value = prop_oneof![
        Just(String::new()),
        Just("a".to_owned()),
        Just("b".to_owned()),
        Just("a,b".to_owned()),
        Just("b,a".to_owned()),
        Just("a b".to_owned()),
        Just("a;q=0.5".to_owned()),
        Just("a x-a=b".to_owned()),
    ];
    let field = (
        prop_oneof![Just("accept"), Just("accept-language"), Just("x-a")],
        value,
    );
    prop::collection::btree_map(field.0, field.1, 0..3)
        .prop_map(|fields| fields.into_iter().collect())
}
