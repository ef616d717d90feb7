//! The server as a process of its own, for tests that ask it over real sockets.

// Each test file is a program of its own and uses what it needs.
#![allow(dead_code, unused_imports)]

mod server;
mod site;
mod socket;

pub(crate) use server::Server;
pub(crate) use site::Site;
pub(crate) use socket::{HANG, ask, free, status, wait_for};
