//! What both sides know of a row.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use sunup::{PageError, page::Read};

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Its number and eight hexadecimal digits.
    pub id: String,
    /// Its name, with letters beyond ASCII and signs that HTML escapes.
    pub name: String,
}

/// All rows.
#[server(prefix = "/_fn", endpoint = "rows", protocol = Read)]
pub async fn rows() -> Result<Vec<Row>, PageError> {
    Ok(super::stored())
}
