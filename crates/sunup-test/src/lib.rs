#![doc = include_str!("../README.md")]
#![warn(missing_docs)]

mod app;
mod reply;

pub use app::TestApp;
pub use reply::Reply;
