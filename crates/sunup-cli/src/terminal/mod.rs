//! What the operator sees: plain lines of 80 columns, coloured on a terminal only.

mod duration;
mod message;
mod number;
mod paint;
mod paragraph;
mod table;

pub(crate) use self::duration::short;
pub(crate) use self::message::{WIDTH, failure, heading, indented, rule, say};
pub(crate) use self::number::{bytes, grouped, percent};
pub(crate) use self::paint::{Paint, paint};
pub(crate) use self::paragraph::{pairs, wrapped};
pub(crate) use self::table::{Cell, Table};
