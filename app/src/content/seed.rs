//! [`seed`]: as many articles as a measurement wants.

use super::{ContentError, counts::Counts, search_index};
use crate::{
    caching::write_everything,
    database::Database,
    entities::{article, article_tag, author},
};
use jiff::{ToSpan, civil::date};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    EntityTrait, QueryOrder, QuerySelect,
    prelude::*,
};

/// What `origin` says of seeded articles: an import does not remove them.
const ORIGIN: &str = "site";

/// Articles per transaction: enough to be fast, few enough that readers and the log stay calm.
const BATCH: usize = 1_000;

const TOPICS: [&str; 12] = [
    "caching",
    "hydration",
    "sqlite",
    "axum",
    "fluent",
    "streams",
    "signals",
    "routing",
    "deadlines",
    "sessions",
    "metrics",
    "wasm",
];

const TAGS: [&str; 20] = [
    "accessibility",
    "axum",
    "caching",
    "css",
    "databases",
    "html",
    "http",
    "hydration",
    "i18n",
    "leptos",
    "observability",
    "operations",
    "performance",
    "reliability",
    "rust",
    "search",
    "security",
    "sqlite",
    "testing",
    "webassembly",
];

/// Adds articles until there are `wanted` of them, files included. They are made up from their
/// number, so that two databases seeded alike are alike. Returns how many were added.
///
/// # Errors
/// When the database refuses, or has no author yet to write them.
pub async fn seed(database: &Database, wanted: usize) -> Result<usize, ContentError> {
    let there = article::Entity::find().count(database.writer()).await?;
    let there = usize::try_from(there).unwrap_or(usize::MAX);
    let authors: Vec<i64> = author::Entity::find()
        .select_only()
        .column(author::Column::Id)
        .order_by_asc(author::Column::Id)
        .into_tuple()
        .all(database.writer())
        .await?;
    if authors.is_empty() {
        return Err(ContentError::NoAuthor);
    }
    let first = last_number(database).await? + 1;
    let missing = wanted.saturating_sub(there);
    let mut done = 0;
    while done < missing {
        let batch = BATCH.min(missing - done);
        add(database, &authors, first + done..first + done + batch).await?;
        done += batch;
    }
    Ok(missing)
}

/// The highest number of a seeded article, 0 when there is none.
async fn last_number(database: &Database) -> Result<usize, DbErr> {
    let slug: Option<String> = article::Entity::find()
        .select_only()
        .column(article::Column::Slug)
        .filter(article::Column::Slug.starts_with("seeded-"))
        .order_by_desc(article::Column::Slug)
        .into_tuple()
        .one(database.writer())
        .await?;
    let number = slug.and_then(|slug| slug.strip_prefix("seeded-")?.parse().ok());
    Ok(number.unwrap_or_default())
}

async fn add(
    database: &Database,
    authors: &[i64],
    numbers: std::ops::Range<usize>,
) -> Result<(), ContentError> {
    let change = database.begin().await?;
    let start = numbers.start;
    let rows = numbers
        .clone()
        .map(|number| made_up(number, authors[number % authors.len()]));
    // In pieces: SQLite takes 32,766 values in one statement, and a row has twenty.
    let rows: Vec<article::ActiveModel> = rows.collect();
    for piece in rows.chunks(500) {
        article::Entity::insert_many(piece.to_vec())
            .exec_without_returning(&change)
            .await?;
    }
    let stored: Vec<(i64, String, String)> = article::Entity::find()
        .select_only()
        .columns([
            article::Column::Id,
            article::Column::Slug,
            article::Column::PublishedOn,
        ])
        .filter(article::Column::Slug.gte(slug(start)))
        .filter(article::Column::Slug.lt(slug(numbers.end)))
        .order_by_asc(article::Column::Slug)
        .into_tuple()
        .all(&change)
        .await?;
    let tags = stored
        .iter()
        .zip(start..)
        .flat_map(|((id, slug, published_on), number)| {
            (0..3).map(move |position| article_tag::ActiveModel {
                article_id: Set(*id),
                tag: Set(tag(number, position).to_owned()),
                position: Set(i32::try_from(position).unwrap_or_default()),
                published_on: Set(published_on.clone()),
                slug: Set(slug.clone()),
            })
        });
    let mut counts = Counts::default();
    for (number, (_, _, published_on)) in (start..).zip(&stored) {
        counts.touch(published_on, (0..3).map(|position| tag(number, position)));
    }
    article_tag::Entity::insert_many(tags)
        .exec_without_returning(&change)
        .await?;
    search_index::put_newer(&change).await?;
    counts.recount(&change).await?;
    write_everything(&change).await?;
    change.commit().await?;
    Ok(())
}

/// Three different tags: the steps 1 and 7 never meet again within the list.
fn tag(number: usize, position: usize) -> &'static str {
    TAGS[(number + position * (1 + number % 7)) % TAGS.len()]
}

fn slug(number: usize) -> String {
    format!("seeded-{number:07}")
}

fn made_up(number: usize, author_id: i64) -> article::ActiveModel {
    let topic = TOPICS[number % TOPICS.len()];
    let other = TOPICS[(number / TOPICS.len() + 5) % TOPICS.len()];
    // Ten a day, back from the day before the first real article.
    let back = i64::try_from(number / 10).unwrap_or_default();
    let published_on = date(2025, 10, 31)
        .checked_sub(back.min(700_000).days())
        .unwrap_or(date(1, 1, 1));
    let text = format!(
        "Article {number} of a measurement compares {topic} with {other}. It was made up by the \
         seed, so that a list has something to list and a search something to find."
    );
    article::ActiveModel {
        id: NotSet,
        slug: Set(slug(number)),
        title: Set(format!("Notes on {topic} and {other}, {number}")),
        description: Set(format!(
            "What {topic} has to do with {other}: a seeded article."
        )),
        body_markdown: Set(text.clone()),
        body_html: Set(format!("<p>{text}</p>")),
        body_text: Set(text),
        toc: Set("[]".to_owned()),
        words: Set(35),
        reading_minutes: Set(1),
        series: Set(None),
        series_part: Set(None),
        author_id: Set(author_id),
        published_on: Set(published_on.to_string()),
        updated_on: Set(None),
        edited_on: Set(None),
        origin: Set(ORIGIN.to_owned()),
        locale: Set("en".to_owned()),
        digest: Set(String::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seeded_article_never_carries_a_tag_twice() {
        for number in 0..1_000 {
            let tags = [tag(number, 0), tag(number, 1), tag(number, 2)];
            assert!(
                tags[0] != tags[1] && tags[1] != tags[2] && tags[0] != tags[2],
                "{number}: {tags:?}"
            );
        }
    }
}
