//! What assistive technology reads where a sighted reader sees a number, an arrow or a frame.

/// The notes below a text.
pub(super) fn notes() -> String {
    "Notes".to_owned()
}

/// A reference to a note.
pub(super) fn note(number: usize) -> String {
    format!("Note {number}")
}

/// The way from a note back to its place in the text; notes may have several.
pub(super) fn back(note: usize, place: usize) -> String {
    if place == 1 {
        format!("Back to the text, note {note}")
    } else {
        format!("Back to the text, note {note}, place {place}")
    }
}

/// A table, which may be wider than the page.
pub(super) fn table(number: usize, columns: &str) -> String {
    if columns.is_empty() {
        format!("Table {number}")
    } else {
        format!("Table {number}: {columns}")
    }
}

/// A block of code, which may be wider than the page.
pub(super) fn code(language: Option<&str>) -> String {
    match language {
        Some(language) => format!("Code, {language}"),
        None => "Code".to_owned(),
    }
}
