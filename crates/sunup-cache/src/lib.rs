#![doc = include_str!("../README.md")]
#![warn(missing_docs)]

// The rules: pure functions of requests, responses and times.
pub mod clock;
pub mod control;
pub mod document;
pub mod encoding;
pub mod freshness;
pub mod key;
pub mod policy;
pub mod request;
pub mod status;
pub mod validator;
pub mod vary;

// The engine: what is kept, who renders, and what is answered.
pub mod admin;
mod back_off;
mod body;
mod bypass;
mod cache;
mod capture;
mod circuit;
mod compress;
pub mod data;
pub mod entry;
pub mod explain;
mod fresh;
mod future;
mod handle;
mod layer;
mod marker;
mod notes;
mod overruled;
mod own_answer;
pub mod purge;
mod renew;
mod serve;
mod service;
mod settings;
mod single_flight;
mod site;
pub mod stats;
pub mod store;
mod upkeep;
pub mod warm;

pub use body::{Body, BoxError};
pub use cache::{Cache, CacheBuilder};
pub use future::ResponseFuture;
pub use layer::CacheLayer;
pub use own_answer::OwnAnswer;
pub use service::CacheService;
pub use settings::Settings;
