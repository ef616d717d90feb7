//! The search on PostgreSQL: it finds and ranks, and the marks are made here.

use super::Row;
use crate::text_search::{Asked, highlight, snippet};
use sea_orm::{DatabaseConnection, DbErr, FromQueryResult, Statement};

/// The weights are those of body, description, tags and title, as on SQLite.
const SQL: &str = "\
    SELECT article.slug, article.published_on, article.reading_minutes, \
      author.username, author.name, article.title, article.body_text AS snippet \
    FROM article_search AS found \
      CROSS JOIN (SELECT $1::tsquery AS query) AS asked \
      JOIN article ON article.id = found.article_id \
      JOIN author ON author.id = article.author_id \
    WHERE found.words @@ asked.query \
    ORDER BY ts_rank('{0.1, 0.4, 0.6, 1.0}', found.words, asked.query, 1) DESC, article.slug \
    LIMIT $2";

/// The articles that hold what was asked, the best first.
pub(super) async fn matching(
    reader: &DatabaseConnection,
    asked: &Asked,
    limit: i64,
) -> Result<Vec<Row>, DbErr> {
    let query = asked.tsquery();
    if query.is_empty() {
        return Ok(Vec::new());
    }
    let values = [query.into(), limit.into()];
    let statement = Statement::from_sql_and_values(reader.get_database_backend(), SQL, values);
    let rows = Row::find_by_statement(statement).all(reader).await?;
    let rows = rows.into_iter().map(|row| Row {
        title: highlight(&row.title, asked),
        snippet: snippet(&row.snippet, asked),
        ..row
    });
    Ok(rows.collect())
}
