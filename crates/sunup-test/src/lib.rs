#![doc = include_str!("../README.md")]
#![warn(missing_docs)]

mod app;
mod postgres;
mod reply;

pub use app::TestApp;
pub use postgres::Postgres;
pub use reply::Reply;
