//! What becomes of the files below `content/`, whichever kind of database they are brought into.
//! Each test file that has this module has a `Store` of its own.

mod changes;
mod counted;
mod desk;
mod journal;
mod refused;
