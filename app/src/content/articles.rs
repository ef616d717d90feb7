//! Imports the files of articles.

use super::{
    ContentError, ImportReport,
    counts::Counts,
    edited,
    front_matter::{Lines, Parsed},
    markdown::{self, Pictures},
    name::{RULE, is_name},
    scan::{ArticleHead, Source},
    search_index,
};
use crate::{
    caching::Shown,
    entities::{article, article_tag, author},
};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    Condition, DatabaseTransaction, EntityTrait, QuerySelect,
    prelude::*,
};
use std::collections::{HashMap, HashSet};
use toml::{Spanned, value::Datetime};

/// What `origin` says of an article that belongs to a file.
const FILE: &str = "file";

/// What an import has to know of an article that is stored already.
#[derive(Debug, sea_orm::FromQueryResult)]
struct Stored {
    id: i64,
    digest: String,
    edited_on: Option<String>,
    origin: String,
}

/// Stores the articles whose files are new or changed. Returns the slugs that have a file, right
/// or wrong.
pub(super) async fn import_articles(
    change: &DatabaseTransaction,
    sources: &[Source],
    pictures: &Pictures,
    report: &mut ImportReport,
    counts: &mut Counts,
) -> Result<HashSet<String>, ContentError> {
    let authors: HashMap<String, i64> = author::Entity::find()
        .all(change)
        .await?
        .into_iter()
        .map(|row| (row.username, row.id))
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
        // One at a time: the site may hold a hundred thousand articles that have no file.
        let known = stored(change, &slug).await?;
        if let Some(known) = &known
            && known.digest == source.digest
        {
            report.unchanged += 1;
            continue;
        }
        match checked(source, &slug, &authors, pictures) {
            Ok(new) => match &known {
                Some(known) if known.origin != FILE => {
                    let reason = "an article of this slug was written on the site";
                    report.errors.push(source.error(new.slug_line, reason));
                }
                Some(known) if known.edited_on.is_some() => {
                    let error =
                        edited::difference(change, source, known.id, new.markdown()).await?;
                    match error {
                        Some(error) => report.errors.push(error),
                        None => report.unchanged += 1,
                    }
                }
                known => {
                    let id = known.as_ref().map(|known| known.id);
                    store(change, new, id, report, counts).await?;
                    report.changed += 1;
                }
            },
            Err(error) => report.errors.push(error),
        }
    }
    Ok(kept)
}

async fn stored(
    change: &DatabaseTransaction,
    slug: &str,
) -> Result<Option<Stored>, sea_orm::DbErr> {
    use article::Column;
    article::Entity::find()
        .select_only()
        .columns([Column::Id, Column::Digest, Column::EditedOn, Column::Origin])
        .filter(Column::Slug.eq(slug))
        .into_model::<Stored>()
        .one(change)
        .await
}

/// An article that may be stored.
struct Checked {
    row: article::ActiveModel,
    author: String,
    tags: Vec<String>,
    /// The line of the file that has the slug.
    slug_line: usize,
}

impl Checked {
    fn markdown(&self) -> &str {
        self.row
            .body_markdown
            .try_as_ref()
            .map_or("", String::as_str)
    }
}

fn checked(
    source: &Source,
    slug: &str,
    authors: &HashMap<String, i64>,
    pictures: &Pictures,
) -> Result<Checked, ContentError> {
    let Parsed {
        head,
        body: markdown,
        lines,
    } = source.parse::<ArticleHead>()?;
    let slug_line = lines.of(&head.slug);
    let written = head.slug.get_ref();
    if !is_name(written) {
        let reason = format!("the slug {written:?} is part of an address and may only have {RULE}");
        return Err(source.error(slug_line, reason));
    }
    if written != slug {
        let reason = format!("the slug {written:?} has to be the file's name, {slug:?}");
        return Err(source.error(slug_line, reason));
    }
    if let Some(tag) = head.tags.iter().find(|tag| !is_name(tag.get_ref())) {
        let line = lines.of(tag);
        let tag = tag.get_ref();
        let reason = format!("the tag {tag:?} is part of an address and may only have {RULE}");
        return Err(source.error(line, reason));
    }
    let Some(author_id) = authors.get(head.author.get_ref()) else {
        let author = head.author.get_ref();
        let reason = format!("there is no author {author:?} in authors/");
        return Err(source.error(lines.of(&head.author), reason));
    };
    let series = head.series.as_ref().map(Spanned::get_ref);
    source.without_zero(&[
        &head.title,
        &head.description,
        &head.locale,
        series.map_or("", String::as_str),
    ])?;
    let alone = match (&head.series, &head.part) {
        (Some(series), None) => Some(lines.of(series)),
        (None, Some(part)) => Some(lines.of(part)),
        _ => None,
    };
    if let Some(line) = alone {
        return Err(source.error(line, "series and part belong together; one is missing"));
    }
    let published_on = day(source, &lines, &head.date)?;
    let updated_on = head
        .updated
        .map(|updated| day(source, &lines, &updated))
        .transpose()?;
    let body = markdown::render(&markdown, pictures);
    let toc =
        serde_json::to_string(&body.toc).map_err(|error| source.error(1, error.to_string()))?;
    let mut seen = HashSet::new();
    Ok(Checked {
        slug_line,
        author: head.author.into_inner(),
        tags: head
            .tags
            .into_iter()
            .map(Spanned::into_inner)
            .filter(|tag| seen.insert(tag.clone()))
            .collect(),
        row: article::ActiveModel {
            id: NotSet,
            slug: Set(head.slug.into_inner()),
            title: Set(head.title),
            description: Set(head.description),
            body_markdown: Set(markdown),
            body_html: Set(body.html),
            body_text: Set(body.text),
            toc: Set(toc),
            words: Set(i32::try_from(body.words).unwrap_or(i32::MAX)),
            reading_minutes: Set(i32::try_from(body.reading_minutes).unwrap_or(i32::MAX)),
            series: Set(head.series.map(Spanned::into_inner)),
            series_part: Set(head.part.map(|part| i32::from(part.into_inner()))),
            author_id: Set(*author_id),
            published_on: Set(published_on),
            updated_on: Set(updated_on),
            edited_on: Set(None),
            origin: Set(FILE.to_owned()),
            locale: Set(head.locale),
            digest: Set(source.digest.clone()),
        },
    })
}

/// An ISO 8601 date, of a TOML date without a time.
fn day(
    source: &Source,
    lines: &Lines,
    written: &Spanned<Datetime>,
) -> Result<String, ContentError> {
    let date = written.get_ref();
    match (date.date, date.time) {
        (Some(date), None) => Ok(date.to_string()),
        _ => {
            let reason = format!("the date {date} has to be a day, like 2026-11-21");
            Err(source.error(lines.of(written), reason))
        }
    }
}

async fn store(
    change: &DatabaseTransaction,
    mut new: Checked,
    id: Option<i64>,
    report: &mut ImportReport,
    counts: &mut Counts,
) -> Result<(), ContentError> {
    let mut before = None;
    let row = match id {
        Some(id) => {
            let itself: Condition = article::Column::Id.eq(id).into();
            before = Shown::of(change, itself.clone())
                .await?
                .into_values()
                .next();
            counts.touch_all(change, itself).await?;
            new.row.id = Set(id);
            new.row.update(change).await?
        }
        None => new.row.insert(change).await?,
    };
    let after = Shown {
        title: row.title.clone(),
        description: row.description.clone(),
        reading_minutes: row.reading_minutes,
        published_on: row.published_on.clone(),
        updated_on: row.updated_on.clone(),
        username: new.author,
        tags: new.tags.clone(),
        series: row.series.clone(),
        series_part: row.series_part,
    };
    report
        .changes
        .article(&row.slug, before.as_ref(), Some(&after));
    article_tag::Entity::delete_many()
        .filter(article_tag::Column::ArticleId.eq(row.id))
        .exec(change)
        .await?;
    counts.touch(&row.published_on, &new.tags);
    search_index::put(change, &row, &new.tags).await?;
    if new.tags.is_empty() {
        return Ok(());
    }
    let tags = new
        .tags
        .into_iter()
        .zip(0..)
        .map(|(tag, position)| article_tag::ActiveModel {
            article_id: Set(row.id),
            tag: Set(tag),
            position: Set(position),
            published_on: Set(row.published_on.clone()),
            slug: Set(row.slug.clone()),
        });
    article_tag::Entity::insert_many(tags).exec(change).await?;
    Ok(())
}

/// Removes the articles whose files are gone. What was written or edited on the site stays.
pub(super) async fn remove_all_but(
    change: &DatabaseTransaction,
    kept: &HashSet<String>,
    report: &mut ImportReport,
    counts: &mut Counts,
) -> Result<(), ContentError> {
    let gone = Condition::all()
        .add(article::Column::Slug.is_not_in(kept.iter().cloned()))
        .add(article::Column::Origin.eq(FILE))
        .add(article::Column::EditedOn.is_null());
    counts.touch_all(change, gone.clone()).await?;
    for (slug, before) in Shown::of(change, gone.clone()).await? {
        report.changes.article(&slug, Some(&before), None);
    }
    let gone = article::Entity::delete_many()
        .filter(gone)
        .exec(change)
        .await?;
    report.removed = usize::try_from(gone.rows_affected).unwrap_or(usize::MAX);
    Ok(())
}
