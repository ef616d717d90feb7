//! Promise: no sequence of requests, purges, failures and steps of the clock ever gives a response
//! of another key or visitor, one older than allowed, or one from before a strict purge.

#[path = "support/below.rs"]
mod below;

use std::{
    convert::Infallible,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU8, AtomicU64, Ordering},
    },
    time::{Duration, SystemTime},
};

use below::Below;
use bytes::Bytes;
use futures_util::{StreamExt, stream};
use http::{Method, Request, Response, StatusCode};
use http_body::Frame;
use http_body_util::{BodyExt, StreamBody};
use proptest::prelude::*;
use sunup_cache::{
    Body, Cache, CacheLayer, Settings,
    clock::{Clock, ManualClock},
    key::{KeyRule, Place, RouteRule},
    purge::{Selector, Strictness},
    store::Limit,
};
use tokio::task::JoinHandle;
use tower::{Layer, ServiceExt, service_fn};

const FRESH: u64 = 60;
const GRACE: u64 = 30;
const ON_ERROR: u64 = 120;

/// How far the clock moves at most while a render is under way, as its deadline would have it: the
/// answer is as much older for those who waited for it.
const DEADLINE: u64 = 10;

/// The longest body that is kept, in bytes.
const LIMIT: usize = 1024;

/// One step of a sequence.
#[derive(Clone, Debug)]
enum Step {
    /// A request: path, language, whether with a session. It may still be under way when the next
    /// steps happen.
    Ask {
        path: u8,
        german: bool,
        session: bool,
        waits: bool,
    },
    Pass(u64),
    Purge {
        tag: u8,
        strict: bool,
        /// Whether nothing else happens before it is through.
        waits: bool,
    },
    PurgePath(u8),
    PurgePrefix(u8),
    PurgeRoute,
    /// A form that changes the page of its own address, as a visitor sends it.
    Change(u8),
    Flush,
    /// What renders do from now on.
    Renders(u8),
    /// Renders from now on take so many turns of the runtime.
    Slow(u8),
    /// Everything that is under way ends.
    Settle,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        8 => (0..3u8, any::<bool>(), prop::bool::weighted(0.15), any::<bool>())
            .prop_map(|(path, german, session, waits)| Step::Ask { path, german, session, waits }),
        3 => prop_oneof![1..5u64, 25..70u64, 100..200u64].prop_map(Step::Pass),
        2 => (0..3u8, any::<bool>(), any::<bool>())
            .prop_map(|(tag, strict, waits)| Step::Purge { tag, strict, waits }),
        1 => (0..3u8).prop_map(Step::PurgePath),
        1 => (0..3u8).prop_map(Step::PurgePrefix),
        1 => Just(Step::PurgeRoute),
        1 => (0..3u8).prop_map(Step::Change),
        1 => Just(Step::Flush),
        2 => (0..8u8).prop_map(Step::Renders),
        2 => (0..6u8).prop_map(Step::Slow),
        2 => Just(Step::Settle),
    ]
}

/// The truth beside the cache: what each page says now, and since when.
#[derive(Default)]
struct World {
    versions: [AtomicU64; 3],
    /// When each version was read last, in milliseconds of the clock.
    read: Mutex<Vec<(u8, u64, SystemTime)>>,
    mode: AtomicU8,
    slow: AtomicU8,
    /// Whether a render of the sequence may fail, so that stale answers may be older.
    fails: bool,
}

/// A response says what it is: path, language, session, version.
fn body(path: u8, german: bool, session: &str, version: u64) -> String {
    format!("{path} {} {session} {version}", u8::from(german))
}

async fn render(
    world: Arc<World>,
    clock: ManualClock,
    request: Request<Body>,
) -> Result<Response<Body>, Infallible> {
    let (parts, _) = request.into_parts();
    let path: u8 = parts.uri.path()[2..].parse().unwrap();
    let header = |name: &str| parts.headers.get(name).map(|value| value.to_str().unwrap());
    let german = header("accept-language") == Some("de");
    let session = header("cookie").unwrap_or("nobody").to_owned();
    let mode = world.mode.load(Ordering::SeqCst);
    if parts.method == Method::POST {
        let changed = Response::builder().status(303).body(Body::empty());
        world.versions[path as usize].fetch_add(1, Ordering::SeqCst);
        return Ok(changed.unwrap());
    }
    // The data is read at the beginning, so that a purge may come between it and the end.
    let version = world.versions[path as usize].load(Ordering::SeqCst);
    world
        .read
        .lock()
        .unwrap()
        .push((path, version, clock.now()));
    for _ in 0..world.slow.load(Ordering::SeqCst) {
        tokio::task::yield_now().await;
    }
    let control = match mode {
        3 => "private".to_owned(),
        _ => format!(
            "public, s-maxage={FRESH}, stale-while-revalidate={GRACE}, stale-if-error={ON_ERROR}"
        ),
    };
    assert!(mode != 2, "the render panics, as the sequence wants");
    let mut response = Response::builder()
        .header("cache-control", control)
        .header("cache-tag", format!("t{path}, all"))
        .header("vary", "accept-language");
    if mode == 1 {
        response = response.status(503);
    }
    if mode == 4 {
        response = response.header("set-cookie", format!("for={session}"));
    }
    let text = body(path, german, &session, version);
    let turns = world.slow.load(Ordering::SeqCst);
    let body = match mode {
        // Of unknown length: within the limit, beyond it, and one that breaks off.
        5 => in_pieces(text, turns, false),
        6 => in_pieces(format!("{text} {}", "x".repeat(LIMIT)), turns, false),
        7 => in_pieces(text, turns, true),
        _ => Body::whole(text.into()),
    };
    Ok(response.body(body).unwrap())
}

/// Two pieces, each of which takes so many turns of the runtime.
fn in_pieces(text: String, turns: u8, breaks: bool) -> Body {
    let (one, other) = text.split_at(text.len() / 2);
    let data = |text: &str| Ok(Frame::data(Bytes::copy_from_slice(text.as_bytes())));
    let mut pieces = vec![data(one), data(other)];
    if breaks {
        pieces.push(Err(std::io::Error::other("the body breaks off")));
    }
    let pieces = stream::iter(pieces).then(move |piece| async move {
        for _ in 0..turns {
            tokio::task::yield_now().await;
        }
        piece
    });
    Body::stream(StreamBody::new(Box::pin(pieces)))
}

/// What a request asked for, and what has to be true of its answer.
struct Asked {
    path: u8,
    german: bool,
    session: bool,
    /// The version that a strict purge made the least, when the request came.
    least: u64,
    answer: JoinHandle<(StatusCode, Option<String>, String, SystemTime)>,
}

async fn check(asked: Asked, world: &World) {
    let (status, cookie, text, answered) = asked.answer.await.unwrap();
    let mine = if asked.session { "session=1" } else { "nobody" };
    assert!(cookie.is_none_or(|cookie| cookie == format!("for={mine}")));
    if status != StatusCode::OK {
        return;
    }
    let mut words = text.split(' ');
    let mut word = || words.next().unwrap();
    assert_eq!(word(), asked.path.to_string(), "of another key");
    assert_eq!(
        word(),
        u8::from(asked.german).to_string(),
        "of another variant"
    );
    assert_eq!(word(), mine, "of another visitor");
    let version: u64 = word().parse().unwrap();
    assert!(
        version >= asked.least,
        "version {version} is from before the strict purge of {}",
        asked.least
    );
    let read = world.read.lock().unwrap();
    let last = read
        .iter()
        .filter(|(path, of, at)| (*path, *of) == (asked.path, version) && *at <= answered)
        .map(|(_, _, at)| *at)
        .max();
    let age = answered
        .duration_since(last.expect("it was rendered"))
        .unwrap();
    let stale = if world.fails {
        GRACE.max(ON_ERROR)
    } else {
        GRACE
    };
    assert!(
        age <= Duration::from_secs(FRESH + stale + DEADLINE),
        "older than allowed: {age:?}"
    );
}

/// What is behind and around the memory tier.
#[derive(Clone, Copy, Debug)]
struct Tiers {
    /// Bytes of memory: little, so that pages have to go, or enough.
    memory: u64,
    /// Whether there is a tier below, and how many turns of the runtime its answers take.
    below: Option<u8>,
}

fn tiers() -> impl Strategy<Value = Tiers> {
    let memory = prop_oneof![1 => Just(6 << 10), 3 => Just(8 << 20)];
    (memory, prop::option::of(0..4u8)).prop_map(|(memory, below)| Tiers { memory, below })
}

async fn run(steps: Vec<Step>, tiers: Tiers) {
    let fails = |step: &Step| matches!(step, Step::Renders(1 | 2 | 7));
    let world = World {
        fails: steps.iter().any(fails),
        ..World::default()
    };
    let (world, clock) = (Arc::new(world), ManualClock::default());
    let route = Arc::new(RouteRule::new("/p{n}").headers([http::header::ACCEPT_LANGUAGE]));
    let mut builder = Cache::builder();
    if let Some(turns) = tiers.below {
        let below = Below::default();
        below.turns.store(turns, Ordering::SeqCst);
        builder = builder.below(Arc::new(below));
    }
    let cache = builder
        .settings(Settings {
            memory: Limit::fixed(tiers.memory),
            render_deadline: Duration::from_secs(5),
            entry_limit: LIMIT,
            ..Settings::default()
        })
        .clock(clock.clone())
        .key(KeyRule::new(move |_| Place::of(&route)))
        .session(|parts| parts.headers.contains_key("cookie"))
        .build();
    let service = {
        let (world, clock) = (Arc::clone(&world), clock.clone());
        CacheLayer::new(cache.clone()).layer(service_fn(move |request| {
            render(Arc::clone(&world), clock.clone(), request)
        }))
    };
    let mut least = [0u64; 3];
    let mut under_way: Vec<Asked> = Vec::new();
    let mut purging: Vec<JoinHandle<(u8, u64)>> = Vec::new();
    let mut passed = 0;
    for step in steps {
        while let Some(done) = purging.iter().position(JoinHandle::is_finished) {
            through(purging.swap_remove(done), &mut least).await;
        }
        match step {
            Step::Ask {
                path,
                german,
                session,
                waits,
            } => {
                let mut request = Request::get(format!("/p{path}"));
                if german {
                    request = request.header("accept-language", "de");
                }
                if session {
                    request = request.header("cookie", "session=1");
                }
                let request = request.body(Body::empty()).unwrap();
                let (service, clock) = (service.clone(), clock.clone());
                let (seen, least) = (Arc::clone(&world), least[path as usize]);
                let bypasses_mode = seen.mode.load(Ordering::SeqCst);
                if session && bypasses_mode == 2 {
                    // Passing by, a panic is the caller's.
                    continue;
                }
                let answer = tokio::spawn(async move {
                    let response = service.oneshot(request).await.unwrap();
                    let answered = clock.now();
                    let (parts, body) = response.into_parts();
                    let Ok(body) = body.collect().await else {
                        return (StatusCode::BAD_GATEWAY, None, String::new(), answered);
                    };
                    let text = body.to_bytes();
                    let text = String::from_utf8(text.to_vec()).unwrap();
                    let cookie = parts.headers.get("set-cookie");
                    let cookie = cookie.map(|cookie| cookie.to_str().unwrap().to_owned());
                    (parts.status, cookie, text, answered)
                });
                let asked = Asked {
                    path,
                    german,
                    session,
                    least,
                    answer,
                };
                match waits {
                    true => check(asked, &world).await,
                    false => {
                        tokio::task::yield_now().await;
                        under_way.push(asked);
                    }
                }
            }
            Step::Pass(seconds) => {
                passed += seconds;
                if passed > DEADLINE {
                    settle(&mut under_way, &world, &cache).await;
                    passed = 0;
                }
                clock.advance(Duration::from_secs(seconds));
            }
            Step::Purge {
                tag,
                strict: true,
                waits,
            } => {
                // A write, its commit, and the purge that it causes.
                let version = world.versions[tag as usize].fetch_add(1, Ordering::SeqCst) + 1;
                let cache = cache.clone();
                let purge = tokio::spawn(async move {
                    cache.purge_tag(&format!("t{tag}")).await;
                    (tag, version)
                });
                match waits {
                    true => through(purge, &mut least).await,
                    false => {
                        tokio::task::yield_now().await;
                        purging.push(purge);
                    }
                }
            }
            Step::Purge { tag, .. } => {
                world.versions[tag as usize].fetch_add(1, Ordering::SeqCst);
                let selector = Selector::tag(format!("t{tag}"));
                cache.purge(&selector, Strictness::Soft).await;
            }
            Step::PurgePath(path) | Step::PurgePrefix(path) => {
                let version = world.versions[path as usize].fetch_add(1, Ordering::SeqCst) + 1;
                let address = format!("/p{path}");
                match step {
                    Step::PurgePath(_) => cache.purge_path(&address).await,
                    _ => cache.purge_prefix(&address).await,
                };
                least[path as usize] = version.max(least[path as usize]);
            }
            Step::PurgeRoute => {
                let versions = world.versions.iter();
                let versions: Vec<u64> = versions
                    .map(|version| version.fetch_add(1, Ordering::SeqCst) + 1)
                    .collect();
                cache.purge_route("/p{n}").await;
                for (least, version) in least.iter_mut().zip(versions) {
                    *least = version.max(*least);
                }
            }
            Step::Change(path) => {
                let request = Request::post(format!("/p{path}")).body(Body::empty());
                let answer = service.clone().oneshot(request.unwrap()).await.unwrap();
                assert_eq!(answer.status(), StatusCode::SEE_OTHER);
                least[path as usize] = world.versions[path as usize].load(Ordering::SeqCst);
            }
            Step::Flush => {
                for (path, version) in world.versions.iter().enumerate() {
                    least[path] = version.fetch_add(1, Ordering::SeqCst) + 1;
                }
                cache.flush().await;
            }
            Step::Renders(mode) => world.mode.store(mode, Ordering::SeqCst),
            Step::Slow(turns) => world.slow.store(turns, Ordering::SeqCst),
            Step::Settle => {
                settle(&mut under_way, &world, &cache).await;
                passed = 0;
            }
        }
    }
    settle(&mut under_way, &world, &cache).await;
    assert_eq!(cache.stats().under_way, 0, "a flight was left behind");
}

/// From now on a request gets no version from before this purge.
async fn through(purge: JoinHandle<(u8, u64)>, least: &mut [u64; 3]) {
    let (tag, version) = purge.await.unwrap();
    let least = &mut least[tag as usize];
    *least = version.max(*least);
}

/// Everything that is under way ends, refreshes included.
async fn settle(under_way: &mut Vec<Asked>, world: &World, cache: &Cache) {
    for asked in under_way.drain(..) {
        check(asked, world).await;
    }
    for _ in 0..1000 {
        if cache.stats().under_way == 0 {
            break;
        }
        tokio::task::yield_now().await;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn nobody_gets_what_is_not_theirs_too_old_or_purged(
        steps in prop::collection::vec(step(), 1..60),
        tiers in tiers(),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_time()
            .start_paused(true)
            .build()
            .unwrap();
        runtime.block_on(run(steps, tiers));
    }
}
