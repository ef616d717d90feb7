//! The SQL of an article's page: two statements.

use super::FullArticle;
use crate::{
    entities::{article, article_tag, author},
    pages::{Date, Summary},
    state::AppState,
    t,
};
use sea_orm::{QueryOrder, prelude::*};
use sunup::{PageError, page::Html};

/// The article with this slug.
pub(super) async fn by_slug(slug: &str) -> Result<FullArticle, PageError> {
    let state = AppState::current()?;
    let reader = state.database.reader();
    let (article, author) = article::Entity::find()
        .find_also_related(author::Entity)
        .filter(article::Column::Slug.eq(slug))
        .one(reader)
        .await
        .map_err(PageError::failed)?
        .ok_or_else(|| PageError::not_found(t::article::missing()))?;
    let tags = article_tag::Entity::find()
        .filter(article_tag::Column::ArticleId.eq(article.id))
        .order_by_asc(article_tag::Column::Position)
        .all(reader)
        .await
        .map_err(PageError::failed)?;
    let (author, author_image) = author
        .map(|author| (author.name, author.image))
        .unwrap_or_default();
    Ok(FullArticle {
        summary: Summary {
            slug: article.slug,
            title: article.title,
            description: article.description,
            author,
            published: Date::written(article.published_on),
            reading_minutes: article.reading_minutes,
            tags: tags.into_iter().map(|row| row.tag).collect(),
        },
        body: Html::new(article.body_html),
        author_image,
    })
}
