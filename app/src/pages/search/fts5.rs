//! The search on SQLite: FTS5 finds, ranks and marks.

use super::Row;
use sea_orm::{DatabaseConnection, DbErr, FromQueryResult, Statement};

/// Title, description, tags and body count differently: a word in a title is what it is about.
const SQL: &str = "\
    SELECT article.slug, article.published_on, article.reading_minutes, \
      author.username, author.name, \
      highlight(article_search, 0, char(1), char(2)) AS title, \
      snippet(article_search, 3, char(1), char(2), '…', 28) AS snippet \
    FROM article_search \
      JOIN article ON article.id = article_search.rowid \
      JOIN author ON author.id = article.author_id \
    WHERE article_search MATCH ? \
    ORDER BY bm25(article_search, 10.0, 4.0, 6.0, 1.0), article.slug LIMIT ?";

/// The articles that `query` matches, the best first.
pub(super) async fn matching(
    reader: &DatabaseConnection,
    query: String,
    limit: i64,
) -> Result<Vec<Row>, DbErr> {
    let values = [query.into(), limit.into()];
    let statement = Statement::from_sql_and_values(reader.get_database_backend(), SQL, values);
    Row::find_by_statement(statement).all(reader).await
}
