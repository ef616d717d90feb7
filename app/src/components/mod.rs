//! Parts used by two pages or more.

mod article_link;
mod article_list;
mod article_preview;
mod aside_failed;
mod byline;
mod error_view;
pub(crate) mod error_words;
mod reading_bar;
mod reading_settings;
mod save_button;
mod site_footer;
mod site_header;
mod suggestions;
mod tag_link;
mod tag_list;

pub(crate) use article_link::ArticleLink;
pub(crate) use article_list::ArticleList;
pub(crate) use article_preview::ArticlePreview;
pub(crate) use aside_failed::aside_failed;
pub(crate) use byline::Byline;
pub(crate) use error_view::ErrorView;
pub(crate) use reading_bar::ReadingBar;
pub(crate) use reading_settings::ReadingSettings;
pub(crate) use save_button::SaveButton;
pub(crate) use site_footer::SiteFooter;
pub(crate) use site_header::SiteHeader;
pub(crate) use suggestions::Suggestions;
pub(crate) use tag_link::TagLink;
pub(crate) use tag_list::TagList;
