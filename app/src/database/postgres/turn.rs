//! Whose turn it is to change something.

use sea_orm::{ConnectionTrait, DbErr};

/// Whoever changes the site holds the advisory lock of one number, the bytes of `sunup`, until the
/// transaction ends. Two imports at a time would otherwise both insert an article, and one of them
/// would fail.
pub(super) const TAKE: &str = "SELECT pg_advisory_xact_lock(x'73756e7570'::bigint)";

/// Waits until no other process changes anything.
pub(in crate::database) async fn take_turn(change: &impl ConnectionTrait) -> Result<(), DbErr> {
    change.execute_unprepared(TAKE).await.map(drop)
}
