//! A page is a file; a page with data is a folder.

mod about;
mod archive;
mod article;
mod author;
mod editor;
mod fault;
mod home;
mod lists;
mod not_found;
mod reading_list;
mod search;
mod tag;
mod tags;

pub(crate) use about::About;
pub(crate) use archive::{Archive, ArchiveMonth};
#[cfg(feature = "ssr")]
pub(crate) use article::Heading;
pub(crate) use article::{Article, Reference};
pub(crate) use author::Author;
pub(crate) use editor::Editor;
pub(crate) use fault::Fault;
pub(crate) use home::Home;
pub(crate) use lists::Lists;
pub(crate) use not_found::NotFound;
pub(crate) use reading_list::ReadingList;
pub(crate) use search::{Search, suggestions};
pub(crate) use tag::Tag;
pub(crate) use tags::Tags;
