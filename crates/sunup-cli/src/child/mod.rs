//! Starting other programs.

mod environment;
mod output;
mod run;
mod shown;

pub(crate) use self::environment::command;
pub(crate) use self::output::{answer, lines, run_plain};
pub(crate) use self::run::{become_command, run, run_within};
pub(crate) use self::shown::shown;
