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
