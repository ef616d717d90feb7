//! The files of the site: the browser's code under its build id, and what lies in `public/`.
//!
//! The browser's code (`pkg`) is served under `/pkg/<build>/…`, where the build id is computed
//! from the folder's bytes at start: a file of that address never changes, so it is kept for a
//! year. Glue, wasm and chunks import each other by relative addresses, so files of two builds
//! never mix. Other files of the site root get a strong `ETag` and five minutes.
//!
//! The packages of earlier builds can be served beside that of the running one, so that tabs and
//! cached pages that were made before a deployment go on working: [`Assets::keep_builds`].
//!
//! In release every file is found and hashed at start, and only files found then are ever opened:
//! there is no path to escape from. Under `cargo leptos watch` the build id is left out of the
//! address, files are looked up on disk, and browsers ask again each time.
//!
//! ```no_run
//! use std::path::Path;
//! use axum::Router;
//! use sunup_server::{assets::{Assets, AssetsLayer, Mode}, error_page::ErrorPages};
//!
//! let assets = Assets::open(Path::new("target/site"), "pkg", Mode::Release)?;
//! println!("the browser's code is under /{}", assets.pkg_path());
//! let app: Router = Router::new().layer(AssetsLayer::new(assets, ErrorPages::plain()));
//! # Ok::<(), sunup_server::assets::AssetsError>(())
//! ```

pub mod builds;
mod config;
mod disk;
mod encoding;
mod error;
mod file;
mod held;
mod index;
mod layer;
mod package;
mod precondition;
mod range;
mod serve;
mod store;

pub use config::Config;
pub use error::AssetsError;
pub use layer::{AssetsLayer, AssetsService};
pub use store::{Assets, Mode};
