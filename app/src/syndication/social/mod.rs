//! The picture beside a link: title, author and day on paper, under the sun.
//!
//! ```text
//! font   the embedded font: which letters it has, how wide they are
//! lines  a title in lines, as large as fits
//! card   what the picture shows, and the SVG it is drawn from
//! paint  the SVG as PNG
//! ```
//! The font is Source Serif 4 (SIL Open Font License, `font/OFL.txt`), cut down to Latin, Greek
//! and Cyrillic letters and therefore renamed to "Card Serif", as its licence asks.

mod card;
mod font;
mod lines;
mod paint;

pub use card::Card;
pub(super) use card::PICTURE;
