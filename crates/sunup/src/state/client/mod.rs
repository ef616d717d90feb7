//! The browser's half: stores are kept, told to other tabs, and shown to developers.

mod bind;
mod channel;
mod cookie;
mod entry;
mod live;
mod storage;

#[cfg(debug_assertions)]
#[path = "inspect.rs"]
mod inspection;
#[cfg(not(debug_assertions))]
#[path = "inspect_not.rs"]
mod inspection;

#[cfg(all(test, target_family = "wasm"))]
mod tests;

pub(super) use bind::bind;
pub(super) use inspection::inspect;
