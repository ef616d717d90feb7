//! `kill -9` while pages are rendered, purged and written.

use std::{
    collections::HashMap,
    future::ready,
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex},
    time::Duration,
};

use http::{Request, Response};
use http_body_util::BodyExt;
use sunup_cache::{
    Body, Cache, CacheLayer,
    store::disk::{Disk, DiskSettings, Health},
};
use tower::{Layer, ServiceExt, service_fn};

const FOLDER: &str = "SUNUP_TEST_KILLED_FOLDER";
const PAGES: u64 = 400;

/// A page says which it is, and of which version, all over.
fn body(page: u64, version: u64) -> String {
    format!("{page} {version};").repeat(400 + (version % 700) as usize)
}

/// What a page says if it was not changed since the process began, and what others say. Versions
/// only grow.
#[derive(Clone)]
struct Versions {
    others: u64,
    changed: Arc<Mutex<HashMap<u64, u64>>>,
}

impl Versions {
    fn new(others: u64) -> Self {
        let changed = Arc::default();
        Self { others, changed }
    }

    fn of(&self, page: u64) -> u64 {
        let changed = self.changed.lock().unwrap();
        changed.get(&page).copied().unwrap_or(self.others)
    }
}

/// A site on a folder, and what asks it for a page. Without versions, nothing it renders is stored.
async fn site(
    folder: &Path,
    versions: Option<Versions>,
) -> (Cache, Arc<Disk>, impl AsyncFn(u64) -> (String, String)) {
    let disk = Arc::new(Disk::start(DiskSettings::new(folder)).unwrap());
    assert_eq!(disk.ready().await, Health::Working);
    let cache = Cache::builder().below(disk.clone()).build();
    let pages = service_fn(move |request: Request<Body>| {
        let page: u64 = request.uri().path()[1..].parse().unwrap();
        let version = versions.as_ref().map(|versions| versions.of(page));
        let control = match version {
            Some(_) => "public, s-maxage=600",
            None => "private",
        };
        let response = Response::builder()
            .header("cache-control", control)
            .header("content-type", "text/plain")
            .header("cache-tag", format!("page:{page}"))
            .body(Body::whole(body(page, version.unwrap_or(0)).into()));
        ready(response)
    });
    let service = CacheLayer::new(cache.clone()).layer(pages);
    let get = async move |page: u64| {
        let request = Request::get(format!("/{page}")).body(Body::empty());
        let answer = service.clone().oneshot(request.unwrap()).await.unwrap();
        let status = answer.headers()["cache-status"].to_str().unwrap();
        let status = status.to_owned();
        let text = answer.into_body().collect().await.unwrap().to_bytes();
        (String::from_utf8(text.to_vec()).unwrap(), status)
    };
    (cache, disk, get)
}

/// The child: it changes pages, says when a change is done, and is killed some time.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "it is started by the test below"]
async fn a_child_writes_until_it_is_killed() {
    let Some(folder) = std::env::var_os(FOLDER) else {
        return;
    };
    let first: u64 = std::env::var("SUNUP_TEST_KILLED_FIRST")
        .unwrap()
        .parse()
        .unwrap();
    let versions = Versions::new(first - 1);
    let site = site(Path::new(&folder), Some(versions.clone())).await;
    let (cache, _disk, get) = site;
    for version in first.. {
        let page = (version * 7) % PAGES;
        versions.changed.lock().unwrap().insert(page, version);
        cache.purge_tag(&format!("page:{page}")).await;
        let mut out = std::io::stdout().lock();
        writeln!(out, "done {page} {version}").unwrap();
        out.flush().unwrap();
        drop(out);
        get(page).await;
        get((version * 11) % PAGES).await;
    }
}

fn child(folder: &Path, first: u64) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "killed::a_child_writes_until_it_is_killed"])
        .args(["--ignored", "--nocapture"])
        .env(FOLDER, folder)
        .env("SUNUP_TEST_KILLED_FIRST", first.to_string())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

#[tokio::test]
async fn after_kill_9_no_page_is_corrupt_anothers_or_from_before_a_purge() {
    let folder = tempfile::tempdir().unwrap();
    let mut done: HashMap<u64, u64> = HashMap::new();
    let (mut highest, mut found) = (1, 0);
    for round in 0..crate::rounds(3, 30) {
        let mut child = child(folder.path(), highest + 1);
        let lines = BufReader::new(child.stdout.take().unwrap());
        let reader = std::thread::spawn(move || {
            let lines = lines.lines().map_while(Result::ok);
            lines
                .filter(|line| line.starts_with("done "))
                .collect::<Vec<_>>()
        });
        let time = 600 + u64::from(round) * 137 % 900;
        tokio::time::sleep(Duration::from_millis(time)).await;
        child.kill().unwrap();
        child.wait().unwrap();
        for line in reader.join().unwrap() {
            let mut words = line.split(' ').skip(1).map(|word| word.parse().unwrap());
            let (page, version): (u64, u64) = (words.next().unwrap(), words.next().unwrap());
            done.insert(page, version);
            highest = highest.max(version);
        }
        // One change may have been under way.
        highest += 1;
        let (_cache, disk, get) = site(folder.path(), None).await;
        for page in 0..PAGES {
            let (text, status) = get(page).await;
            if !status.contains("hit") {
                continue;
            }
            found += 1;
            let version = text.split([' ', ';']).nth(1).unwrap().parse().unwrap();
            assert_eq!(text, body(page, version), "corrupt, or of another page");
            let least = done.get(&page).copied().unwrap_or(0);
            assert!(version >= least, "{page}: {version} is from before {least}");
        }
        disk.close().await;
    }
    assert!(found > 20, "only {found} pages were found");
}
