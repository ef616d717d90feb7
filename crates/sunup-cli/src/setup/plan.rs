//! The order of set-up, and the one way it runs.

use std::time::Instant;

use anyhow::{Result, bail};

use super::browser::Chromium;
use super::build_tools::BuildTools;
use super::leptos_link::LeptosLink;
use super::node::Node;
use super::own_build::OwnBuild;
use super::playwright::Playwright;
use super::postgres::Postgres;
use super::rust_for_wasm::RustForWasm;
use super::wasm_opt::WasmOpt;
use super::{Place, Requirement, State, rust_for_wasm};
use crate::terminal::{Cell, Paint, Table, heading, indented, paint, say, short};

/// How much a command needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scope {
    /// Building and serving.
    Site,
    /// Building, serving and using a browser.
    Browser,
    /// Building, serving, and testing: in a browser, and on both kinds of databases.
    All,
}

/// Requirements in the order they are met: quick ones first, so that what fails fails
/// early, and the command itself last, with the toolchain then chosen.
pub(crate) struct Plan {
    steps: Vec<Box<dyn Requirement>>,
}

impl Plan {
    /// The plan for a scope.
    pub(crate) fn new(scope: Scope) -> Self {
        let mut steps: Vec<Box<dyn Requirement>> = vec![Box::new(Node), Box::new(WasmOpt)];
        if scope != Scope::Site {
            steps.push(Box::new(Playwright));
            steps.push(Box::new(Chromium));
        }
        if scope == Scope::All {
            steps.push(Box::new(Postgres));
        }
        steps.push(Box::new(RustForWasm));
        steps.push(Box::new(BuildTools));
        steps.push(Box::new(LeptosLink));
        steps.push(Box::new(OwnBuild));
        Self { steps }
    }

    /// Meets every requirement that is not met; silent when all are.
    pub(crate) fn run(&self, place: &mut Place) -> Result<()> {
        let start = Instant::now();
        let mut done = 0;
        for (index, step) in self.steps.iter().enumerate() {
            let State::Missing(action) = step.state(place) else {
                continue;
            };
            done += 1;
            heading(
                &format!("Set-up: {}", step.name()),
                &format!("{}/{}", index + 1, self.steps.len()),
            );
            say(action);
            if let Err(error) = step.install(place) {
                return fail(step.as_ref(), place, &error);
            }
            if let State::Missing(_) = step.state(place) {
                let error =
                    anyhow::anyhow!("it ran to its end, and {} is still missing", step.name());
                return fail(step.as_ref(), place, &error);
            }
        }
        rust_for_wasm::remember(place)?;
        if done > 0 {
            say("");
            say(paint(
                Paint::Good,
                format!("Set-up is complete after {}.", short(start.elapsed())),
            ));
        }
        Ok(())
    }

    /// Prints each requirement with what was found or would be done; changes nothing.
    pub(crate) fn print(&self, place: &Place) {
        let mut table = Table::new(vec![
            Cell::left("requirement"),
            Cell::left("state"),
            Cell::left(""),
        ]);
        for step in &self.steps {
            let (state, text) = match step.state(place) {
                State::Ready(found) => (Cell::left("ready").painted(Paint::Good), found),
                State::Missing(action) => (Cell::left("to do").painted(Paint::Warn), action),
            };
            table.row(vec![Cell::left(step.name()), state, Cell::left(text)]);
        }
        table.print();
    }
}

fn fail(step: &dyn Requirement, place: &Place, error: &anyhow::Error) -> Result<()> {
    say("");
    say(paint(
        Paint::Bad,
        format!("Set-up stopped at: {}", step.name()),
    ));
    for reason in error.chain() {
        say(format!("  {reason}"));
    }
    say("");
    say("Run this by hand, then start the same command again:");
    say("");
    indented(&step.by_hand(place));
    bail!("set-up could not provide {}", step.name())
}
