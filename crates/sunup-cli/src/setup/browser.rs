//! A Chromium for the tests: Playwright's own, or one of the system.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Result, bail};

use super::{Place, Requirement, State, apt};
use crate::child;
use crate::terminal::say;
use crate::version::Version;

/// The oldest Chromium of a system that the tests are run in.
pub(crate) const MINIMUM_CHROMIUM: &str = "140.0.0";

/// The download is 170 MB.
const DOWNLOAD_LIMIT: Duration = Duration::from_secs(600);

/// The browser the tests use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Browser {
    /// The one Playwright downloaded; Playwright knows where it is.
    Playwright(PathBuf),
    /// One of the system, by its path.
    System(PathBuf),
}

impl Browser {
    /// `SUNUP_CHROMIUM`, else Playwright's, else a recent one on PATH.
    pub(crate) fn find(place: &Place) -> Option<Self> {
        if let Some(path) = env::var_os("SUNUP_CHROMIUM").filter(|path| !path.is_empty()) {
            return Some(Self::System(PathBuf::from(path)));
        }
        playwrights(place)
            .map(Self::Playwright)
            .or_else(|| on_path().map(Self::System))
    }

    /// The file.
    pub(crate) fn path(&self) -> &Path {
        match self {
            Self::Playwright(path) | Self::System(path) => path,
        }
    }

    /// Tells a test where its browser is: `SUNUP_CHROMIUM`, absent for Playwright's own.
    pub(crate) fn tell(&self, command: &mut Command) {
        match self {
            Self::Playwright(_) => command.env_remove("SUNUP_CHROMIUM"),
            Self::System(path) => command.env("SUNUP_CHROMIUM", path),
        };
    }

    /// Its version, by asking it.
    pub(crate) fn version(&self) -> Option<Version> {
        version_of(self.path())
    }
}

pub(super) struct Chromium;

impl Requirement for Chromium {
    fn name(&self) -> String {
        "Chromium".to_owned()
    }

    fn state(&self, place: &Place) -> State {
        match Browser::find(place) {
            Some(browser) => State::Ready(browser.path().display().to_string()),
            None => State::Missing("Downloads Playwright's, or installs Debian's.".to_owned()),
        }
    }

    fn install(&self, place: &mut Place) -> Result<()> {
        let mut playwright = child::command("npx");
        playwright
            .args(["playwright", "install", "chromium"])
            .current_dir(place.end2end());
        let Err(error) = child::run_within(DOWNLOAD_LIMIT, &mut playwright) else {
            return Ok(());
        };
        if !apt::is_usable() {
            return Err(error);
        }
        say("Playwright cannot download its Chromium here; installing Debian's.");
        apt::install(&["chromium"])?;
        if on_path().is_none() {
            bail!("Debian's Chromium is older than {MINIMUM_CHROMIUM}");
        }
        Ok(())
    }

    fn by_hand(&self, _: &Place) -> Vec<String> {
        vec![
            "(cd end2end && npx playwright install --with-deps chromium)".to_owned(),
            format!("or, on Debian: {}", apt::by_hand("chromium")),
            "or name a Chromium of your own: export SUNUP_CHROMIUM=/path/to/it".to_owned(),
        ]
    }
}

fn playwrights(place: &Place) -> Option<PathBuf> {
    let mut node = child::command("node");
    node.args([
        "-p",
        "require('@playwright/test').chromium.executablePath()",
    ])
    .current_dir(place.end2end());
    child::answer(&mut node)
        .map(PathBuf::from)
        .filter(|path| path.exists())
}

fn on_path() -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let folders: Vec<PathBuf> = env::split_paths(&path).collect();
    let names = [
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
    ];
    let mut found = names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    found.find(|path| path.is_file() && version_of(path) >= Version::find(MINIMUM_CHROMIUM))
}

fn version_of(path: &Path) -> Option<Version> {
    Version::find(&child::answer(child::command(path).arg("--version"))?)
}
