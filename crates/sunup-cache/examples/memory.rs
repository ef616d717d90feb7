//! A crawler: distinct pages of 10 kB each against a tier of 64 MiB, and what the process takes.
//!
//! ```sh
//! cargo run --release -p sunup-cache --example memory            # a million pages
//! cargo run --release -p sunup-cache --example memory -- 100000
//! ```
//!
//! It prints the resident memory and fails above 160 MiB.

use std::{convert::Infallible, fs, time::Instant};

use http::{Request, Response};
use sunup_cache::{Body, Cache, CacheLayer, Settings, store::Limit};
use tower::{Layer, ServiceExt, service_fn};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const MIB: u64 = 1 << 20;
const PAGE: usize = 10_000;
const MOST: u64 = 160 * MIB;

#[tokio::main]
async fn main() -> Result<(), String> {
    let pages = std::env::args()
        .nth(1)
        .map_or(Ok(1_000_000), |pages| pages.parse());
    let pages: u64 = pages.map_err(|error| format!("the number of pages: {error}"))?;
    let cache = Cache::builder()
        .settings(Settings {
            memory: Limit::fixed(64 * MIB),
            ..Settings::default()
        })
        .build();
    let site = CacheLayer::new(cache.clone()).layer(service_fn(render));

    let started = Instant::now();
    let mut most = 0;
    for page in 0..pages {
        let request = Request::get(format!("/page/{page}")).body(Body::empty());
        let request = request.map_err(|error| error.to_string())?;
        let answer = site.clone().oneshot(request).await;
        drop(answer.map_err(|error| error.to_string())?);
        if page % 10_000 == 0 {
            most = most.max(resident()?);
        }
    }
    most = most.max(resident()?);

    let stats = cache.stats();
    println!("pages             {pages}");
    println!("seconds           {:.1}", started.elapsed().as_secs_f64());
    println!("entries           {}", stats.entries);
    println!("weight            {:.1} MiB", mib(stats.bytes));
    println!("capacity          {:.1} MiB", mib(stats.capacity));
    println!("names in index    {}", stats.names);
    println!("markers           {}", stats.markers);
    println!("resident, most    {:.1} MiB", mib(most));
    if most > MOST {
        return Err(format!("more than {} MiB", MOST / MIB));
    }
    Ok(())
}

async fn render(request: Request<Body>) -> Result<Response<Body>, Infallible> {
    let path = request.uri().path();
    // Words that compress about as well as a page does.
    let mut body = String::with_capacity(PAGE);
    let mut word = path.len() as u64 * 31 + path.bytes().map(u64::from).sum::<u64>();
    while body.len() < PAGE {
        word = word.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        body.push_str("<p>");
        body.push_str(&(word >> 44).to_string());
        body.push_str("</p>");
    }
    let mut response = Response::new(Body::whole(body.into()));
    let headers = response.headers_mut();
    let tags = format!("all, page:{path}");
    for (name, value) in [
        ("cache-control", "public, max-age=0, s-maxage=600"),
        ("content-type", "text/html; charset=utf-8"),
        ("cache-tag", tags.as_str()),
    ] {
        if let Ok(value) = value.parse() {
            headers.insert(name, value);
        }
    }
    Ok(response)
}

fn resident() -> Result<u64, String> {
    let status = fs::read_to_string("/proc/self/status").map_err(|error| error.to_string())?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kib = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    kib.map(|kib| kib * 1024).ok_or("no VmRSS".to_owned())
}

fn mib(bytes: u64) -> f64 {
    bytes as f64 / MIB as f64
}
