//! Authors, articles and tags.
//!
//! Written with the schema builder, so that PostgreSQL gets its own dialect.

// `async_trait` would make the elided lifetime a parameter that the trait does not have.
#![allow(elided_lifetimes_in_paths)]

use sea_orm_migration::{prelude::*, schema::*};

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0001_publication"
    }
}

#[sea_orm_migration::async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(author()).await?;
        manager.create_table(article()).await?;
        manager.create_index(newest_first()).await?;
        manager.create_table(article_tag()).await?;
        manager.create_index(articles_of_tag()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["article_tag", "article", "author"] {
            let drop = Table::drop().table(Alias::new(table)).to_owned();
            manager.drop_table(drop).await?;
        }
        Ok(())
    }
}

#[derive(DeriveIden)]
enum Author {
    Table,
    Id,
    Username,
    Name,
    Image,
    BioHtml,
    Digest,
}

#[derive(DeriveIden)]
enum Article {
    Table,
    Id,
    Slug,
    Title,
    Description,
    BodyMarkdown,
    BodyHtml,
    ReadingMinutes,
    AuthorId,
    PublishedOn,
    Locale,
    Digest,
}

#[derive(DeriveIden)]
enum ArticleTag {
    Table,
    ArticleId,
    Tag,
    Position,
}

fn author() -> TableCreateStatement {
    Table::create()
        .table(Author::Table)
        .col(big_pk_auto(Author::Id))
        .col(string_uniq(Author::Username))
        .col(string(Author::Name))
        .col(string_null(Author::Image))
        .col(text(Author::BioHtml))
        .col(string(Author::Digest))
        .to_owned()
}

fn article() -> TableCreateStatement {
    Table::create()
        .table(Article::Table)
        .col(big_pk_auto(Article::Id))
        .col(string_uniq(Article::Slug))
        .col(string(Article::Title))
        .col(string(Article::Description))
        .col(text(Article::BodyMarkdown))
        .col(text(Article::BodyHtml))
        .col(integer(Article::ReadingMinutes))
        .col(big_integer(Article::AuthorId))
        .col(string(Article::PublishedOn))
        .col(string(Article::Locale))
        .col(string(Article::Digest))
        .foreign_key(
            ForeignKey::create()
                .from(Article::Table, Article::AuthorId)
                .to(Author::Table, Author::Id),
        )
        .to_owned()
}

/// The order of every list: date, then slug, so that articles of one day keep their places.
fn newest_first() -> IndexCreateStatement {
    Index::create()
        .name("article_newest_first")
        .table(Article::Table)
        .col(Article::PublishedOn)
        .col(Article::Slug)
        .to_owned()
}

fn article_tag() -> TableCreateStatement {
    Table::create()
        .table(ArticleTag::Table)
        .col(big_integer(ArticleTag::ArticleId))
        .col(string(ArticleTag::Tag))
        .col(integer(ArticleTag::Position))
        .primary_key(
            Index::create()
                .col(ArticleTag::ArticleId)
                .col(ArticleTag::Tag),
        )
        .foreign_key(
            ForeignKey::create()
                .from(ArticleTag::Table, ArticleTag::ArticleId)
                .to(Article::Table, Article::Id)
                .on_delete(ForeignKeyAction::Cascade),
        )
        .to_owned()
}

fn articles_of_tag() -> IndexCreateStatement {
    Index::create()
        .name("article_tag_by_tag")
        .table(ArticleTag::Table)
        .col(ArticleTag::Tag)
        .to_owned()
}
