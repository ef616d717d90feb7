//! [`Feed`]: the newest articles, for feed readers.

use super::{
    Publication, Scope, SyndicationError,
    entries::{self, Entry},
    text::line,
};
use crate::{caching::names, t::machines as words};
use sunup::page::{tag, tracked};

/// The newest articles of the site, a tag or an author, before they are written in a format.
#[derive(Clone, Debug)]
pub struct Feed {
    pub(super) publication: Publication,
    pub(super) scope: Scope,
    pub(super) title: String,
    pub(super) description: String,
    pub(super) entries: Vec<Entry>,
}

impl Publication {
    /// The feed of a scope; `None` when there is no such tag or author.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn feed(&self, scope: Scope) -> Result<Option<Feed>, SyndicationError> {
        let members = match &scope {
            Scope::Site => names::ARTICLES.to_owned(),
            Scope::Tag(tag) => names::tag(tag),
            Scope::Author(username) => {
                tag(names::byline(username));
                names::by(username)
            }
        };
        let name = tracked(members, || entries::name(self.reader(), &scope)).await?;
        let Some(name) = name else {
            return Ok(None);
        };
        let entries = entries::newest(self.reader(), &scope).await?;
        for entry in &entries {
            tag(names::article(&entry.slug));
            tag(names::byline(&entry.username));
        }
        let (title, description) = match &scope {
            Scope::Site => (name, words::description()),
            Scope::Tag(_) => (words::tag_feed(&name), words::tag_feed_description(&name)),
            Scope::Author(_) => (
                words::author_feed(&name),
                words::author_feed_description(&name),
            ),
        };
        Ok(Some(Feed {
            publication: self.clone(),
            scope,
            title: line(&title),
            description: line(&description),
            entries,
        }))
    }
}

impl Feed {
    /// The day of the last change.
    pub(super) fn updated(&self) -> &str {
        let days = self.entries.iter().map(Entry::updated);
        days.max().unwrap_or_default()
    }
}
