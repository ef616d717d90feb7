//! [`TextSize`]: how large a reader wants the text.

use sunup::preference::Word;

/// How large a reader wants the text, beside what the browser is set to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum TextSize {
    Small,
    #[default]
    Medium,
    Large,
    Largest,
}

impl TextSize {
    /// Name of the cookie and of the attribute.
    pub(crate) const NAME: &'static str = "text";
}

impl Word for TextSize {
    const ALL: &'static [Self] = &[Self::Small, Self::Medium, Self::Large, Self::Largest];

    fn word(self) -> &'static str {
        match self {
            Self::Small => "small",
            Self::Medium => "medium",
            Self::Large => "large",
            Self::Largest => "largest",
        }
    }
}
