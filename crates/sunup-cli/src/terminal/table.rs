//! A table whose columns are as wide as their content.

use super::{Paint, WIDTH, paint, say};

/// One cell: its text, its colour, its side.
#[derive(Debug, Clone)]
pub(crate) struct Cell {
    text: String,
    paint: Paint,
    right: bool,
}

impl Cell {
    /// A cell set left.
    pub(crate) fn left(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            paint: Paint::Plain,
            right: false,
        }
    }

    /// A cell set right, for numbers.
    pub(crate) fn right(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            paint: Paint::Plain,
            right: true,
        }
    }

    /// The same cell in a colour.
    pub(crate) fn painted(mut self, paint: Paint) -> Self {
        self.paint = paint;
        self
    }
}

/// Rows under a header line.
#[derive(Debug)]
pub(crate) struct Table {
    rows: Vec<Vec<Cell>>,
}

impl Table {
    /// A table with these column titles; a title takes the side of its cell.
    pub(crate) fn new(titles: Vec<Cell>) -> Self {
        let titles = titles
            .into_iter()
            .map(|title| title.painted(Paint::Quiet))
            .collect();
        Self { rows: vec![titles] }
    }

    /// A table without column titles.
    pub(crate) fn bare() -> Self {
        Self { rows: Vec::new() }
    }

    /// Adds a row.
    pub(crate) fn row(&mut self, cells: Vec<Cell>) {
        self.rows.push(cells);
    }

    /// Prints the table, two columns in.
    pub(crate) fn print(&self) {
        for line in self.lines() {
            say(line);
        }
    }

    /// The lines of the table, its last column cut where it would go beyond the width.
    pub(crate) fn within_width(mut self) -> Vec<String> {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let before: usize = (0..columns.saturating_sub(1))
            .map(|column| self.width(column) + 2)
            .sum();
        let room = WIDTH.saturating_sub(before + 2).max(1);
        for row in &mut self.rows {
            if let Some(cell) = row
                .last_mut()
                .filter(|cell| cell.text.chars().count() > room)
            {
                cell.text = cell.text.chars().take(room - 1).chain(['…']).collect();
            }
        }
        self.lines()
    }

    fn lines(&self) -> Vec<String> {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let widths: Vec<usize> = (0..columns).map(|column| self.width(column)).collect();
        self.rows.iter().map(|row| line(row, &widths)).collect()
    }

    fn width(&self, column: usize) -> usize {
        let cells = self.rows.iter().filter_map(|row| row.get(column));
        cells
            .map(|cell| cell.text.chars().count())
            .max()
            .unwrap_or(0)
    }
}

fn line(row: &[Cell], widths: &[usize]) -> String {
    let mut line = String::new();
    for (index, (cell, width)) in row.iter().zip(widths).enumerate() {
        let space = " ".repeat(width - cell.text.chars().count());
        if cell.text.is_empty() && index + 1 == row.len() {
            break;
        }
        let text = paint(cell.paint, &cell.text);
        line.push_str("  ");
        // The last column is not padded: no line ends in spaces.
        match (cell.right, index + 1 == row.len()) {
            (true, _) => line.push_str(&format!("{space}{text}")),
            (false, true) => line.push_str(&text),
            (false, false) => line.push_str(&format!("{text}{space}")),
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_align() {
        let mut table = Table::new(vec![
            Cell::left("step"),
            Cell::right("tests"),
            Cell::left("why"),
        ]);
        table.row(vec![Cell::left("format"), Cell::right("1"), Cell::left("")]);
        assert_eq!(table.lines()[0].trim_end(), "  step    tests  why");
        assert_eq!(table.lines()[1], "  format      1");
    }

    #[test]
    fn the_last_column_is_cut_at_the_width() {
        let mut table = Table::bare();
        table.row(vec![Cell::right("7"), Cell::left("/short")]);
        table.row(vec![Cell::right("12"), Cell::left("x".repeat(200))]);
        let lines = table.within_width();
        assert_eq!(lines[0], "   7  /short");
        assert_eq!(lines[1].chars().count(), WIDTH);
        assert!(lines[1].ends_with("x…"));
    }
}
