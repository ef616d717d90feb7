//! The tables, as sea-orm entities.

pub(crate) mod article;
pub(crate) mod article_tag;
pub(crate) mod author;
pub(crate) mod month;
pub(crate) mod tag;
