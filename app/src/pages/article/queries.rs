//! The SQL of an article's page: four statements, one of them once for all parts of a series.

use super::{FullArticle, Reference, Series};
use crate::{
    caching::names,
    database::Database,
    entities::{article, article_tag, author},
    listing::{Date, Summary, Writer},
    state::AppState,
    t,
};
use sea_orm::{
    DatabaseConnection, DbErr, FromQueryResult, QueryOrder, QuerySelect, Statement, prelude::*,
};
use sunup::{
    PageError,
    cache::data,
    page::{Html, Policy, cache, tag, tracked},
};

/// Related articles that are shown.
const RELATED: i64 = 3;

/// Newest articles of each tag among which related ones are looked for: with a popular tag, all of
/// them would be thousands for every page.
const CANDIDATES: i64 = 60;

/// The article with this slug.
pub(super) async fn by_slug(slug: &str) -> Result<FullArticle, PageError> {
    let state = AppState::current()?;
    let reader = state.database.reader();
    cache(Policy::hours());
    let found = article::Entity::find()
        .find_also_related(author::Entity)
        .filter(article::Column::Slug.eq(slug));
    let (article, author) = tracked(names::article(slug), || found.one(reader))
        .await
        .map_err(PageError::failed)?
        .ok_or_else(|| PageError::not_found(t::article::unknown()))?;
    let tags = tags(reader, article.id).await.map_err(PageError::failed)?;
    let parts = match &article.series {
        Some(name) => series(&state.database, name).await?,
        None => Vec::new(),
    };
    // Which articles are related changes with the lists of these tags.
    for name in &tags {
        tag(names::tag(name));
    }
    let related: Vec<Reference> = related(reader, article.id, &tags)
        .await
        .map_err(PageError::failed)?
        .into_iter()
        .filter(|found| parts.iter().all(|part| part.slug != found.slug))
        .collect();
    for found in &related {
        tag(names::card(&found.slug));
    }
    let (author, author_image) = match author {
        Some(author) => (
            Writer {
                username: author.username,
                name: author.name,
            },
            author.image,
        ),
        None => return Err(PageError::failed("an article without an author")),
    };
    tag(names::byline(&author.username));
    Ok(FullArticle {
        summary: Summary {
            slug: article.slug,
            title: article.title,
            description: article.description,
            author,
            published: Date::written(article.published_on),
            reading_minutes: article.reading_minutes,
            tags,
        },
        body: Html::new(article.body_html),
        // Written by the import; a table of contents that cannot be read is left out.
        toc: serde_json::from_str(&article.toc).unwrap_or_default(),
        updated: article.updated_on.map(Date::written),
        author_image,
        series: article.series.map(|name| Series { name, parts }),
        related,
    })
}

async fn tags(reader: &DatabaseConnection, article: i64) -> Result<Vec<String>, DbErr> {
    article_tag::Entity::find()
        .select_only()
        .column(article_tag::Column::Tag)
        .filter(article_tag::Column::ArticleId.eq(article))
        .order_by_asc(article_tag::Column::Position)
        .into_tuple()
        .all(reader)
        .await
}

/// The parts of a series, which each of them shows.
async fn series(database: &Database, name: &str) -> Result<Vec<Reference>, PageError> {
    let (database, series) = (database.clone(), name.to_owned());
    let series_data = data(
        format!("series:{name}"),
        Policy::hours().tag(names::series(name)),
    );
    let read = move || {
        let (database, series) = (database.clone(), series.clone());
        async move {
            let parts = parts(database.reader(), &series).await;
            parts.map_err(PageError::failed)
        }
    };
    series_data.read(read).await
}

async fn parts(reader: &DatabaseConnection, series: &str) -> Result<Vec<Reference>, DbErr> {
    let parts: Vec<(String, String)> = article::Entity::find()
        .select_only()
        .columns([article::Column::Slug, article::Column::Title])
        .filter(article::Column::Series.eq(series))
        .order_by_asc(article::Column::SeriesPart)
        .order_by_asc(article::Column::Slug)
        .into_tuple()
        .all(reader)
        .await?;
    let parts = parts.into_iter();
    Ok(parts
        .map(|(slug, title)| Reference { slug, title })
        .collect())
}

#[derive(Debug, FromQueryResult)]
struct Related {
    slug: String,
    title: String,
}

/// The articles that share the most tags, the newest first among equals.
async fn related(
    reader: &DatabaseConnection,
    article: i64,
    tags: &[String],
) -> Result<Vec<Reference>, DbErr> {
    if tags.is_empty() {
        return Ok(Vec::new());
    }
    let backend = reader.get_database_backend();
    let mut values: Vec<sea_orm::Value> = Vec::new();
    let mut bind = |value: sea_orm::Value| {
        values.push(value);
        match backend {
            sea_orm::DbBackend::Postgres => format!("${}", values.len()),
            _ => "?".to_owned(),
        }
    };
    let candidates: Vec<String> = tags
        .iter()
        .map(|tag| {
            let (tag, limit) = (bind(tag.as_str().into()), bind(CANDIDATES.into()));
            format!(
                "SELECT * FROM (SELECT article_id FROM article_tag WHERE tag = {tag} \
                 ORDER BY published_on DESC, slug DESC LIMIT {limit}) AS newest"
            )
        })
        .collect();
    let (itself, limit) = (bind(article.into()), bind(RELATED.into()));
    let sql = format!(
        "SELECT article.slug, article.title FROM article JOIN ( \
           SELECT article_id, count(*) AS shared FROM ({}) AS candidates GROUP BY article_id \
         ) AS found ON found.article_id = article.id WHERE article.id <> {itself} \
         ORDER BY found.shared DESC, article.published_on DESC, article.slug LIMIT {limit}",
        candidates.join(" UNION ALL ")
    );
    let statement = Statement::from_sql_and_values(backend, sql, values);
    let found = Related::find_by_statement(statement).all(reader).await?;
    let found = found.into_iter();
    Ok(found
        .map(|Related { slug, title }| Reference { slug, title })
        .collect())
}
