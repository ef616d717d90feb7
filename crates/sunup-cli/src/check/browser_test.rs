//! Wasm tests in a real Chromium, the same way on every machine.
//!
//! wasm-bindgen's runner drives a browser through a WebDriver binary that has to fit the
//! browser's version, and which few machines have. Playwright is here anyway: the
//! runner only serves the page (`NO_HEADLESS`), Playwright opens it and reads the results.

use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::child;
use crate::setup::{Browser, Place};
use crate::terminal::say;

/// Reading the wasm and generating its bindings takes seconds, beside other builds more.
const SERVER_LIMIT: Duration = Duration::from_secs(180);

/// Opens the page, prints what the tests print, exits 0 when all passed.
const PAGE: &str = include_str!("browser_test.mjs");

/// Runs one test binary. True when its tests passed, or it has none.
pub(crate) fn run_in_browser(place: &Place, file: &Path, arguments: &[String]) -> Result<bool> {
    let browser = Browser::find(place)
        .context("no Chromium was found; `cargo sunup setup --all` installs one")?;
    let address = free_address()?;
    let mut runner = child::command(place.tool("wasm-bindgen-test-runner"));
    runner.arg(file).args(arguments);
    runner
        .env("NO_HEADLESS", "1")
        .env("WASM_BINDGEN_TEST_ADDRESS", address.to_string());
    // Tests that name no environment are for the browser here.
    runner.env("WASM_BINDGEN_USE_BROWSER", "1");
    let mut server = Ended(
        runner
            .stdout(Stdio::piped())
            .spawn()
            .context("wasm-bindgen-test-runner cannot be started")?,
    );
    if !listens(&mut server.0, address)? {
        return finished_early(&mut server.0);
    }
    let mut node = child::command("node");
    node.args(["--input-type=module", "--eval", PAGE])
        .arg(format!("http://{address}"));
    browser.tell(&mut node);
    opens(node.current_dir(place.end2end()))
}

/// A child that does not outlive us.
struct Ended(Child);

impl Drop for Ended {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn free_address() -> Result<SocketAddr> {
    let listener =
        TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("no port is free on 127.0.0.1")?;
    Ok(listener.local_addr()?)
}

/// True once the server listens, false when it ended instead.
fn listens(server: &mut Child, address: SocketAddr) -> Result<bool> {
    let start = Instant::now();
    while start.elapsed() < SERVER_LIMIT {
        if server.try_wait()?.is_some() {
            return Ok(false);
        }
        if TcpStream::connect(address).is_ok() {
            return Ok(true);
        }
        thread::sleep(Duration::from_millis(50));
    }
    bail!(
        "wasm-bindgen-test-runner does not listen on {address} after {} s",
        SERVER_LIMIT.as_secs()
    )
}

/// A binary without tests, `--list` or a broken file: what it said is the result.
fn finished_early(server: &mut Child) -> Result<bool> {
    if let Some(output) = server.stdout.take() {
        BufReader::new(output)
            .lines()
            .map_while(Result::ok)
            .for_each(say);
    }
    Ok(server.wait()?.success())
}

fn opens(node: &mut Command) -> Result<bool> {
    child::lines(node, |line| say(line))
}
