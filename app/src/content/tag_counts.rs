//! Keeps the number of articles of each tag.

use sea_orm::{ConnectionTrait, DbErr};

/// Counts again, after articles or their tags have changed.
pub(super) async fn recount(change: &impl ConnectionTrait) -> Result<(), DbErr> {
    change.execute_unprepared("DELETE FROM tag").await?;
    change
        .execute_unprepared(
            "INSERT INTO tag (tag, articles) SELECT tag, count(*) FROM article_tag GROUP BY tag",
        )
        .await?;
    Ok(())
}
