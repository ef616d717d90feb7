//! Starting other programs.

mod behind;
mod beside;
mod environment;
mod output;
mod run;
mod shown;

pub(crate) use self::behind::behind;
pub(crate) use self::beside::run_beside;
pub(crate) use self::environment::command;
pub(crate) use self::output::{answer, lines};
pub(crate) use self::run::{become_command, run, run_within};
pub(crate) use self::shown::shown;
