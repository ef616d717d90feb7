//! The bytes every visitor downloads, against `size-budget.toml`.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use toml::Table;

use super::outcome::Outcome;
use super::run::Run;
use crate::terminal::{Cell, Paint, Table as Shown, grouped};

/// The name in the file, what it is called, the extension in `pkg`.
const MEASURED: &[(&str, &str, &str)] = &[
    ("main-wasm", "main wasm", "wasm"),
    ("glue-js", "glue JavaScript", "js"),
];

/// Compares the brotli files `--precompress` wrote (quality 11) with the budget.
pub(super) fn check(run: &Run) -> Result<Outcome> {
    let budget = read(&run.place.checkout.path("size-budget.toml"))?;
    let titles = [
        Cell::left("file"),
        Cell::right("brotli 11"),
        Cell::right("budget"),
        Cell::right("of it"),
    ];
    let mut table = Shown::new(titles.to_vec());
    let mut outcome = Outcome::of_command(true);
    outcome.counts.passed = 0;
    for (key, name, extension) in MEASURED {
        let file = run.release.package_file(&format!("{extension}.br"));
        let bytes = fs::metadata(&file)
            .with_context(|| format!("{} is missing", file.display()))?
            .len();
        let allowed = allowed(&budget, key)?;
        let fits = bytes <= allowed;
        let share = format!("{} %", bytes * 100 / allowed.max(1));
        table.row(vec![
            Cell::left(*name),
            Cell::right(grouped(bytes)),
            Cell::right(grouped(allowed)),
            Cell::right(share).painted(if fits { Paint::Good } else { Paint::Bad }),
        ]);
        if fits {
            outcome.counts.passed += 1;
        } else {
            outcome.counts.failed += 1;
            outcome.counts.failures.push(format!(
                "{name}: {} bytes over budget",
                grouped(bytes - allowed)
            ));
            outcome = outcome.with_note(format!(
                "{name} is {} bytes over its budget.",
                grouped(bytes - allowed)
            ));
        }
    }
    table.print();
    Ok(outcome)
}

fn read(file: &Path) -> Result<Table> {
    let text =
        fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
    text.parse()
        .with_context(|| format!("{} is not TOML", file.display()))
}

fn allowed(budget: &Table, key: &str) -> Result<u64> {
    let value = budget
        .get(key)
        .and_then(|entry| entry.get("brotli"))
        .and_then(toml::Value::as_integer);
    let value = value.and_then(|value| u64::try_from(value).ok());
    value.with_context(|| format!("size-budget.toml needs [{key}] with brotli = a number of bytes"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_budget_without_its_number_names_what_is_missing() {
        let budget: Table = "[main-wasm]\nbrotli = \"150 kB\"".parse().unwrap();
        assert!(
            allowed(&budget, "main-wasm")
                .unwrap_err()
                .to_string()
                .contains("[main-wasm]")
        );
        let budget: Table = "[main-wasm]\nbrotli = 150_000".parse().unwrap();
        assert_eq!(allowed(&budget, "main-wasm").unwrap(), 150_000);
    }

    #[test]
    fn the_budget_of_this_site_has_every_number() {
        let checkout = crate::checkout::Checkout::find().unwrap();
        let budget = read(&checkout.path("size-budget.toml")).unwrap();
        for (key, ..) in MEASURED {
            assert!(allowed(&budget, key).unwrap() > 0);
        }
    }
}
