//! Playwright, from the lock file of the end-to-end tests.

use std::fs;

use anyhow::{Context, Result};

use super::{Place, Requirement, State, npm};
use crate::child;
use crate::stamp::fingerprint;
use crate::version::Version;

/// The version in `end2end/node_modules`.
pub(crate) fn installed_playwright(place: &Place) -> Option<Version> {
    version_of(
        place,
        "node_modules/@playwright/test/package.json",
        &["version"],
    )
}

pub(super) struct Playwright;

impl Requirement for Playwright {
    fn name(&self) -> String {
        "Playwright".to_owned()
    }

    fn state(&self, place: &Place) -> State {
        let installed = installed_playwright(place);
        let stamp = fs::read_to_string(stamp_file(place)).ok();
        match (installed, lock(place)) {
            (Some(version), Some(lock)) if stamp.as_deref() == Some(lock.as_str()) => {
                State::Ready(version.to_string())
            }
            _ => State::Missing("Runs npm ci in end2end/.".to_owned()),
        }
    }

    fn install(&self, place: &mut Place) -> Result<()> {
        let lock = lock(place).context("end2end/package-lock.json cannot be read")?;
        child::run(npm().arg("ci").current_dir(place.end2end()))?;
        fs::write(stamp_file(place), lock).context("end2end/node_modules cannot be written")
    }

    fn by_hand(&self, _: &Place) -> Vec<String> {
        vec!["(cd end2end && npm ci)".to_owned()]
    }
}

fn lock(place: &Place) -> Option<String> {
    let lock = fs::read_to_string(place.end2end().join("package-lock.json")).ok()?;
    Some(fingerprint(&[&lock]))
}

fn stamp_file(place: &Place) -> std::path::PathBuf {
    place.end2end().join("node_modules/.sunup-lock")
}

fn version_of(place: &Place, file: &str, keys: &[&str]) -> Option<Version> {
    let text = fs::read_to_string(place.end2end().join(file)).ok()?;
    let json: serde_json::Value = serde_json::from_str(&text).ok()?;
    let value = keys.iter().try_fold(&json, |value, key| value.get(key))?;
    Version::find(value.as_str()?)
}
