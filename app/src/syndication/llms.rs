//! `llms.txt` (<https://llmstxt.org>): the site for language models.

use super::{Publication, SyndicationError, address::segment, markdown::plain, masthead};
use crate::entities::article;
use sea_orm::{QueryOrder, QuerySelect, prelude::*};

/// Articles that are listed: enough to choose from, and short enough to be read whole.
const NEWEST: u64 = 200;

impl Publication {
    /// The site for language models: what it is, and where the newest articles are as Markdown.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn llms(&self) -> Result<String, SyndicationError> {
        use article::Column;
        let articles: Vec<(String, String, String)> = article::Entity::find()
            .select_only()
            .columns([Column::Slug, Column::Title, Column::Description])
            .order_by_desc(Column::PublishedOn)
            .order_by_desc(Column::Slug)
            .limit(NEWEST)
            .into_tuple()
            .all(self.reader())
            .await?;
        let mut text = format!(
            "# {}\n\n> {}\n\n\
             Every article is there as Markdown: its address with `.md`, or with the request \
             header `Accept: text/markdown`.\n\n## Articles\n\n",
            masthead::NAME,
            masthead::DESCRIPTION,
        );
        for (slug, title, description) in articles {
            let page = self.url(&["/article/", &segment(&slug), ".md"].concat());
            text += &format!("- [{}]({page}): {}\n", plain(&title), plain(&description));
        }
        text += &format!(
            "\n## Optional\n\n\
             - [Everything]({}): the sitemap\n\
             - [Newest articles]({}): Atom feed with whole texts\n\
             - [Newest articles]({}): the same as JSON Feed\n",
            self.url("/sitemap.xml"),
            self.url("/feed.xml"),
            self.url("/feed.json"),
        );
        Ok(text)
    }
}
