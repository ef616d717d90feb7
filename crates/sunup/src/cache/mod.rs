//! Results of functions that pages share: read once, kept like pages, purged with them.
//!
//! Only the server has this module; what reads the database stands on its side of the line anyway.
//!
//! ```
//! use sunup::{PageError, cache, page::Policy};
//!
//! # async fn query() -> Result<Vec<String>, PageError> { Ok(vec!["rust".to_owned()]) }
//! async fn popular_tags() -> Result<Vec<String>, PageError> {
//!     cache::data("tags:popular", Policy::hours().tag("tags")).read(query).await
//! }
//! # tokio::runtime::Runtime::new().expect("a runtime").block_on(async {
//! assert_eq!(popular_tags().await, Ok(vec!["rust".to_owned()]));
//! # });
//! ```
//!
//! | | lives | for whom |
//! |---|---|---|
//! | [`data`] | as long as its policy says, in the tiers of the page cache | all pages and functions |
//! | [`memo`] | for one render | the components of that render |
//!
//! **A page is as good as what it shows.** The names of the data are noted on the page that reads it,
//! so that a purge reaches both; and the page is kept no longer than the policy of the data says, if
//! that is stricter than its own. Times add up all the same: a page that is kept for an hour and was
//! made of data that was an hour old shows in the end what was true two hours ago. What matters at
//! once is purged by name, not awaited.
//!
//! **Read with data what several pages show and what costs more than to find and to decode it.** A
//! row of SQLite found by its key is no such thing; a count over a table, or an answer over the
//! network, is.
//!
//! **A read is no part of a render.** It runs in a task of its own and for whoever asks, also when
//! the one who began it has left: take what it needs, such as the database, out of the context
//! before.

mod data;
mod encoded;
mod memo;
mod provided;
mod slot;

pub use data::{Data, data};
pub use memo::memo;
pub(crate) use provided::Provided;
pub(crate) use slot::MemoSlot;
