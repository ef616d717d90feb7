//! The search on SQLite: FTS5 finds, ranks and marks.

use super::{RANKED, Row};
use sea_orm::{DatabaseConnection, DbErr, FromQueryResult, Statement};

/// Title, description, tags and body count differently: a word in a title is what it is about.
///
/// What is not shown is neither joined nor marked. `CROSS JOIN` and the two conditions on `rowid`
/// have the matches walked once more, from the oldest that is shown on, where the planner would
/// begin a search for each article.
const SQL: &str = "\
    WITH ranked AS MATERIALIZED (\
      SELECT rowid AS id, bm25(article_search, 10.0, 4.0, 6.0, 1.0) AS place FROM article_search \
      WHERE article_search MATCH ?1 ORDER BY rowid DESC LIMIT ?3), \
    best AS MATERIALIZED (\
      SELECT article.id, article.slug, ranked.place \
      FROM ranked JOIN article ON article.id = ranked.id \
      ORDER BY ranked.place, article.slug LIMIT ?2) \
    SELECT article.slug, article.published_on, article.reading_minutes, \
      author.username, author.name, \
      highlight(article_search, 0, char(1), char(2)) AS title, \
      snippet(article_search, 3, char(1), char(2), '…', 28) AS snippet, \
      (SELECT count(*) FROM ranked) AS ranked \
    FROM article_search \
      CROSS JOIN best ON best.id = +article_search.rowid \
      JOIN article ON article.id = best.id \
      JOIN author ON author.id = article.author_id \
    WHERE article_search MATCH ?1 \
      AND article_search.rowid >= (SELECT min(id) FROM best) \
      AND +article_search.rowid IN (SELECT id FROM best) \
    ORDER BY best.place, best.slug";

/// The articles that `query` matches, the best first.
pub(super) async fn matching(
    reader: &DatabaseConnection,
    query: String,
    limit: i64,
) -> Result<Vec<Row>, DbErr> {
    let values = [query.into(), limit.into(), RANKED.into()];
    let statement = Statement::from_sql_and_values(reader.get_database_backend(), SQL, values);
    Row::find_by_statement(statement).all(reader).await
}
