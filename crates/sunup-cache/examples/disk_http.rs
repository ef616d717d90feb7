//! A hit from disk against a hit from memory, over HTTP: two servers with the same pages, one whose
//! memory has them all and one whose memory has nearly none, loaded in turns by `wrk`, which has to
//! be installed.
//!
//! ```sh
//! cargo run --release -p sunup-cache --features disk --example disk_http
//! cargo run --release -p sunup-cache --features disk --example disk_http -- /var/tmp
//! ```
//!
//! Where there are two processors, the servers have one and `wrk` the other.

use std::{
    collections::HashMap,
    convert::Infallible,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use http::{Request, Response};
use hyper::body::Incoming;
use hyper_util::{
    rt::{TokioExecutor, TokioIo},
    server::conn::auto::Builder,
    service::TowerToHyperService,
};
use sunup_cache::{
    Body, Cache, CacheLayer, Settings,
    store::{
        Limit,
        disk::{Disk, DiskSettings, Health},
    },
};
use tokio::net::TcpListener;
use tower::{BoxError, Layer, Service, ServiceExt, service_fn};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const PAGES: usize = 2_000;
/// As `cargo sunup bench cache` has it.
const PAGE: usize = 6_000;
const MIB: u64 = 1 << 20;
const ROUNDS: usize = 5;
const SECONDS: &str = "3s";

/// What a client asks with, and what it gets.
const CASES: [(&str, &str); 2] = [("identity", "identity"), ("brotli", "br")];

#[tokio::main]
async fn main() -> Result<(), BoxError> {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    if let [flag, folder, memory] = &arguments[..]
        && flag == "--serve"
    {
        return serve(Path::new(folder), memory.parse::<u64>()? * MIB).await;
    }
    let place = arguments
        .first()
        .map_or_else(std::env::temp_dir, PathBuf::from);
    let folder = tempfile::tempdir_in(place)?;
    let memory = Server::start(&folder.path().join("memory"), 1024)?;
    let disk = Server::start(&folder.path().join("disk"), 1)?;
    for (case, coding) in CASES {
        let script = folder.path().join("script.lua");
        std::fs::write(&script, lua(coding))?;
        let mut rounds = Vec::new();
        for round in 0..ROUNDS {
            let mut rates = [0.0; 2];
            let sides = [&memory, &disk];
            for turn in [round % 2, (round + 1) % 2] {
                rates[turn] = sides[turn].load(&script)?;
            }
            rounds.push(rates);
        }
        let of = |rate: fn(&[f64; 2]) -> f64| median(rounds.iter().map(rate).collect());
        println!(
            "{case:9} memory {:7.0}/s  disk {:7.0}/s  disk / memory {:.3}",
            of(|rates| rates[0]),
            of(|rates| rates[1]),
            of(|rates| rates[1] / rates[0])
        );
    }
    let (memory, disk) = (memory.end()?, disk.end()?);
    println!("memory: {memory}\ndisk:   {disk}");
    Ok(())
}

/// One of the two servers.
struct Server {
    child: Child,
    port: u16,
}

impl Server {
    fn start(folder: &Path, memory: u64) -> Result<Self, BoxError> {
        let mut child = pinned("0", std::env::current_exe()?)
            .args(["--serve".as_ref(), folder.as_os_str()])
            .arg(memory.to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let mut line = String::new();
        let out = child.stdout.as_mut().ok_or("no output")?;
        BufReader::new(out).read_line(&mut line)?;
        let port = line.trim().parse()?;
        Ok(Self { child, port })
    }

    /// Requests per second.
    fn load(&self, script: &Path) -> Result<f64, BoxError> {
        let out = pinned("1", "wrk".into())
            .args([
                "--threads",
                "1",
                "--connections",
                "32",
                "--duration",
                SECONDS,
            ])
            .arg("--script")
            .arg(script)
            .arg(format!("http://127.0.0.1:{}", self.port))
            .output()?;
        let text = String::from_utf8(out.stdout)?;
        if !out.status.success() || text.contains("Non-2xx") || text.contains("Socket errors") {
            return Err(format!("wrk: {text}").into());
        }
        let rate = text
            .lines()
            .find_map(|line| line.strip_prefix("Requests/sec:"));
        Ok(rate.ok_or("wrk says no rate")?.trim().parse()?)
    }

    /// Ends it, and says what it did.
    fn end(mut self) -> Result<String, BoxError> {
        drop(self.child.stdin.take());
        let mut line = String::new();
        let out = self.child.stdout.take().ok_or("no output")?;
        BufReader::new(out).read_line(&mut line)?;
        self.child.wait()?;
        Ok(line.trim().to_owned())
    }
}

/// A program on one processor, if there are two.
fn pinned(processor: &str, program: PathBuf) -> Command {
    match std::thread::available_parallelism() {
        Ok(number) if number.get() > 1 => {
            let mut command = Command::new("taskset");
            command.args(["-c", processor]).arg(program);
            command
        }
        _ => Command::new(program),
    }
}

/// Each page in turn, in an order in which neighbours in the file are not asked for together.
fn lua(coding: &str) -> String {
    format!(
        "local requests, at = {{}}, 0\n\
         init = function()\n\
           for page = 1, {PAGES} do\n\
             requests[page] = wrk.format('GET', '/page/' .. (page * 7919 % {PAGES}),\n\
               {{ ['Accept-Encoding'] = '{coding}' }})\n\
           end\n\
         end\n\
         request = function()\n\
           at = at % {PAGES} + 1\n\
           return requests[at]\n\
         end\n"
    )
}

fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_unstable_by(f64::total_cmp);
    figures[figures.len() / 2]
}

async fn serve(folder: &Path, memory: u64) -> Result<(), BoxError> {
    let disk = Arc::new(Disk::start(DiskSettings::new(folder))?);
    match disk.ready().await {
        Health::Working => {}
        other => return Err(other.to_string().into()),
    }
    let renders = Arc::new(AtomicUsize::new(0));
    let settings = |memory| Settings {
        memory: Limit::fixed(memory),
        ..Settings::default()
    };
    // What is on disk was compressed by a cache that has the memory for it.
    let full = Cache::builder().settings(settings(1024 * MIB));
    let full = full.below(disk.clone()).build();
    fill(CacheLayer::new(full).layer(pages(&renders))).await?;
    disk.flush().await;
    let filled = renders.swap(0, Ordering::Relaxed);

    let cache = Cache::builder().settings(settings(memory));
    let cache = cache.below(disk.clone()).build();
    let site = CacheLayer::new(cache.clone()).layer(pages(&renders));
    if memory > 512 * MIB {
        fill(site.clone()).await?;
    }
    let before = cache.stats();
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    println!("{}", listener.local_addr()?.port());
    let site = service_fn(move |request: Request<Incoming>| {
        site.clone().oneshot(request.map(|_| Body::empty()))
    });
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            // It costs the same on both sides where it fails.
            let _ = stream.set_nodelay(true);
            let service = TowerToHyperService::new(site.clone());
            tokio::spawn(async move {
                let builder = Builder::new(TokioExecutor::new());
                // A client that leaves ends its connection.
                let _ = builder
                    .serve_connection(TokioIo::new(stream), service)
                    .await;
            });
        }
    });
    // Until whoever started it has enough.
    tokio::task::spawn_blocking(|| std::io::stdin().lines().count()).await?;
    let reads = |stats: &sunup_cache::stats::Snapshot| stats.disk.map_or(0, |disk| disk.hits);
    let after = cache.stats();
    println!(
        "{} hits, {} of them from disk; {} renders, {filled} before",
        after.hits - before.hits,
        reads(&after) - reads(&before),
        renders.load(Ordering::Relaxed)
    );
    disk.close().await;
    Ok(())
}

/// Asks for every page until it comes compressed.
async fn fill<S>(mut site: S) -> Result<(), BoxError>
where
    S: Service<Request<Body>, Response = Response<Body>, Error = Infallible>,
{
    let mut left: HashMap<usize, usize> = (0..PAGES).map(|page| (page, 0)).collect();
    while !left.is_empty() {
        for page in left.keys().copied().collect::<Vec<_>>() {
            let request = Request::get(format!("/page/{page}"))
                .header("accept-encoding", "br")
                .body(Body::empty())?;
            let answer = site.call(request).await?;
            if answer.headers().contains_key("content-encoding") {
                left.remove(&page);
            }
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    Ok(())
}

fn pages(
    renders: &Arc<AtomicUsize>,
) -> impl Service<
    Request<Body>,
    Response = Response<Body>,
    Error = Infallible,
    Future = std::future::Ready<Result<Response<Body>, Infallible>>,
> + Clone
+ Send
+ 'static {
    let renders = Arc::clone(renders);
    service_fn(move |request: Request<Body>| {
        renders.fetch_add(1, Ordering::Relaxed);
        std::future::ready(Ok(page(request.uri().path())))
    })
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
