//! How long a purge holds the index: a tag with 1,000 entries among 100,000.
//!
//! ```sh
//! cargo run --release -p sunup-cache --example purge
//! ```
//!
//! It prints the median of 21 purges, and fails above 5 ms.

use std::{
    convert::Infallible,
    time::{Duration, Instant},
};

use http::{Request, Response};
use sunup_cache::{Body, Cache, CacheLayer, Settings, store::Limit};
use tower::{Layer, ServiceExt, service_fn};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const ENTRIES: usize = 100_000;
const TAGGED: usize = 1_000;
const MOST: Duration = Duration::from_millis(5);

#[tokio::main]
async fn main() -> Result<(), String> {
    let cache = Cache::builder()
        .settings(Settings {
            memory: Limit::fixed(1 << 30),
            compressors: 0,
            ..Settings::default()
        })
        .build();
    let site = CacheLayer::new(cache.clone()).layer(service_fn(render));
    let visit = async |page: usize| {
        let request = Request::get(format!("/page/{page}")).body(Body::empty());
        let request = request.map_err(|error| error.to_string())?;
        let answer = site.clone().oneshot(request).await;
        answer.map_err(|error| error.to_string())
    };
    for page in 0..ENTRIES {
        visit(page).await?;
    }
    let entries = cache.stats().entries;
    if entries as usize != ENTRIES {
        return Err(format!("{entries} entries"));
    }
    let mut times = Vec::new();
    for group in 0..21 {
        let tag = format!("group:{group}");
        let started = Instant::now();
        let purged = cache.purge_tag(&tag).await;
        times.push(started.elapsed());
        if purged.len() != TAGGED {
            return Err(format!("{} entries were hit", purged.len()));
        }
    }
    times.sort();
    let median = times[times.len() / 2];
    println!("entries           {ENTRIES}");
    println!("purged at a time  {TAGGED}");
    println!("median            {median:?}");
    println!("longest           {:?}", times[times.len() - 1]);
    match median > MOST {
        true => Err(format!("more than {MOST:?}")),
        false => Ok(()),
    }
}

async fn render(request: Request<Body>) -> Result<Response<Body>, Infallible> {
    let path = request.uri().path();
    let page: usize = path["/page/".len()..].parse().unwrap_or_default();
    let mut response = Response::new(Body::whole("<p>a page</p>".repeat(20).into()));
    let tags = format!("all, page:{page}, group:{}", page % (ENTRIES / TAGGED));
    let headers = response.headers_mut();
    for (name, value) in [
        ("cache-control", "public, s-maxage=600"),
        ("cache-tag", &tags),
    ] {
        if let Ok(value) = value.parse() {
            headers.insert(name, value);
        }
    }
    Ok(response)
}
