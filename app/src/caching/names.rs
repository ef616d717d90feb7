//! Names of what pages show. A page notes those of all it reads ([`sunup::page::tag`]), and whoever
//! changes something purges its names ([`Changes`](super::Changes)).
//!
//! | name | stands for | read by |
//! |---|---|---|
//! | `article:<slug>` | all of an article | its page, its Markdown, feeds |
//! | `card:<slug>` | what others show of it: title, summary, date, tags | lists, related articles, pictures |
//! | `author:<username>` | all about an author | their page |
//! | `byline:<username>` | their name and portrait | their articles, lists, feeds |
//! | `tag:<tag>` `by:<username>` `month:<month>` `series:<name>` | which articles belong to it, in order | their lists, feeds, related articles |
//! | `articles` | which articles there are, in order | the front page, the site's feed |
//! | `tags` `months` | how many articles each has | sidebar, archive |
//! | `addresses` | which addresses there are, and when their articles changed | sitemap |
//! | `cards` | what others show of any article | `llms.txt` |
//! | `texts` | anything that any article says | search, suggestions |
//!
//! Data that several pages show ([`sunup::cache`]) has the same names, so that it is purged with them:
//! `tags:popular` and `tags:all` have `tags`, `months` has `months`, `series:<name>` that of its series.
//! Rows that are found by their key are read each time: that costs a page nothing that it would
//! notice, and an entry for each of them costs memory.

use crate::syndication::segment;

/// Which articles there are, in order.
pub(crate) const ARTICLES: &str = "articles";
/// How many articles each tag has.
pub(crate) const TAGS: &str = "tags";
/// How many articles each month has.
pub(crate) const MONTHS: &str = "months";
/// Which addresses there are, and when their articles changed.
pub(crate) const ADDRESSES: &str = "addresses";
/// What others show of any article.
pub(crate) const CARDS: &str = "cards";
/// Anything that any article says.
pub(crate) const TEXTS: &str = "texts";

/// All of an article.
pub(crate) fn article(slug: &str) -> String {
    named("article", slug)
}

/// What others show of an article.
pub(crate) fn card(slug: &str) -> String {
    named("card", slug)
}

/// An author's name and portrait.
pub(crate) fn byline(username: &str) -> String {
    named("byline", username)
}

/// All about an author.
pub(crate) fn author(username: &str) -> String {
    named("author", username)
}

/// Which articles carry a tag.
pub(crate) fn tag(tag: &str) -> String {
    named("tag", tag)
}

/// Which articles are an author's.
pub(crate) fn by(username: &str) -> String {
    named("by", username)
}

/// Which articles were published in a month: `2026-11`.
pub(crate) fn month(month: &str) -> String {
    named("month", month)
}

/// Which articles belong to a series.
pub(crate) fn series(name: &str) -> String {
    named("series", name)
}

/// Written as in an address: a comma would end the name in its header, and not every letter may
/// stand there.
fn named(kind: &str, name: &str) -> String {
    [kind, ":", &segment(name)].concat()
}
