//! [`SyndicationError`]: why a text could not be made.

/// Why a text could not be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SyndicationError {
    /// The database refused.
    #[error("the articles could not be read: {0}")]
    Store(#[from] sea_orm::DbErr),
    /// JSON could not be written.
    #[error("the feed could not be written: {0}")]
    Json(#[from] serde_json::Error),
    /// The picture of a link could not be drawn.
    #[error("the picture could not be drawn: {0}")]
    Picture(String),
}

impl SyndicationError {
    /// The task that drew a picture did not end in an orderly way.
    pub fn drawing(cause: impl std::fmt::Display) -> Self {
        Self::Picture(cause.to_string())
    }
}
