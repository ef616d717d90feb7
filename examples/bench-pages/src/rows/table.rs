//! [`Table`]: the rows, and a counter above them.

use super::Row;
use crate::counter::Counter;
use leptos::prelude::*;

/// The rows, and a counter above them.
#[component]
pub fn Table(
    /// What to show.
    rows: Vec<Row>,
) -> impl IntoView {
    let row = |Row { id, name }| {
        view! {
            <tr>
                <td>{id}</td>
                <td>{name}</td>
            </tr>
        }
    };
    view! {
        <Counter/>
        <table>
            <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
        </table>
    }
}
