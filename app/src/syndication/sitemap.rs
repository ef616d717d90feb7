//! The sitemap (<https://www.sitemaps.org>): one file, or an index of files of 10,000 addresses.

use super::{Publication, SyndicationError, address::segment, xml::Xml};
use crate::{
    caching::names,
    entities::{article, author, month, tag},
};
use sea_orm::{FromQueryResult, QueryOrder, QuerySelect, QueryTrait, prelude::*};
use sunup::page;

/// Addresses in one file. The protocol allows 50,000; a fifth of it stays below a megabyte.
const PART: u64 = 10_000;

const NAMESPACE: (&str, &str) = ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9");

/// Pages that are there whatever is published.
const PAGES: [&str; 4] = ["/", "/about", "/archive", "/tags"];

/// An article's address and its last change.
#[derive(FromQueryResult)]
struct Row {
    slug: String,
    published_on: String,
    updated_on: Option<String>,
}

impl Publication {
    /// `/sitemap.xml`: all addresses, or the index of the files they are in.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn sitemap(&self) -> Result<String, SyndicationError> {
        page::tag(names::ADDRESSES);
        let articles = article::Entity::find().count(self.reader()).await?;
        let lists = self.lists().await?;
        if articles + lists.len() as u64 <= PART {
            let mut xml = urlset();
            write_lists(&mut xml, &lists);
            self.write_articles(&mut xml, 0).await?;
            return Ok(xml.finish());
        }
        let mut xml = Xml::new();
        xml.open("sitemapindex", &[NAMESPACE]);
        for number in 1..=1 + articles.div_ceil(PART) {
            xml.open("sitemap", &[]);
            xml.element("loc", &[], &self.url(&format!("/sitemap/{number}.xml")));
            xml.close();
        }
        Ok(xml.finish())
    }

    /// `/sitemap/{number}.xml`: the first has the lists, each other one 10,000 articles, the
    /// oldest first, so that a file that is full does not change with every article. `None` when
    /// there is no such part.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn sitemap_part(&self, number: u64) -> Result<Option<String>, SyndicationError> {
        page::tag(names::ADDRESSES);
        let mut xml = urlset();
        match number {
            0 => return Ok(None),
            1 => write_lists(&mut xml, &self.lists().await?),
            number => {
                let Some(first) = (number - 2).checked_mul(PART) else {
                    return Ok(None);
                };
                if self.write_articles(&mut xml, first).await? == 0 {
                    return Ok(None);
                }
            }
        }
        Ok(Some(xml.finish()))
    }

    /// Addresses of the pages that list articles.
    async fn lists(&self) -> Result<Vec<String>, SyndicationError> {
        let reader = self.reader();
        let authors: Vec<String> = author::Entity::find()
            .select_only()
            .column(author::Column::Username)
            .order_by_asc(author::Column::Username)
            .limit(PART / 4)
            .into_tuple()
            .all(reader)
            .await?;
        let tags: Vec<String> = tag::Entity::find()
            .select_only()
            .column(tag::Column::Tag)
            .order_by_asc(tag::Column::Tag)
            .limit(PART / 4)
            .into_tuple()
            .all(reader)
            .await?;
        let months: Vec<String> = month::Entity::find()
            .select_only()
            .column(month::Column::Month)
            .order_by_asc(month::Column::Month)
            .limit(PART / 4)
            .into_tuple()
            .all(reader)
            .await?;
        let authors = authors
            .iter()
            .map(|name| format!("/author/{}", segment(name)));
        let tags = tags.iter().map(|tag| format!("/tag/{}", segment(tag)));
        let months = months.iter().filter_map(|month| {
            let (year, month) = month.split_once('-')?;
            Some(format!("/archive/{year}/{month}"))
        });
        let pages = PAGES.iter().map(|page| (*page).to_owned());
        let paths = pages.chain(authors).chain(tags).chain(months);
        Ok(paths.map(|path| self.url(&path)).collect())
    }

    /// Writes the articles from the `first` oldest one on, and returns how many.
    async fn write_articles(&self, xml: &mut Xml, first: u64) -> Result<usize, SyndicationError> {
        use article::Column;
        // The index of all lists has what the places are counted by, and no article before the
        // first is read.
        let place = article::Entity::find()
            .select_only()
            .column(Column::Id)
            .order_by_asc(Column::PublishedOn)
            .order_by_asc(Column::Slug)
            .limit(PART)
            .offset(first)
            .into_query();
        let rows: Vec<Row> = article::Entity::find()
            .select_only()
            .columns([Column::Slug, Column::PublishedOn, Column::UpdatedOn])
            .filter(Column::Id.in_subquery(place))
            .order_by_asc(Column::PublishedOn)
            .order_by_asc(Column::Slug)
            .into_model()
            .all(self.reader())
            .await?;
        for row in &rows {
            xml.open("url", &[]);
            xml.element("loc", &[], &self.article(&row.slug));
            let changed = row.updated_on.as_ref().unwrap_or(&row.published_on);
            xml.element("lastmod", &[], changed);
            xml.close();
        }
        Ok(rows.len())
    }
}

fn urlset() -> Xml {
    let mut xml = Xml::new();
    xml.open("urlset", &[NAMESPACE]);
    xml
}

fn write_lists(xml: &mut Xml, addresses: &[String]) {
    for address in addresses {
        xml.open("url", &[]);
        xml.element("loc", &[], address);
        xml.close();
    }
}
