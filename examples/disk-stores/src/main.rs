//! redb and fjall under the load of a page cache's disk tier: pages of 10 kB, written behind in
//! durable batches, read one by one, deleted by tag, and opened again after `kill -9`.
//!
//! ```sh
//! cargo run --release -p disk-stores            # 10,000 pages in the system's temporary folder
//! cargo run --release -p disk-stores -- 10000 /var/tmp
//! ```

mod engine;
mod fjall_engine;
mod redb_engine;

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, ensure};
use engine::{Engine, Page};
use fjall_engine::Fjall;
use redb_engine::Redb;

const PAGE: usize = 10_000;
const BATCH: usize = 64;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [child, engine, folder] = arguments.as_slice()
        && child == "--write-until-killed"
    {
        return match engine.as_str() {
            Redb::NAME => until_killed::<Redb>(Path::new(folder)),
            _ => until_killed::<Fjall>(Path::new(folder)),
        };
    }
    let mut arguments = arguments.into_iter();
    let pages: usize = arguments.next().map_or(Ok(10_000), |it| it.parse())?;
    let place = arguments
        .next()
        .map_or_else(std::env::temp_dir, PathBuf::from);
    println!(
        "{pages} pages of {PAGE} bytes, {BATCH} to a durable batch, in {}",
        place.display()
    );
    measure::<Redb>(pages, &place)?;
    measure::<Fjall>(pages, &place)
}

fn measure<E: Engine>(pages: usize, place: &Path) -> Result<()> {
    let folder = tempfile::tempdir_in(place)?;
    let engine = E::open(folder.path())?;
    println!("\n{}", E::NAME);

    let started = Instant::now();
    fill(&engine, pages, 0)?;
    let rate = pages as f64 / started.elapsed().as_secs_f64();
    println!("  written              {rate:>9.0} pages/s");
    let started = Instant::now();
    for number in 0..50 {
        engine.write(&[page(number, 0)])?;
    }
    println!("  one durable page     {:>9.2} ms", millis(started) / 50.0);
    println!(
        "  size                 {:>9.1} MB",
        megabytes(folder.path())?
    );

    for round in ["first", "again"] {
        let started = Instant::now();
        let mut seed = 1_u64;
        for _ in 0..pages {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let number = (seed >> 33) as usize % pages;
            ensure!(
                engine.read(&key(number))? == Some(PAGE),
                "a page is missing"
            );
        }
        let micros = started.elapsed().as_secs_f64() * 1e6 / pages as f64;
        println!("  read, {round}          {micros:>9.1} µs");
    }

    let started = Instant::now();
    let deleted = engine.delete("author:3")?;
    println!("  {deleted:>5} by tag         {:>9.1} ms", millis(started));
    for version in 1..=3 {
        fill(&engine, pages, version)?;
    }
    // What is merged in the background has its time.
    thread::sleep(Duration::from_secs(2));
    println!(
        "  size, written 4 times{:>9.1} MB",
        megabytes(folder.path())?
    );
    drop(engine);
    let started = Instant::now();
    let engine = E::open(folder.path())?;
    println!(
        "  open, {:>5} pages    {:>9.1} ms",
        engine.count()?,
        millis(started)
    );
    drop(engine);
    killed::<E>(pages, folder.path())
}

/// A child writes into the full store until it is killed.
fn killed<E: Engine>(pages: usize, folder: &Path) -> Result<()> {
    for _ in 0..3 {
        let mut child = Command::new(std::env::current_exe()?)
            .args(["--write-until-killed", E::NAME])
            .arg(folder)
            .stdout(Stdio::null())
            .spawn()?;
        thread::sleep(Duration::from_secs(2));
        child.kill()?;
        child.wait()?;
        let started = Instant::now();
        let engine = E::open(folder)?;
        let first = engine.read(&key(pages / 2))?;
        let opened = millis(started);
        ensure!(first == Some(PAGE), "a page is lost");
        println!(
            "  open after kill -9   {opened:>9.1} ms, {} pages",
            engine.count()?
        );
    }
    Ok(())
}

fn until_killed<E: Engine>(folder: &Path) -> Result<()> {
    let engine = E::open(folder)?;
    for version in 4.. {
        fill(&engine, 10_000, version)?;
    }
    Ok(())
}

fn fill<E: Engine>(engine: &E, pages: usize, version: u64) -> Result<()> {
    for first in (0..pages).step_by(BATCH) {
        let batch: Vec<Page> = (first..pages.min(first + BATCH))
            .map(|number| page(number, version))
            .collect();
        engine.write(&batch).context("a batch")?;
    }
    Ok(())
}

fn key(number: usize) -> String {
    format!("/article/page-number-{number}?sort=new theme=dark")
}

/// Half words, half noise: a page with its compressed copies.
fn page(number: usize, version: u64) -> Page {
    let mut body = Vec::with_capacity(PAGE);
    let mut seed = number as u64 * 31 + version;
    while body.len() < PAGE / 2 {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        body.extend_from_slice(&(seed >> 8).to_le_bytes()[..7]);
    }
    while body.len() < PAGE {
        body.extend_from_slice(b"<p>a page of many words</p>");
    }
    body.truncate(PAGE);
    Page {
        key: key(number),
        tags: vec![
            format!("article:page-number-{number}"),
            format!("author:{}", number % 10),
            "articles".to_owned(),
        ],
        body,
    }
}

fn millis(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1e3
}

/// What the files of a folder take on disk.
fn megabytes(folder: &Path) -> Result<f64> {
    fn bytes(folder: &Path) -> Result<u64> {
        let mut sum = 0;
        for file in fs::read_dir(folder)? {
            let file = file?;
            let about = file.metadata()?;
            sum += match about.is_dir() {
                true => bytes(&file.path())?,
                false => about.len(),
            };
        }
        Ok(sum)
    }
    Ok(bytes(folder)? as f64 / 1e6)
}
