//! [`import`]: brings changed files into the database.

use super::{
    ContentError,
    articles::{import_articles, remove_all_but},
    authors::import_authors,
    counts::Counts,
    markdown::Pictures,
    scan,
};
use crate::{
    caching::{Changes, write_changes},
    database::Database,
};
use std::path::Path;

/// What an import did.
#[derive(Debug, Default)]
pub struct ImportReport {
    /// Articles and authors that were new or had changed.
    pub changed: usize,
    /// Articles whose file is gone.
    pub removed: usize,
    /// Files that are as they were.
    pub unchanged: usize,
    /// Files that could not be imported; what the database has of them stays.
    pub errors: Vec<ContentError>,
    /// What pages showed and show no more.
    pub changes: Changes,
}

impl ImportReport {
    /// Logs what happened: one line, and one more for each file that is wrong.
    pub fn log(&self) {
        for error in &self.errors {
            tracing::warn!(%error, "a content file was left out");
        }
        let Self {
            changed,
            removed,
            unchanged,
            errors,
            changes: _,
        } = self;
        tracing::info!(
            changed,
            removed,
            unchanged,
            wrong = errors.len(),
            "content imported"
        );
    }
}

/// Imports `folder/*.md` and `folder/authors/*.md`. An unchanged file is left alone; a file that is
/// wrong is reported and the rest goes on. Texts leave room for the `pictures` they show.
///
/// # Errors
/// When the folder cannot be read or the database refuses. Nothing has changed then.
pub async fn import(
    database: &Database,
    folder: &Path,
    pictures: &Pictures,
) -> Result<ImportReport, ContentError> {
    let mut report = ImportReport::default();
    let (authors, errors) = scan::scan(&folder.join("authors"))?;
    report.errors.extend(errors);
    let (articles, errors) = scan::scan(folder)?;
    report.errors.extend(errors);
    let broken = !report.errors.is_empty();

    let change = database.begin().await?;
    import_authors(&change, &authors, pictures, &mut report).await?;
    let mut counts = Counts::default();
    let kept = import_articles(&change, &articles, pictures, &mut report, &mut counts).await?;
    // With an unreadable file it is unknown which articles still have one; deleting waits.
    if !broken {
        remove_all_but(&change, &kept, &mut report, &mut counts).await?;
    }
    counts.recount(&change).await?;
    write_changes(&change, &report.changes).await?;
    change.commit().await?;
    Ok(report)
}
