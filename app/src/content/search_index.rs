//! Keeps the full-text index in step with the articles.

use crate::entities::article;
use sea_orm::{ConnectionTrait, DbBackend, DbErr, Statement};

/// Indexes an article, in place of what was indexed of it before. A deleted article leaves the
/// index by itself.
pub(super) async fn put(
    change: &impl ConnectionTrait,
    article: &article::Model,
    tags: &[String],
) -> Result<(), DbErr> {
    let backend = change.get_database_backend();
    let key = match backend {
        DbBackend::Postgres => "article_id",
        _ => "rowid",
    };
    let marks = match backend {
        DbBackend::Postgres => ["$1", "$2", "$3", "$4", "$5"],
        _ => ["?"; 5],
    };
    let delete = format!("DELETE FROM article_search WHERE {key} = {}", marks[0]);
    let delete = Statement::from_sql_and_values(backend, delete, [article.id.into()]);
    change.execute_raw(delete).await?;
    let insert = format!(
        "INSERT INTO article_search ({key}, title, description, tags, body) VALUES ({})",
        marks.join(", ")
    );
    let values = [
        article.id.into(),
        article.title.as_str().into(),
        article.description.as_str().into(),
        tags.join(" ").into(),
        article.body_text.as_str().into(),
    ];
    change
        .execute_raw(Statement::from_sql_and_values(backend, insert, values))
        .await?;
    Ok(())
}
