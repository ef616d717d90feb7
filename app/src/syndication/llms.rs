//! `llms.txt` (<https://llmstxt.org>): the site for language models.

use super::{Publication, SyndicationError, address::segment, markdown::plain};
use crate::{caching::names, entities::article, t::machines as words};
use sea_orm::{QueryOrder, QuerySelect, prelude::*};
use sunup::page::tag;

/// Articles that are listed: enough to choose from, and short enough to be read whole.
const NEWEST: u64 = 200;

impl Publication {
    /// The site for language models: what it is, and where the newest articles are as Markdown.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn llms(&self) -> Result<String, SyndicationError> {
        use article::Column;
        tag(names::CARDS);
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
            "# {}\n\n> {}\n\n{}\n\n## {}\n\n",
            words::name(),
            words::description(),
            words::forms(),
            words::articles(),
        );
        for (slug, title, description) in articles {
            let page = self.url(&["/article/", &segment(&slug), ".md"].concat());
            text += &format!("- [{}]({page}): {}\n", plain(&title), plain(&description));
        }
        // The word has a meaning there: what may be left out when there is little room.
        text += &format!("\n## {}\n\n", words::optional());
        for (name, path, hint) in [
            (words::sitemap(), "/sitemap.xml", words::sitemap_hint()),
            (words::atom(), "/feed.xml", words::atom_hint()),
            (words::json(), "/feed.json", words::json_hint()),
        ] {
            text += &format!("- [{name}]({}): {hint}\n", self.url(path));
        }
        Ok(text)
    }
}
