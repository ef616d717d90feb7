//! The tier on disk: pages survive the process that rendered them.
//!
//! Whoever puts something leaves it in a [queue](queue::Queue); one thread, the
//! [keeper](keeper), writes it into a [file](file::File) within a second. A [catalogue] in memory
//! knows what the file has, so that a key that is not there costs no read. A purge is [written
//! down](log) before it is acknowledged, and takes effect at once by its [number](purges); the
//! keeper [carries it out](sweep) later. What is read is trusted in nothing ([`record`]).
//!
//! Any failure of the disk leaves the memory and the renders; [`Health`] says so.

mod catalogue;
mod claim;
mod counts;
#[allow(
    clippy::module_inception,
    reason = "a type and its file share the name"
)]
mod disk;
mod earlier;
mod error;
mod file;
mod head;
mod health;
mod inner;
mod keeper;
mod log;
mod logger;
mod millis;
mod opening;
mod pace;
mod places;
mod purges;
mod queue;
mod read;
mod record;
mod settings;
mod slot;
mod sweep;
mod wire;

pub use disk::Disk;
pub use error::DiskError;
pub use health::Health;
pub use settings::DiskSettings;
