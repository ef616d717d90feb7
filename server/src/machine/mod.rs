//! The site for machines: what `app::syndication` makes, sent so that it can be cached.
//!
//! ```text
//! routes   the addresses            site      what handlers work with
//! feeds    Atom, JSON Feed          sitemap   sitemap, robots.txt
//! reader   llms.txt, Open Search    markdown  articles as Markdown, by name or by `Accept`
//! picture  pictures of links        accept    which form of a page a client prefers
//! reply    headers, errors             negotiate asks which form is preferred, before the cache
//! ```

mod accept;
mod feeds;
mod markdown;
mod negotiate;
mod picture;
mod reader;
mod reply;
mod routes;
mod site;
mod sitemap;

pub(crate) use markdown::{ARTICLE, by_name, texts};
pub(crate) use negotiate::{NegotiateLayer, is_led_away};
pub(crate) use routes::{patterns, routes};
pub(crate) use site::Machines;
