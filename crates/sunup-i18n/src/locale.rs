//! [`Locale`]: a language that messages are written in.

/// A language that messages are written in. Everything that depends on the language (plurals,
/// grouping of digits) matches on it, so that a new one is incomplete until all of it is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Locale {
    /// English.
    En,
}

impl Locale {
    /// The locale with this BCP 47 tag, which is also the name of its folder in `locales/`.
    pub fn from_tag(tag: &str) -> Option<Self> {
        match tag {
            "en" => Some(Self::En),
            _ => None,
        }
    }

    /// Its BCP 47 tag, for `<html lang>` and `hreflang`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_is_found_by_its_tag() {
        assert_eq!(Locale::from_tag(Locale::En.tag()), Some(Locale::En));
        assert_eq!(Locale::from_tag("../en"), None);
    }
}
