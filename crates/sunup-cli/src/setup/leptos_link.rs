//! A link `cargo-leptos` in cargo's own bin folder, so that plain `cargo leptos …` works.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::place::tools_base;
use super::{Place, Requirement, State};

/// Whose `cargo-leptos` cargo finds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum LinkState {
    /// The pinned one.
    Ours,
    /// None, or a link of ours to tools of another day.
    Absent,
    /// One the user installed; it is left alone.
    Foreign(PathBuf),
}

/// Looks at `$CARGO_HOME/bin/cargo-leptos`.
pub(crate) fn link_state(place: &Place) -> LinkState {
    let link = link_path();
    let Ok(metadata) = fs::symlink_metadata(&link) else {
        return LinkState::Absent;
    };
    if !metadata.is_symlink() {
        return LinkState::Foreign(link);
    }
    match (
        fs::canonicalize(&link),
        fs::canonicalize(place.tool("cargo-leptos")),
    ) {
        (Ok(found), Ok(pinned)) if found == pinned => LinkState::Ours,
        (Ok(found), _) if !is_in_tools(&found) => LinkState::Foreign(link),
        // Into another set of tools, or nowhere.
        _ => LinkState::Absent,
    }
}

pub(super) struct LeptosLink;

impl Requirement for LeptosLink {
    fn name(&self) -> String {
        "plain cargo leptos".to_owned()
    }

    fn state(&self, place: &Place) -> State {
        match link_state(place) {
            LinkState::Ours => State::Ready("finds the pinned one".to_owned()),
            LinkState::Foreign(path) => {
                State::Ready(format!("another, left alone: {}", path.display()))
            }
            LinkState::Absent => State::Missing("Links it into cargo's bin folder.".to_owned()),
        }
    }

    fn install(&self, place: &mut Place) -> Result<()> {
        let path = link_path();
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)
                .with_context(|| format!("{} cannot be created", folder.display()))?;
        }
        let _ = fs::remove_file(&path);
        link(&place.tool("cargo-leptos"), &path)
    }

    fn by_hand(&self, place: &Place) -> Vec<String> {
        vec![format!(
            "ln -sf {} {}",
            place.tool("cargo-leptos").display(),
            link_path().display()
        )]
    }
}

/// A symbolic link, where the system has them for everyone.
pub(super) fn link(target: &Path, link: &Path) -> Result<()> {
    #[cfg(unix)]
    let done = std::os::unix::fs::symlink(target, link);
    #[cfg(not(unix))]
    let done = fs::copy(target, link).map(|_| ());
    done.with_context(|| {
        format!(
            "{} cannot be linked to {}",
            link.display(),
            target.display()
        )
    })
}

fn link_path() -> PathBuf {
    let home = env::var_os("CARGO_HOME")
        .filter(|home| !home.is_empty())
        .map(PathBuf::from);
    let home = home.or_else(|| env::home_dir().map(|home| home.join(".cargo")));
    home.unwrap_or_default().join("bin/cargo-leptos")
}

fn is_in_tools(path: &Path) -> bool {
    let default = crate::checkout::cache_folder().join("tools");
    [tools_base(), default]
        .iter()
        .any(|base| base.canonicalize().is_ok_and(|base| path.starts_with(base)))
}
