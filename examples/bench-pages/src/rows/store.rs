//! The rows in memory, which stand for a database.

use super::Row;
use std::sync::LazyLock;

const ROWS: u32 = 1_000;

static STORE: LazyLock<Vec<Row>> = LazyLock::new(|| (0..ROWS).map(row).collect());

/// A copy of all rows, as a query would give one.
pub fn stored() -> Vec<Row> {
    STORE.clone()
}

fn row(number: u32) -> Row {
    // Knuth's multiplicative hash: different for each number and the same at each start.
    let digits = number.wrapping_mul(2_654_435_761);
    Row {
        id: format!("{number}-{digits:08x}"),
        name: format!("Row name {number} – ünïcode & <escaped>"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_has_its_number_and_eight_digits() {
        let rows = stored();
        assert_eq!(rows.len(), 1_000);
        assert_eq!(rows[0].id, "0-00000000");
        assert_eq!(rows[999].name, "Row name 999 – ünïcode & <escaped>");
        assert!(rows.iter().all(|row| row.id.len() >= 10));
    }
}
