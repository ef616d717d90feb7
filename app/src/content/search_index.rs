//! Keeps the full-text index in step with the articles. A deleted article leaves it by itself.

use super::statement::execute;
use crate::{entities::article, text_search::vector};
use sea_orm::{ConnectionTrait, DbBackend, DbErr, FromQueryResult, Statement, Value};

/// Indexes an article, in place of what was indexed of it before.
pub(super) async fn put(
    change: &impl ConnectionTrait,
    article: &article::Model,
    tags: &[String],
) -> Result<(), DbErr> {
    let tags = tags.join(" ");
    if change.get_database_backend() == DbBackend::Postgres {
        let found = Text {
            id: article.id,
            title: article.title.clone(),
            description: article.description.clone(),
            body_text: article.body_text.clone(),
        };
        return put_vectors(change, &[found], &tags).await;
    }
    let delete = "DELETE FROM article_search WHERE rowid = ?";
    execute(change, delete, [article.id.into()]).await?;
    let insert = "INSERT INTO article_search (rowid, title, description, tags, body) \
         VALUES (?, ?, ?, ?, ?)";
    let values = [
        article.id.into(),
        article.title.as_str().into(),
        article.description.as_str().into(),
        tags.into(),
        article.body_text.as_str().into(),
    ];
    execute(change, insert, values).await
}

/// Indexes the articles that were stored after the last one in the index, without their tags. Only
/// these, so that the batches of a seed do not index one another again.
pub(super) async fn put_newer(change: &impl ConnectionTrait) -> Result<(), DbErr> {
    if change.get_database_backend() != DbBackend::Postgres {
        let insert = "INSERT INTO article_search (rowid, title, description, tags, body) \
             SELECT id, title, description, '', body_text FROM article \
             WHERE id > (SELECT coalesce(max(rowid), 0) FROM article_search)";
        return change.execute_unprepared(insert).await.map(drop);
    }
    let newer = "SELECT id, title, description, body_text FROM article \
         WHERE id > (SELECT coalesce(max(article_id), 0) FROM article_search) ORDER BY id";
    let newer = Statement::from_string(DbBackend::Postgres, newer);
    let newer = Text::find_by_statement(newer).all(change).await?;
    for piece in newer.chunks(500) {
        put_vectors(change, piece, "").await?;
    }
    Ok(())
}

/// What is indexed of an article.
#[derive(Debug, FromQueryResult)]
struct Text {
    id: i64,
    title: String,
    description: String,
    body_text: String,
}

async fn put_vectors(
    change: &impl ConnectionTrait,
    articles: &[Text],
    tags: &str,
) -> Result<(), DbErr> {
    if articles.is_empty() {
        return Ok(());
    }
    let mut values: Vec<Value> = Vec::new();
    let mut rows = Vec::new();
    for article in articles {
        let Text {
            id,
            title,
            description,
            body_text,
        } = article;
        values.push((*id).into());
        values.push(vector(title, tags, description, body_text).into());
        rows.push(format!(
            "(${}, ${}::tsvector)",
            values.len() - 1,
            values.len()
        ));
    }
    let insert = format!(
        "INSERT INTO article_search (article_id, words) VALUES {} \
         ON CONFLICT (article_id) DO UPDATE SET words = excluded.words",
        rows.join(", ")
    );
    execute(change, &insert, values).await
}
