//! Promise: pages on disk survive the process, and whatever happens to the disk, nobody gets a page
//! that is corrupt, another's, too old, or purged, and the site answers.

#[path = "../support/source.rs"]
mod source;
#[path = "../support/mod.rs"]
mod support;

mod clock;
mod damage;
mod data;
mod eviction;
mod failing;
mod killed;
mod place;
mod purges;
mod restart;
mod rewarm;
mod rollback;

/// How long tests go on; `SUNUP_TEST_FULL=1` runs the long form.
fn rounds(short: u32, long: u32) -> u32 {
    match std::env::var_os("SUNUP_TEST_FULL") {
        Some(_) => long,
        None => short,
    }
}
