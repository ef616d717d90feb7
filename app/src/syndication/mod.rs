//! The site for machines: feeds, sitemap, search engines' rules, Markdown, pictures of links.
//!
//! Texts are made here and sent by `server/src/machine/`. Nothing loads more than one feed, one
//! part of the sitemap or one article at a time, however many there are.
//!
//! ```text
//! publication  where texts come from: database and public origin
//! feed         entries of the site, a tag or an author: atom, json_feed
//! sitemap      every address, in parts of 10,000
//! robots       what crawlers may do          llms        the site for language models
//! markdown     an article as Markdown        open_search the search, for browsers
//! social       the picture beside a link     masthead    what the publication is called
//! sought       the pages that most come for
//! ```

mod address;
mod atom;
mod entries;
mod error;
mod feed;
mod json_feed;
mod llms;
mod markdown;
mod markup;
mod masthead;
mod open_search;
mod publication;
mod robots;
mod scope;
mod sitemap;
mod social;
mod sought;
mod text;
mod xml;

pub(crate) use address::segment;
pub use error::SyndicationError;
pub use feed::Feed;
pub(crate) use masthead::site;
pub use publication::Publication;
pub use scope::Scope;
pub use social::Card;
