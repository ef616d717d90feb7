//! The tier on disk: a hit from it against a hit from memory, and what a process finds that starts
//! after `kill -9`, with 10,000 pages of 10 kB and their compressed bodies.
//!
//! ```sh
//! cargo run --release -p sunup-cache --features disk --example disk
//! cargo run --release -p sunup-cache --features disk --example disk -- 100000 /var/tmp
//! ```
//!
//! It fails when a page has to be rendered again, or when the first is not there within 2 s.

use std::{
    convert::Infallible,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use http::{Request, Response};
use sunup_cache::{
    Body, Cache, CacheLayer, CacheService, Settings,
    store::{
        Limit,
        disk::{Disk, DiskSettings, Health},
    },
};
use tower::{Layer, ServiceExt, util::BoxCloneSyncService};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const PAGE: usize = 10_000;
const MIB: u64 = 1 << 20;

/// Pages that are rendered and compressed at the same time.
const FILLERS: usize = 8;

/// Requests that are under way at the same time.
const VISITORS: usize = 64;

type Render = BoxCloneSyncService<Request<Body>, Response<Body>, Infallible>;

struct Site {
    service: CacheService<Render>,
    cache: Cache,
    disk: Arc<Disk>,
    renders: Arc<AtomicUsize>,
}

#[tokio::main]
async fn main() -> Result<(), String> {
    let mut arguments = std::env::args().skip(1);
    let first = arguments.next();
    if first.as_deref() == Some("--fill") {
        let folder = arguments.next().ok_or("no folder")?;
        let pages = arguments.next().and_then(|it| it.parse().ok());
        return fill(Path::new(&folder), pages.ok_or("no number")?).await;
    }
    let pages = first.map_or(Ok(10_000), |pages| pages.parse());
    let pages: usize = pages.map_err(|error| format!("the number of pages: {error}"))?;
    let place = arguments
        .next()
        .map_or_else(std::env::temp_dir, PathBuf::from);
    let folder = tempfile::tempdir_in(place).map_err(|error| error.to_string())?;

    fill_and_kill(folder.path(), pages)?;
    let file = std::fs::metadata(folder.path().join("pages.redb"));
    let bytes = file.map_err(|error| error.to_string())?.len();
    println!("file              {:.1} MiB", bytes as f64 / MIB as f64);

    let started = Instant::now();
    let site = site(folder.path(), 4096 * MIB).await?;
    println!("ready             {:.0} ms", millis(started));
    ask(&site.service, pages / 2).await?;
    let first = started.elapsed();
    println!("first page        {:.0} ms", first.as_secs_f64() * 1e3);
    let from_disk = measure(&site, pages, 1).await?;
    println!("all from disk     {from_disk:.0} requests/s");
    let from_memory = measure(&site, pages, 20).await?;
    println!("from memory       {from_memory:.0} requests/s");
    let renders = site.renders.load(Ordering::Relaxed);
    println!("renders           {renders}");
    site.disk.close().await;

    // Memory for a few of the pages: nearly all come from the disk, each time.
    let small = self::site(folder.path(), MIB).await?;
    let from_disk = measure(&small, pages, 5).await?;
    let disk = small.cache.stats().disk.ok_or("no disk")?;
    println!(
        "always from disk  {from_disk:.0} requests/s ({} reads)",
        disk.reads
    );
    println!("disk / memory     {:.3}", from_disk / from_memory);
    match (renders, first <= Duration::from_secs(2)) {
        (0, true) => Ok(()),
        (0, false) => Err("the first page took more than 2 s".to_owned()),
        _ => Err(format!("{renders} pages were rendered again")),
    }
}

/// A process fills the folder, and is killed.
fn fill_and_kill(folder: &Path, pages: usize) -> Result<(), String> {
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    let started = Instant::now();
    let mut child = Command::new(program)
        .arg("--fill")
        .arg(folder)
        .arg(pages.to_string())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| error.to_string())?;
    let mut line = String::new();
    if let Some(out) = child.stdout.take() {
        let read = std::io::BufRead::read_line(&mut std::io::BufReader::new(out), &mut line);
        read.map_err(|error| error.to_string())?;
    }
    child.kill().map_err(|error| error.to_string())?;
    child.wait().map_err(|error| error.to_string())?;
    println!(
        "filled            {:.1} s, then killed",
        started.elapsed().as_secs_f64()
    );
    Ok(())
}

async fn fill(folder: &Path, pages: usize) -> Result<(), String> {
    let site = site(folder, 64 * MIB).await?;
    let fillers = (0..FILLERS).map(|first| {
        let service = site.service.clone();
        tokio::spawn(async move {
            for page in (first..pages).step_by(FILLERS) {
                // Later visitors get it compressed.
                while !ask(&service, page).await? {
                    tokio::time::sleep(Duration::from_millis(2)).await;
                }
            }
            Ok::<(), String>(())
        })
    });
    for filler in fillers.collect::<Vec<_>>() {
        filler.await.map_err(|error| error.to_string())??;
    }
    tokio::time::sleep(Duration::from_secs(1)).await;
    site.disk.flush().await;
    println!("done");
    std::future::pending().await
}

async fn site(folder: &Path, memory: u64) -> Result<Site, String> {
    let disk = Disk::start(DiskSettings::new(folder).bytes(16 << 30));
    let disk = Arc::new(disk.map_err(|error| error.to_string())?);
    match disk.ready().await {
        Health::Working => {}
        other => return Err(other.to_string()),
    }
    let settings = Settings {
        memory: Limit::fixed(memory),
        ..Settings::default()
    };
    let cache = Cache::builder().settings(settings).below(disk.clone());
    let cache = cache.build();
    let renders = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&renders);
    let render = tower::service_fn(move |request: Request<Body>| {
        counted.fetch_add(1, Ordering::Relaxed);
        std::future::ready(Ok(page(request.uri().path())))
    });
    Ok(Site {
        service: CacheLayer::new(cache.clone()).layer(BoxCloneSyncService::new(render)),
        cache,
        disk,
        renders,
    })
}

/// Requests per second of many visitors who ask for any page.
async fn measure(site: &Site, pages: usize, times: usize) -> Result<f64, String> {
    let each = pages * times / VISITORS;
    let started = Instant::now();
    let visitors = (0..VISITORS).map(|visitor| {
        let service = site.service.clone();
        tokio::spawn(async move {
            let mut seed = visitor as u64;
            for number in 0..each {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                let page = match times {
                    // Each page once.
                    1 => number * VISITORS + visitor,
                    _ => (seed >> 33) as usize % pages,
                };
                ask(&service, page).await?;
            }
            Ok::<(), String>(())
        })
    });
    for visitor in visitors.collect::<Vec<_>>() {
        visitor.await.map_err(|error| error.to_string())??;
    }
    Ok((each * VISITORS) as f64 / started.elapsed().as_secs_f64())
}

/// Whether the page came compressed.
async fn ask(service: &CacheService<Render>, page: usize) -> Result<bool, String> {
    let request = Request::get(format!("/page/{page}"))
        .header("accept-encoding", "gzip, br, zstd")
        .body(Body::empty());
    let request = request.map_err(|error| error.to_string())?;
    let answer = service.clone().oneshot(request).await;
    let answer = answer.map_err(|error| error.to_string())?;
    match answer.status().is_success() {
        true => Ok(answer.headers().contains_key("content-encoding")),
        false => Err(answer.status().to_string()),
    }
}

fn page(path: &str) -> Response<Body> {
    // Words that compress about as well as a page does.
    let mut body = String::with_capacity(PAGE + 16);
    let mut word = path
        .bytes()
        .fold(7_u64, |word, byte| word * 31 + u64::from(byte));
    while body.len() < PAGE {
        word = word.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        body.push_str("<p>page of words ");
        body.push_str(&(word >> 52).to_string());
        body.push_str("</p>");
    }
    let mut response = Response::new(Body::whole(body.into()));
    let headers = response.headers_mut();
    let tags = format!("all, page:{path}");
    for (name, value) in [
        ("cache-control", "public, max-age=0, s-maxage=6000"),
        ("content-type", "text/html; charset=utf-8"),
        ("cache-tag", tags.as_str()),
    ] {
        if let Ok(value) = value.parse() {
            headers.insert(name, value);
        }
    }
    response
}

fn millis(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1e3
}
