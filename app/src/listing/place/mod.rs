//! Where a list is opened.

mod address;
#[cfg(feature = "ssr")]
mod parsed;

#[cfg(feature = "ssr")]
pub(crate) use address::PLACE_NAMES;
pub(crate) use address::use_place;
#[cfg(feature = "ssr")]
pub(crate) use parsed::{Key, Place};
