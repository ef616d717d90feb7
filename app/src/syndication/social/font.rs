//! The embedded font: which letters it has, how wide they are.

use super::super::SyndicationError;
use skrifa::{FontRef, MetadataProvider, instance::LocationRef, instance::Size};

/// For names and days.
pub(super) const REGULAR: &[u8] = include_bytes!("font/card-serif-regular.ttf");

/// For titles.
pub(super) const SEMIBOLD: &[u8] = include_bytes!("font/card-serif-semibold.ttf");

/// Measures text. Kerning is left out: it makes a line a little narrower, never wider.
pub(super) struct Ruler {
    font: FontRef<'static>,
}

impl Ruler {
    /// Measures the letters of a font.
    pub(super) fn of(font: &'static [u8]) -> Result<Self, SyndicationError> {
        let font = FontRef::new(font);
        let font = font.map_err(|error| SyndicationError::Picture(error.to_string()))?;
        Ok(Self { font })
    }

    /// Width of a text that is one unit high.
    pub(super) fn width(&self, text: &str) -> f32 {
        let letters = self.font.charmap();
        let metrics = self
            .font
            .glyph_metrics(Size::new(1.0), LocationRef::default());
        text.chars()
            .filter_map(|letter| metrics.advance_width(letters.map(letter)?))
            .sum()
    }

    /// The text without letters that the font does not have; they would be drawn as empty boxes.
    pub(super) fn known(&self, text: &str) -> String {
        let letters = self.font.charmap();
        let known = text
            .chars()
            .filter(|letter| *letter == ' ' || letters.map(*letter).is_some());
        known.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_measured_and_unknown_ones_left_out() {
        let ruler = Ruler::of(SEMIBOLD).expect("the font");
        assert!(ruler.width("mmm") > ruler.width("iii"));
        assert!(
            (0.3..0.8).contains(&ruler.width("n")),
            "{}",
            ruler.width("n")
        );
        assert_eq!(ruler.known("Zażółć 🦀 Ωψ Жя\u{202e}日本"), "Zażółć  Ωψ Жя");
    }
}
