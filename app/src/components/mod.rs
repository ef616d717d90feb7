//! Parts used by two pages or more.

mod article_preview;
mod error_page;
pub(crate) mod error_words;
mod site_footer;
mod site_header;
mod tag_list;

pub(crate) use article_preview::ArticlePreview;
pub(crate) use error_page::ErrorPage;
pub(crate) use site_footer::SiteFooter;
pub(crate) use site_header::SiteHeader;
pub(crate) use tag_list::TagList;
