//! Plural categories: which form of a noun a number takes.

use crate::{Locale, Number};

/// The plural categories of CLDR. Which of them a language has, [`Category::of`] says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Category {
    /// `zero`
    Zero,
    /// `one`
    One,
    /// `two`
    Two,
    /// `few`
    Few,
    /// `many`
    Many,
    /// `other`, which every language has.
    Other,
}

impl Category {
    /// The category with this name in a Fluent file.
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "zero" => Self::Zero,
            "one" => Self::One,
            "two" => Self::Two,
            "few" => Self::Few,
            "many" => Self::Many,
            "other" => Self::Other,
            _ => return None,
        })
    }

    /// The categories that whole numbers have in a language.
    pub fn of(locale: Locale) -> &'static [Self] {
        match locale {
            Locale::En => &[Self::One, Self::Other],
        }
    }
}

/// The cardinal category of a number: "1 article", "2 articles".
pub fn plural(locale: Locale, number: Number) -> Category {
    match locale {
        // CLDR: one where i = 1 and v = 0. Operands are absolute values.
        Locale::En if number.get().unsigned_abs() == 1 => Category::One,
        Locale::En => Category::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_has_a_form_for_one_and_a_form_for_the_rest() {
        let category = |number: i64| plural(Locale::En, number.into());
        assert_eq!(category(1), Category::One);
        assert_eq!(category(-1), Category::One);
        for number in [0, 2, 11, 21, 101, i64::MIN, i64::MAX] {
            assert_eq!(category(number), Category::Other, "{number}");
        }
    }

    #[test]
    fn every_category_that_a_number_gets_is_listed() {
        for number in -200..200 {
            let category = plural(Locale::En, number.into());
            assert!(Category::of(Locale::En).contains(&category), "{number}");
        }
    }
}
