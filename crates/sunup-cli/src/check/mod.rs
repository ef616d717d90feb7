//! The checks of `cargo sunup test`: the list of steps, how each runs, how tests are counted.

mod browser_test;
mod counts;
mod libtest;
mod outcome;
mod playwright;
mod run;
mod shared_target;
mod size_budget;
mod step;
mod steps;
mod summary;

pub(crate) use self::browser_test::run_in_browser;
pub(crate) use self::run::Run;
pub(crate) use self::step::Step;
pub(crate) use self::summary::print_total;
