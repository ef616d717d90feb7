//! One render per key: who renders, who waits, and what they are told.
//!
//! [`register`] seats them, [`render`] is the task that one of them starts, and [`sort`] decides what
//! becomes of its response: [`keep`] stores it, [`stream`] besides sends it on as it comes. [`below`]
//! looks into the other tiers before. [`visit`]
//! is a request from its first look into the store until it has an answer.

mod below;
mod failure;
mod keep;
mod outcome;
mod pieces;
mod prepare;
mod register;
mod render;
mod request;
mod sort;
mod stream;
mod sync;
mod upstream;
mod visit;

pub(crate) use below::Found;
pub(crate) use outcome::Outcome;
pub(crate) use prepare::{Prepared, Spared, prepare};
pub(crate) use register::Register;
pub(crate) use render::refresh;
pub(crate) use request::Asking;
pub(crate) use upstream::Upstream;
pub(crate) use visit::visit;
