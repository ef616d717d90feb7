//! What one answer costs in the layer alone, in nanoseconds: hit, hit in brotli, hit by a
//! link of another page, 304, passing by.
//!
//! ```sh
//! cargo run --release -p sunup-cache --example hit
//! ```
//!
//! An argument says how many thousands of answers a round has, 200 without: one is enough for a
//! profiler that counts instructions.

use std::{convert::Infallible, hint::black_box, sync::Arc, time::Duration, time::Instant};

use http::{Request, Response, StatusCode};
use sunup_cache::{
    Body, Cache, CacheLayer,
    key::{KeyRule, Place, RouteRule},
    request::Hosts,
};
use tower::{Layer, Service, service_fn};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Requests that are made before they are answered.
const BATCH: u32 = 1_000;
const ROUNDS: usize = 7;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), String> {
    let batches = match std::env::args().nth(1) {
        Some(number) => number.parse().map_err(|_| "no number of thousands")?,
        None => 200,
    };
    let route = Arc::new(RouteRule::new("/article/{slug}").query(["page"]));
    let cache = Cache::builder()
        .key(KeyRule::new(move |_| Place::of(&route)).theme("theme", &["system", "light", "dark"]))
        .hosts(Hosts::of(["example.org"]))
        .build();
    let mut site = CacheLayer::new(cache.clone()).layer(service_fn(render));
    let mut bare = service_fn(render);

    let first = site
        .call(request(&[])?)
        .await
        .map_err(|error| error.to_string())?;
    let tag = first.headers()["etag"].clone();
    let tag = tag.to_str().map_err(|error| error.to_string())?;
    // The bodies are compressed behind the first answer.
    tokio::time::sleep(Duration::from_millis(200)).await;

    let accept = ("accept-encoding", "gzip, deflate, br, zstd");
    let from = ("referer", "https://example.org/tag/baking");
    let bypass = ("authorization", "Bearer x");
    for (name, fields, status) in [
        ("hit", vec![], 200),
        ("hit, brotli", vec![accept], 200),
        ("hit, from a page", vec![accept, from], 200),
        ("304", vec![accept, ("if-none-match", tag)], 304),
        ("passing by", vec![bypass], 200),
    ] {
        let nanos = measure(&mut site, &fields, status, batches).await?;
        println!("{name:16} {nanos:>6} ns");
    }
    let nanos = measure(&mut bare, &[bypass], 200, batches).await?;
    println!("{:16} {nanos:>6} ns", "no cache layer");
    Ok(())
}

async fn measure<S>(
    site: &mut S,
    fields: &[(&str, &str)],
    status: u16,
    batches: u32,
) -> Result<u128, String>
where
    S: Service<Request<Body>, Response = Response<Body>, Error = Infallible>,
{
    let status = StatusCode::from_u16(status).map_err(|error| error.to_string())?;
    let mut rounds = Vec::new();
    for _ in 0..ROUNDS {
        let mut spent = Duration::ZERO;
        for _ in 0..batches {
            let requests: Result<Vec<_>, _> = (0..BATCH).map(|_| request(fields)).collect();
            let requests = requests?;
            let started = Instant::now();
            for request in requests {
                let answer = site.call(request).await;
                let answer = black_box(answer).map_err(|error| error.to_string())?;
                if answer.status() != status {
                    return Err(format!("{} instead of {status}", answer.status()));
                }
            }
            spent += started.elapsed();
        }
        rounds.push(spent.as_nanos() / u128::from(batches * BATCH));
    }
    rounds.sort_unstable();
    Ok(rounds[rounds.len() / 2])
}

fn request(fields: &[(&str, &str)]) -> Result<Request<Body>, String> {
    let mut request = Request::get("/article/how-to-bake-bread")
        .header("host", "example.org")
        .header(
            "user-agent",
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36",
        )
        .header("cookie", "theme=dark; visits=12");
    for (name, value) in fields {
        request = request.header(*name, *value);
    }
    request
        .body(Body::empty())
        .map_err(|error| error.to_string())
}

async fn render(_: Request<Body>) -> Result<Response<Body>, Infallible> {
    let mut response = Response::new(Body::whole("<p>words of a page</p>".repeat(280).into()));
    let headers = response.headers_mut();
    for (name, value) in [
        (
            "cache-control",
            "public, max-age=0, must-revalidate, s-maxage=600, stale-while-revalidate=600",
        ),
        ("content-type", "text/html; charset=utf-8"),
        ("cache-tag", "article:how-to-bake-bread, author:ann"),
        ("link", "</pkg/x/site.css>; rel=preload; as=style"),
    ] {
        if let Ok(value) = value.parse() {
            headers.insert(name, value);
        }
    }
    Ok(response)
}
