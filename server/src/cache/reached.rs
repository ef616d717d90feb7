//! [`Reached`]: how far changes were followed, beside the pages that outlive the process.

use app::caching::Place;
use std::{fs, io, path::PathBuf};

/// Where the place is written that changes were followed to.
pub(super) struct Reached {
    file: Option<PathBuf>,
    /// Whether the last write failed, which is said once.
    failed: bool,
}

impl Reached {
    pub(super) const fn new(file: Option<PathBuf>) -> Self {
        Self {
            file,
            failed: false,
        }
    }

    pub(super) const fn is_kept(&self) -> bool {
        self.file.is_some()
    }

    /// The place of the last process. `None` where it left none that can be read.
    pub(super) fn read(&self) -> Option<Place> {
        fs::read_to_string(self.file.as_ref()?).ok()?.parse().ok()
    }

    /// Writes the place down. That it fails costs the next process only: it purges again.
    pub(super) fn write(&mut self, place: &Place) {
        let outcome = self.try_to_write(place);
        if let (Err(error), false) = (&outcome, self.failed) {
            tracing::warn!(%error, "it is not written down which changes were purged");
        }
        self.failed = outcome.is_err();
    }

    fn try_to_write(&self, place: &Place) -> io::Result<()> {
        let Some(file) = &self.file else {
            return Ok(());
        };
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder)?;
        }
        let new = file.with_extension("new");
        fs::write(&new, place.to_string())?;
        fs::rename(&new, file)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tempfile::TempDir;

    #[test]
    fn a_later_process_reads_what_was_written() {
        let folder = TempDir::new().unwrap();
        let file = folder.path().join("cache/changes");
        let place: Place = "0a1b 7".parse().unwrap();
        assert_eq!(Reached::new(Some(file.clone())).read(), None);
        Reached::new(Some(file.clone())).write(&place);
        assert_eq!(Reached::new(Some(file)).read(), Some(place));
    }

    #[test]
    fn what_is_no_place_counts_as_none() {
        let folder = TempDir::new().unwrap();
        let file = folder.path().join("changes");
        for text in ["", "0a1b", "0a1b x", "\u{0}"] {
            fs::write(&file, text).unwrap();
            assert_eq!(Reached::new(Some(file.clone())).read(), None, "{text:?}");
        }
    }

    #[test]
    fn a_folder_that_cannot_be_made_stops_nobody() {
        let folder = TempDir::new().unwrap();
        let in_the_way = folder.path().join("cache");
        fs::write(&in_the_way, "a file").unwrap();
        let mut reached = Reached::new(Some(in_the_way.join("changes")));
        reached.write(&"0a1b 7".parse().unwrap());
        assert!(reached.failed);
    }
}
