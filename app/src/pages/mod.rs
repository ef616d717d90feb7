//! A page is a file; a page with data is a folder.

mod about;
mod article;
mod editor;
mod fault;
mod home;
mod lists;
mod not_found;

pub(crate) use about::About;
pub(crate) use article::Article;
pub(crate) use editor::{EDITOR, Editor};
pub(crate) use fault::Fault;
#[cfg(feature = "ssr")]
pub(crate) use home::Date;
pub(crate) use home::{Home, Summary};
pub(crate) use lists::Lists;
pub(crate) use not_found::NotFound;
