//! Packages of earlier builds, kept in a folder and served beside that of the running one.
//!
//! A tab that was opened before a deployment asks for chunks of the build that it was made by, and
//! so does a page that was cached then. [`Assets::keep_builds`](super::Assets::keep_builds) serves
//! them under their build ids, and keeps the running build for those that follow:
//!
//! ```no_run
//! use std::path::Path;
//! use sunup_server::{assets::{Assets, Mode, builds}, config::Reader};
//!
//! let config = builds::Config::read(&mut Reader::open(None, [])?)?;
//! let assets = Assets::open(Path::new("target/site"), "pkg", Mode::Release)?;
//! let assets = assets.keep_builds(Path::new("data/builds"), &config);
//! for build in assets.builds() {
//!     println!("{}: {} bytes", build.id(), build.bytes());
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! ```text
//! builds/
//!   order                    the builds by their last start, the latest first
//!   5d0c6b1f0a9e4c33/        a build
//!     .seal                  a hash of all that is served of it
//!     pkg/…                  its package
//!   .lock                    locked by the process that changes the folder
//!   .new-…, .gone-…          what a process makes or removes just now
//! ```
//!
//! A build is copied, for cargo-leptos empties its folder at every build. It gets its name when all
//! of it is on disk, and loses it before any of it is removed, so that a process which is killed
//! leaves whole builds. What it began is removed by the next process that has the lock, and the
//! kernel takes that from a process that ends, however it ends.
//!
//! At every start the bytes of each build are compared with its id and with its seal, without which
//! a changed bit in an encoding would be served. One that differs is removed and the log says so.
//! What cannot be read is left alone, as are names that are no build id, and links.
//!
//! The order is a file and neither the time of a folder, which copies and backups change, nor the
//! clock, which may be set back. A build that the file does not name comes behind those it does.
//!
//! No process needs the folder after its start: small files are in memory, large ones are open. So
//! a process may remove builds that another one still serves.

mod build;
mod check;
mod claim;
mod config;
mod copy;
mod error;
mod keep;
mod order;
mod seal;
mod survey;

pub use build::Build;
pub(super) use build::Kept;
pub use config::Config;
pub(super) use keep::keep;
