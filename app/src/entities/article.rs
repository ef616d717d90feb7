//! What is published.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "article")]
pub(crate) struct Model {
    #[sea_orm(primary_key)]
    pub(crate) id: i64,
    #[sea_orm(unique)]
    pub(crate) slug: String,
    pub(crate) title: String,
    pub(crate) description: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) body_markdown: String,
    /// Rendered and sanitised when the article was imported.
    #[sea_orm(column_type = "Text")]
    pub(crate) body_html: String,
    /// The text without markup, for search.
    #[sea_orm(column_type = "Text")]
    pub(crate) body_text: String,
    /// The headings, as JSON; see [`Heading`](crate::pages::Heading).
    #[sea_orm(column_type = "Text")]
    pub(crate) toc: String,
    pub(crate) words: i32,
    pub(crate) reading_minutes: i32,
    /// Name of the series the article belongs to.
    pub(crate) series: Option<String>,
    /// Its place there, from 1.
    pub(crate) series_part: Option<i32>,
    pub(crate) author_id: i64,
    /// ISO 8601 date, `2026-11-21`; sorts as text on every database.
    pub(crate) published_on: String,
    /// ISO 8601 date of the last change that readers should know of.
    pub(crate) updated_on: Option<String>,
    /// ISO 8601 date of the last change made on the site; an import leaves the article alone then.
    pub(crate) edited_on: Option<String>,
    /// `file` for what an import wrote, `site` for everything else.
    pub(crate) origin: String,
    /// BCP 47 tag.
    pub(crate) locale: String,
    /// SHA-256 of the file, in hex: an unchanged file is not imported again.
    pub(crate) digest: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {
    #[sea_orm(
        belongs_to = "super::author::Entity",
        from = "Column::AuthorId",
        to = "super::author::Column::Id"
    )]
    Author,
    #[sea_orm(has_many = "super::article_tag::Entity")]
    Tag,
}

impl Related<super::author::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Author.def()
    }
}

impl Related<super::article_tag::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Tag.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
