//! What an operator says of addresses in `[routes]` of `sunup.toml`: redirects, rewrites, aliases,
//! headers, and how pages are cached.
//!
//! ```toml
//! [routes]
//! "/blog/{slug}" = { redirect = "/article/{slug}" }
//! "/ueber" = { alias = "/about" }
//! "/old/{*rest}" = { rewrite = "/archive", headers = { x-robots-tag = "noindex" } }
//! "/tag/{tag}" = { cache = { profile = "hours", tags = ["tag:{tag}"] } }
//! ```
//!
//! The narrowest pattern decides: what is fixed is narrower than a parameter, and that than a rest.
//! The routes of the site take part in it, so that `/{*rest}` is for what the site has not, and its
//! files come first. Fields are those of all rules that are for an address; where two set the same,
//! the narrower wins. A request that is rewritten is looked at again under its new address.
//!
//! An application in the browser goes from page to page without asking the server. It is told which
//! links are the server's ([`Table::led`]).
//!
//! Rules that contradict each other or the site end the start ([`Table::new`]); nothing of them is
//! found out by a visitor. A value from an address is escaped where it is put, and an address that
//! [`check`](crate::target::check) would refuse is led nowhere: a redirect goes to this site or
//! to the one that the file names.
//!
//! ```text
//! config     [routes], read rule by rule
//! draft      a rule while its values are collected
//! rule       what is said of a pattern
//! cache      what is said of pages
//! pattern    which addresses a rule is for
//! target     where it leads
//! query      the query of where it leads
//! fields     which headers it may set
//! tree       the narrowest pattern of an address
//! table      the rules, ready to be asked
//! conflicts  rules that cannot be obeyed together
//! loops      addresses that lead in a circle
//! links      what browsers are told of them
//! told       what operators are
//! layer      obeys them
//! tags       names that pages are purged by
//! ```

mod cache;
mod config;
mod conflicts;
mod draft;
mod fields;
mod layer;
mod links;
mod loops;
mod pattern;
mod query;
mod rule;
mod table;
mod tags;
mod target;
mod told;
mod tree;

pub use cache::{CachePolicy, CacheRule};
pub use config::Config;
pub use fields::Added;
pub use layer::{Obedient, RulesLayer, WithFields};
pub use table::{Site, Table};
pub use tags::{Tagged, TaggedFuture, TagsLayer};
