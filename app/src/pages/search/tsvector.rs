//! The search on PostgreSQL: it finds and ranks, and the marks are made here.

use super::{RANKED, Row};
use crate::text_search::{Asked, highlight, snippet};
use sea_orm::{DatabaseConnection, DbErr, FromQueryResult, Statement};

/// The weights are those of body, description, tags and title, as on SQLite. What is not shown is
/// not joined.
///
/// The index is asked for all that match before the newest are taken: the planner takes every
/// beginning of a word for a common one, and would otherwise go through all articles from the
/// newest on until there are enough, for a rare word to the end.
const SQL: &str = "\
    WITH matching AS MATERIALIZED (\
      SELECT article_id FROM article_search WHERE words @@ $1::tsquery), \
    newest AS MATERIALIZED (\
      SELECT article_id FROM matching ORDER BY article_id DESC LIMIT $3), \
    ranked AS MATERIALIZED (\
      SELECT found.article_id AS id, \
        ts_rank('{0.1, 0.4, 0.6, 1.0}', found.words, $1::tsquery, 1) AS place \
      FROM newest JOIN article_search AS found ON found.article_id = newest.article_id), \
    best AS MATERIALIZED (\
      SELECT article.id, article.slug, ranked.place \
      FROM ranked JOIN article ON article.id = ranked.id \
      ORDER BY ranked.place DESC, article.slug LIMIT $2) \
    SELECT article.slug, article.published_on, article.reading_minutes, \
      author.username, author.name, article.title, article.body_text AS snippet, \
      (SELECT count(*) FROM ranked) AS ranked \
    FROM best \
      JOIN article ON article.id = best.id \
      JOIN author ON author.id = article.author_id \
    ORDER BY best.place DESC, best.slug";

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
    let values = [query.into(), limit.into(), RANKED.into()];
    let statement = Statement::from_sql_and_values(reader.get_database_backend(), SQL, values);
    let rows = Row::find_by_statement(statement).all(reader).await?;
    let rows = rows.into_iter().map(|row| Row {
        title: highlight(&row.title, asked),
        snippet: snippet(&row.snippet, asked),
        ..row
    });
    Ok(rows.collect())
}
