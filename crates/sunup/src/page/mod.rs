//! What a page states about itself and how it gets its data.

mod cache;
mod compact;
mod error_page;
mod failure;
mod head;
mod html;
mod input;
mod later;
mod load;
mod loaded;
mod payload;
mod protocol;
mod settled;
mod still;
mod time;
mod words;

#[cfg(not(feature = "ssr"))]
mod answers;
#[cfg(not(feature = "ssr"))]
mod fetch;

#[cfg(feature = "ssr")]
#[path = "server.rs"]
mod side;
#[cfg(not(feature = "ssr"))]
#[path = "client.rs"]
mod side;

pub use cache::{Policy, cache, tag, tracked};
pub use compact::Compact;
pub use error_page::ErrorPage;
pub use failure::{Failure, provide_error_view};
pub use head::{
    Alternate, Article, Crumb, Details, Head, Image, Kind, Metadata, OnServer, Person,
    provide_title_format,
};
#[cfg(feature = "ssr")]
pub use head::{Search, Site, provide_site};
pub use html::Html;
pub use later::Later;
pub use load::{Data, load};
pub use loaded::{Loaded, LoadedAside};
pub use protocol::Read;
pub use settled::Settled;
pub use side::set_status;
pub(crate) use still::still;
pub use still::{Still, StillChildren, page};
pub use time::Time;
pub use words::{Words, provide_words};

#[cfg(not(feature = "ssr"))]
pub(crate) use answers::{Answer, collect, collect_part, is_collecting, is_fetching_enough};
#[cfg(feature = "ssr")]
pub(crate) use cache::{CacheSlot, shows, varies_by_cookie};
#[cfg(feature = "ssr")]
pub use cache::{Stated, stating};
#[cfg(feature = "ssr")]
pub(crate) use head::{HeadSlot, escape};
#[cfg(feature = "ssr")]
pub use side::FetchLimit;
