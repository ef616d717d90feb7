//! What becomes of the files below `content/`, on SQLite.

mod imports;

use app::database::Database;
use std::fs;
use tempfile::TempDir;

/// A file that becomes a database when it is opened.
struct Store {
    url: String,
    _folder: TempDir,
}

impl Store {
    fn new() -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let file = folder.path().join("desk.sqlite");
        Self {
            url: format!("sqlite://{}", file.display()),
            _folder: folder,
        }
    }
}

#[tokio::test]
async fn a_file_that_is_no_database_is_refused() {
    let folder = TempDir::new().expect("a temporary folder");
    let file = folder.path().join("broken.sqlite");
    fs::write(
        &file,
        "this is not a database, and long enough to be looked at".repeat(40),
    )
    .expect("a file written");
    let url = format!("sqlite://{}", file.display());
    assert!(Database::open(&url, 1).await.is_err());
    assert!(Database::open("mysql://localhost/x", 1).await.is_err());
}
