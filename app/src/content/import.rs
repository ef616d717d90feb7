//! [`import`]: brings changed files into the database.

use super::{
    ContentError, markdown,
    scan::{self, ArticleHead, AuthorHead, Source},
};
use crate::{
    database::Database,
    entities::{article, article_tag, author},
};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    DatabaseTransaction, EntityTrait, TransactionTrait,
    prelude::*,
};
use std::{
    collections::{HashMap, HashSet},
    path::Path,
};

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
/// wrong is reported and the rest goes on.
///
/// # Errors
/// When the folder cannot be read or the database refuses. Nothing has changed then.
pub async fn import(database: &Database, folder: &Path) -> Result<ImportReport, ContentError> {
    let mut report = ImportReport::default();
    let (authors, errors) = scan::scan(&folder.join("authors"))?;
    report.errors.extend(errors);
    let (articles, errors) = scan::scan(folder)?;
    report.errors.extend(errors);
    let broken = !report.errors.is_empty();

    let change = database.writer().begin().await?;
    import_authors(&change, &authors, &mut report).await?;
    let kept = import_articles(&change, &articles, &mut report).await?;
    // With an unreadable file it is unknown which articles still have one; deleting waits.
    if !broken {
        report.removed = remove_all_but(&change, &kept).await?;
    }
    change.commit().await?;
    Ok(report)
}

async fn import_authors(
    change: &DatabaseTransaction,
    sources: &[Source],
    report: &mut ImportReport,
) -> Result<(), ContentError> {
    let stored = author::Entity::find().all(change).await?;
    let digests: HashSet<&str> = stored.iter().map(|row| row.digest.as_str()).collect();
    let ids: HashMap<&str, i64> = stored
        .iter()
        .map(|row| (row.username.as_str(), row.id))
        .collect();
    for source in sources {
        if digests.contains(source.digest.as_str()) {
            report.unchanged += 1;
            continue;
        }
        let file = match source.parse::<AuthorHead>() {
            Ok(file) => file,
            Err(error) => {
                report.errors.push(error);
                continue;
            }
        };
        let id = ids.get(file.head.username.as_str()).copied();
        let row = author::ActiveModel {
            id: id.map_or(NotSet, Set),
            username: Set(file.head.username),
            name: Set(file.head.name),
            image: Set(file.head.image),
            bio_html: Set(markdown::render(&file.body).html),
            digest: Set(source.digest.clone()),
        };
        match id {
            Some(_) => drop(row.update(change).await?),
            None => drop(row.insert(change).await?),
        }
        report.changed += 1;
    }
    Ok(())
}

/// Returns the slugs that have a file, right or wrong.
async fn import_articles(
    change: &DatabaseTransaction,
    sources: &[Source],
    report: &mut ImportReport,
) -> Result<HashSet<String>, ContentError> {
    let authors: HashMap<String, i64> = author::Entity::find()
        .all(change)
        .await?
        .into_iter()
        .map(|row| (row.username, row.id))
        .collect();
    let stored: HashMap<String, (i64, String)> = article::Entity::find()
        .all(change)
        .await?
        .into_iter()
        .map(|row| (row.slug, (row.id, row.digest)))
        .collect();
    let mut kept = HashSet::new();
    for source in sources {
        // The name of the file is the slug, so that a file that does not parse still keeps the
        // article it once was.
        let slug = source
            .path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        kept.insert(slug.clone());
        let known = stored.get(&slug);
        if known.is_some_and(|(_, digest)| *digest == source.digest) {
            report.unchanged += 1;
            continue;
        }
        match checked(source, &slug, &authors) {
            Ok(new) => {
                store(change, new, known.map(|(id, _)| *id)).await?;
                report.changed += 1;
            }
            Err(error) => report.errors.push(error),
        }
    }
    Ok(kept)
}

/// An article that may be stored.
struct Checked {
    row: article::ActiveModel,
    tags: Vec<String>,
}

fn checked(
    source: &Source,
    slug: &str,
    authors: &HashMap<String, i64>,
) -> Result<Checked, ContentError> {
    let file = source.parse::<ArticleHead>()?;
    let head = file.head;
    if head.slug != slug {
        let reason = format!(
            "the slug {:?} has to be the file's name, {slug:?}",
            head.slug
        );
        return Err(source.error(1, reason));
    }
    let Some(author_id) = authors.get(&head.author) else {
        let reason = format!("there is no author {:?} in authors/", head.author);
        return Err(source.error(1, reason));
    };
    let (Some(date), None) = (head.date.date, head.date.time) else {
        let reason = format!("the date {} has to be a day, like 2026-11-21", head.date);
        return Err(source.error(1, reason));
    };
    let body = markdown::render(&file.body);
    let mut seen = HashSet::new();
    Ok(Checked {
        tags: head
            .tags
            .into_iter()
            .filter(|tag| seen.insert(tag.clone()))
            .collect(),
        row: article::ActiveModel {
            id: NotSet,
            slug: Set(head.slug),
            title: Set(head.title),
            description: Set(head.description),
            body_markdown: Set(file.body),
            body_html: Set(body.html),
            reading_minutes: Set(i32::try_from(body.reading_minutes).unwrap_or(i32::MAX)),
            author_id: Set(*author_id),
            published_on: Set(date.to_string()),
            locale: Set(head.locale),
            digest: Set(source.digest.clone()),
        },
    })
}

async fn store(
    change: &DatabaseTransaction,
    mut new: Checked,
    id: Option<i64>,
) -> Result<(), ContentError> {
    let id = match id {
        Some(id) => {
            new.row.id = Set(id);
            new.row.update(change).await?.id
        }
        None => new.row.insert(change).await?.id,
    };
    article_tag::Entity::delete_many()
        .filter(article_tag::Column::ArticleId.eq(id))
        .exec(change)
        .await?;
    if new.tags.is_empty() {
        return Ok(());
    }
    let tags = new
        .tags
        .into_iter()
        .zip(0..)
        .map(|(tag, position)| article_tag::ActiveModel {
            article_id: Set(id),
            tag: Set(tag),
            position: Set(position),
        });
    article_tag::Entity::insert_many(tags).exec(change).await?;
    Ok(())
}

async fn remove_all_but(
    change: &DatabaseTransaction,
    kept: &HashSet<String>,
) -> Result<usize, ContentError> {
    let gone = article::Entity::delete_many()
        .filter(article::Column::Slug.is_not_in(kept.iter().cloned()))
        .exec(change)
        .await?;
    Ok(usize::try_from(gone.rows_affected).unwrap_or(usize::MAX))
}
