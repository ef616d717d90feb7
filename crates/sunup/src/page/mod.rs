//! What a page states about itself and how it gets its data.

mod failure;
mod head;
mod load;
mod loaded;

#[cfg(feature = "ssr")]
#[path = "server.rs"]
mod side;
#[cfg(not(feature = "ssr"))]
#[path = "client.rs"]
mod side;

pub use failure::{Failure, provide_error_view};
pub use head::Head;
pub use load::load;
pub use loaded::Loaded;
pub use side::set_status;

#[cfg(feature = "ssr")]
pub use side::FetchLimit;
