//! The checkout this command was started in: its folders and what its manifests say.

mod manifest;
mod root;

pub(crate) use self::manifest::Manifest;
pub(crate) use self::root::{Checkout, cache_folder};
