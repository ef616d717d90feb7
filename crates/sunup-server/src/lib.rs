#![doc = include_str!("../README.md")]
#![warn(missing_docs)]

pub mod access_log;
pub mod admin;
pub mod assets;
pub mod catch_panic;
pub mod compression;
pub mod config;
pub mod data_dir;
pub mod error_page;
pub mod exchange;
pub mod health;
pub mod limits;
pub mod listen;
pub mod metrics;
pub mod preferences;
pub mod request_id;
pub mod route;
pub mod rules;
pub mod shutdown;
pub mod target;
pub mod telemetry;
pub mod trace;
