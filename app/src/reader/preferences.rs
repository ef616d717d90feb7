//! The cookies of the site. There are no others.

use super::TextSize;
use sunup::{preference::Word, theme::Theme};

/// Names and words of all preferences, for the form without JavaScript.
pub fn preferences() -> [(&'static str, Vec<&'static str>); 2] {
    [
        (Theme::NAME, words::<Theme>()),
        (TextSize::NAME, words::<TextSize>()),
    ]
}

fn words<T: Word>() -> Vec<&'static str> {
    T::ALL.iter().map(|value| value.word()).collect()
}
