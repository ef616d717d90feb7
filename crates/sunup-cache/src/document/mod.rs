//! What is done to a document before it is stored: the same content gives the same bytes, and its
//! scripts are named in the policy.

mod csp;
mod finish;
mod normalise;
mod scripts;

pub use csp::{Csp, ScriptHash};
pub use finish::finish;
