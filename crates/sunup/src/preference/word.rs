//! [`Word`]: a value that is one word out of few.

use std::fmt::Debug;

/// A value that is one word out of few: lower-case letters and digits, because it stands in a
/// cookie, in an attribute and in the stylesheet.
pub trait Word: Copy + Debug + Default + PartialEq + Send + Sync + 'static {
    /// All values, in the order of a switch.
    const ALL: &'static [Self];

    /// The word of a value.
    fn word(self) -> &'static str;

    /// The value of a word; nothing for any other text.
    fn of(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|value| value.word() == word)
    }
}
