//! The reading side of the site, on SQLite.

mod process;
mod readers;

use process::Site;

/// A site with a file of its own.
fn site() -> Site {
    Site::new()
}
