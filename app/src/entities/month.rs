//! Every month in which something was published, with the number of its articles.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "month")]
pub(crate) struct Model {
    /// `2026-05`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) month: String,
    /// Kept in step by whoever changes articles.
    pub(crate) articles: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
