//! PostgreSQL's programs: the tests start a server of their own with them.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::{Place, Requirement, State, apt};
use crate::child;
use crate::version::Version;

/// The oldest PostgreSQL that the site runs on.
pub(crate) const MINIMUM_POSTGRES: &str = "12.0.0";

/// Where Debian has the programs of each version, which it leaves off PATH.
const DEBIAN: &str = "/usr/lib/postgresql";

/// The version of the programs that the tests take: those on PATH, or Debian's newest.
pub(crate) fn postgres_version() -> Option<Version> {
    version_of(&programs()?)
}

pub(super) struct Postgres;

impl Requirement for Postgres {
    fn name(&self) -> String {
        "PostgreSQL".to_owned()
    }

    fn state(&self, _: &Place) -> State {
        match postgres_version() {
            Some(version) if Some(version) >= Version::find(MINIMUM_POSTGRES) => {
                State::Ready(version.to_string())
            }
            Some(version) => State::Missing(format!(
                "{version} is older than {MINIMUM_POSTGRES}; installs Debian's postgresql."
            )),
            None => State::Missing("Installs Debian's postgresql.".to_owned()),
        }
    }

    fn install(&self, _: &mut Place) -> Result<()> {
        if !apt::is_usable() {
            bail!(
                "initdb, postgres and psql are neither on PATH nor in {DEBIAN}, and this is no \
                 Debian with apt and root"
            );
        }
        apt::install(&["postgresql"])
    }

    fn by_hand(&self, _: &Place) -> Vec<String> {
        vec![
            apt::by_hand("postgresql"),
            format!("or install PostgreSQL {MINIMUM_POSTGRES} or newer and put it on PATH"),
        ]
    }
}

fn programs() -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let mut on_path = env::split_paths(&path).filter(|folder| has_programs(folder));
    on_path.next().or_else(|| newest_below(Path::new(DEBIAN)))
}

fn newest_below(folder: &Path) -> Option<PathBuf> {
    let version =
        |folder: &PathBuf| -> Option<u32> { folder.parent()?.file_name()?.to_str()?.parse().ok() };
    let versions = fs::read_dir(folder).ok()?.flatten();
    versions
        .map(|entry| entry.path().join("bin"))
        .filter(|folder| has_programs(folder))
        .max_by_key(version)
}

/// The three that the tests call. A client alone has only the last.
fn has_programs(folder: &Path) -> bool {
    let programs = ["initdb", "postgres", "psql"];
    programs
        .iter()
        .all(|program| folder.join(program).is_file())
}

fn version_of(programs: &Path) -> Option<Version> {
    let postgres = programs.join("postgres");
    Version::find(&child::answer(child::command(postgres).arg("--version"))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_version_with_all_programs_is_taken() {
        let folder = env::temp_dir().join(format!("sunup-postgres-{}", std::process::id()));
        for (version, programs) in [
            ("9", &["initdb", "postgres", "psql"][..]),
            ("15", &["initdb", "postgres", "psql"]),
            ("17", &["psql"]),
        ] {
            let bin = folder.join(version).join("bin");
            fs::create_dir_all(&bin).unwrap();
            for program in programs {
                fs::write(bin.join(program), "").unwrap();
            }
        }
        let newest = newest_below(&folder);
        fs::remove_dir_all(&folder).unwrap();
        assert_eq!(newest, Some(folder.join("15").join("bin")));
        assert_eq!(newest_below(&folder), None);
    }
}
