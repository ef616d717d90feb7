//! The SQL of feeds: three statements.

use super::{Scope, SyndicationError};
use crate::{
    entities::{article, article_tag, author, tag},
    t::machines as words,
};
use sea_orm::{
    DatabaseConnection, DbErr, FromQueryResult, JoinType, QueryOrder, QuerySelect, QueryTrait,
    RelationTrait, Select, prelude::*, sea_query::Expr,
};
use std::collections::HashMap;

/// Articles in one feed.
const NEWEST: u64 = 30;

/// An article as feeds show it.
#[derive(Clone, Debug, FromQueryResult)]
pub(super) struct Entry {
    id: i64,
    pub(super) slug: String,
    pub(super) title: String,
    pub(super) description: String,
    pub(super) body_html: String,
    pub(super) published_on: String,
    updated_on: Option<String>,
    pub(super) locale: String,
    pub(super) username: String,
    pub(super) name: String,
    pub(super) image: Option<String>,
    /// Read by a statement of their own.
    #[sea_orm(skip)]
    pub(super) tags: Vec<String>,
}

impl Entry {
    /// The day of the last change that readers should know of.
    pub(super) fn updated(&self) -> &str {
        self.updated_on.as_ref().unwrap_or(&self.published_on)
    }
}

/// What a scope is called, and `None` where there is no such scope.
pub(super) async fn name(
    reader: &DatabaseConnection,
    scope: &Scope,
) -> Result<Option<String>, SyndicationError> {
    match scope {
        Scope::Site => Ok(Some(words::name())),
        Scope::Tag(name) => {
            let tag = tag::Entity::find_by_id(name).one(reader).await?;
            Ok(tag.map(|tag| tag.tag))
        }
        Scope::Author(username) => {
            let author = author::Entity::find()
                .filter(author::Column::Username.eq(username))
                .one(reader)
                .await?;
            Ok(author.map(|author| author.name))
        }
    }
}

/// The newest articles of a scope, with their texts.
pub(super) async fn newest(
    reader: &DatabaseConnection,
    scope: &Scope,
) -> Result<Vec<Entry>, SyndicationError> {
    let own = (
        article::Column::PublishedOn.as_column_ref(),
        article::Column::Slug.as_column_ref(),
    );
    let (among, (published_on, slug)) = match scope {
        Scope::Site => (select(), own),
        // The tag's own copies of date and slug are what its index is ordered by.
        Scope::Tag(tag) => (
            select()
                .join(JoinType::InnerJoin, article::Relation::Tag.def())
                .filter(article_tag::Column::Tag.eq(tag)),
            (
                article_tag::Column::PublishedOn.as_column_ref(),
                article_tag::Column::Slug.as_column_ref(),
            ),
        ),
        // A subquery, and not the joined column: the index of an author's articles begins with it.
        Scope::Author(username) => {
            let id = author::Entity::find()
                .select_only()
                .column(author::Column::Id)
                .filter(author::Column::Username.eq(username))
                .into_query();
            let by = article::Column::AuthorId.in_subquery(id);
            (select().filter(by), own)
        }
    };
    let mut entries: Vec<Entry> = among
        .order_by_desc(Expr::col(published_on))
        .order_by_desc(Expr::col(slug))
        .limit(NEWEST)
        .into_model()
        .all(reader)
        .await?;
    let ids: Vec<i64> = entries.iter().map(|entry| entry.id).collect();
    let mut tags = tags(reader, ids).await?;
    for entry in &mut entries {
        entry.tags = tags.remove(&entry.id).unwrap_or_default();
    }
    Ok(entries)
}

fn select() -> Select<article::Entity> {
    use article::Column;
    article::Entity::find()
        .select_only()
        .columns([
            Column::Id,
            Column::Slug,
            Column::Title,
            Column::Description,
            Column::BodyHtml,
            Column::PublishedOn,
            Column::UpdatedOn,
            Column::Locale,
        ])
        .columns([
            author::Column::Username,
            author::Column::Name,
            author::Column::Image,
        ])
        .join(JoinType::InnerJoin, article::Relation::Author.def())
}

/// The tags of articles, in the order of their authors.
pub(super) async fn tags(
    reader: &DatabaseConnection,
    articles: Vec<i64>,
) -> Result<HashMap<i64, Vec<String>>, DbErr> {
    let mut tags: HashMap<i64, Vec<String>> = HashMap::new();
    if articles.is_empty() {
        return Ok(tags);
    }
    let tagged = article_tag::Entity::find()
        .filter(article_tag::Column::ArticleId.is_in(articles))
        .order_by_asc(article_tag::Column::Position)
        .all(reader)
        .await?;
    for row in tagged {
        tags.entry(row.article_id).or_default().push(row.tag);
    }
    Ok(tags)
}
