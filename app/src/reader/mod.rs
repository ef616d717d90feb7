//! What a browser remembers of its reader: how the text should look, what is to be read, how far
//! it was read. One store for each, kept in the browser; the server learns the theme alone.

mod actions;
mod measure;
mod preferences;
mod progress;
mod reading_list;
mod stores;
mod text_size;

pub(crate) use actions::ListActions;
pub(crate) use measure::Measure;
pub use preferences::preferences;
pub(crate) use progress::Progress;
pub(crate) use reading_list::{ReadingList, Saved};
pub(crate) use stores::provide_stores;
pub(crate) use text_size::TextSize;
