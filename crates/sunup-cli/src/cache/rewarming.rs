//! How far pages of earlier builds are rendered anew, as `stats` and `warm` show it.

use anyhow::Result;

use super::reading::Reading;
use crate::terminal::{Cell, Paint, Table, grouped, heading, percent, say};

/// How far they are.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rewarming {
    total: u64,
    done: u64,
    left: u64,
    same: u64,
    changed: u64,
    under_way: bool,
}

impl Rewarming {
    /// Reads it off an answer, where there were pages of earlier builds.
    pub(super) fn read(told: Reading<'_>) -> Result<Option<Self>> {
        let Some(told) = told.part("rewarming")? else {
            return Ok(None);
        };
        Ok(Some(Self {
            total: told.number("total")?,
            done: told.number("done")?,
            left: told.number("left")?,
            same: told.number("same")?,
            changed: told.number("changed")?,
            under_way: told.truth("under_way")?,
        }))
    }

    /// Prints it, with the last pages that changed.
    pub(super) fn print(&self, changed: &[String]) {
        let done = percent(self.done, self.total);
        heading(
            &format!("{} pages of earlier builds", grouped(self.total)),
            &format!("{done} are rendered anew or gone"),
        );
        let left = match self.under_way {
            true => "waiting for their turns",
            false => "rendered behind their next visitors",
        };
        let mut table = Table::bare();
        for (name, count, meaning) in [
            ("left", self.left, left),
            ("same", self.same, "but for the addresses of the build"),
            ("changed", self.changed, "other pages than before"),
        ] {
            table.row(vec![
                Cell::left(name),
                Cell::right(grouped(count)),
                Cell::left(meaning).painted(Paint::Quiet),
            ]);
        }
        table.print();
        if !changed.is_empty() {
            heading("changed last", "");
            let mut table = Table::bare();
            for key in changed {
                table.row(vec![Cell::left(key)]);
            }
            for line in table.within_width() {
                say(line);
            }
        }
    }
}
