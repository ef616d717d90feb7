//! Set-up: what has to be on the machine, one file each, and the order to install it in.
//!
//! Every requirement can tell whether it is met, meet itself, and say what to run by hand.

mod apt;
mod browser;
mod build_tools;
mod leptos_link;
mod node;
mod own_build;
mod place;
mod plan;
mod playwright;
mod postgres;
mod requirement;
mod rust_for_wasm;
mod wasm_opt;

pub(crate) use self::apt::{by_hand as apt_by_hand, is_debian};
pub(crate) use self::browser::{Browser, MINIMUM_CHROMIUM};
pub(crate) use self::build_tools::{CARGO_LEPTOS, WASM_BINDGEN};
pub(crate) use self::leptos_link::{LinkState, link_state};
pub(crate) use self::node::{MINIMUM_NODE, npm};
pub(crate) use self::place::Place;
pub(crate) use self::plan::{Plan, Scope};
pub(crate) use self::playwright::installed_playwright;
pub(crate) use self::postgres::{MINIMUM_POSTGRES, postgres_version};
pub(crate) use self::requirement::{Requirement, State};
pub(crate) use self::wasm_opt::BINARYEN;
