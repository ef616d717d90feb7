//! The document around the pages: which files it loads and how the browser starts.

#[cfg(feature = "ssr")]
mod assets;
mod kind;
mod origin;
mod site_files;
mod stylesheet;

#[cfg(feature = "ssr")]
pub use assets::Assets;
pub use kind::DocumentKind;
pub use origin::use_origin;
pub use site_files::SiteFiles;
pub use stylesheet::Stylesheet;
