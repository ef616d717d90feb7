//! [`Place`]: where a list is opened, understood.

use jiff::civil::Date;
use std::fmt;

/// Longer than any slug, shorter than any trouble.
const LONGEST_SLUG: usize = 200;

/// As much of a strange address as is repeated to the visitor, in characters.
const REPEATED: usize = 60;

/// Where a list is opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// At its newest article.
    Newest,
    /// Below the article of this key.
    Before(Key),
    /// Above the article of this key.
    After(Key),
}

/// What an article is ordered by, in every list: the date, then the slug.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Key {
    pub(crate) published_on: String,
    pub(crate) slug: String,
}

impl Place {
    /// Reads `before=KEY` or `after=KEY`. The error is what to repeat to the visitor.
    pub(crate) fn parse(place: &str) -> Result<Self, String> {
        if place.is_empty() {
            return Ok(Self::Newest);
        }
        let understood = match place.split_once('=') {
            Some(("before", key)) => Key::parse(key).map(Self::Before),
            Some(("after", key)) => Key::parse(key).map(Self::After),
            _ => None,
        };
        understood.ok_or_else(|| repeatable(place))
    }
}

impl Key {
    fn parse(key: &str) -> Option<Self> {
        let (date, slug) = key.split_once('_')?;
        let date: Date = date.parse().ok()?;
        let is_slug = !slug.is_empty()
            && slug.len() <= LONGEST_SLUG
            && slug
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        is_slug.then(|| Self {
            published_on: date.to_string(),
            slug: slug.to_owned(),
        })
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}_{}", self.published_on, self.slug)
    }
}

/// The beginning of what was sent, without what cannot be seen: control characters and marks that
/// turn the direction of the text around them.
fn repeatable(text: &str) -> String {
    let visible = |letter: &char| {
        !letter.is_control()
            && !matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    let mut short: String = text.chars().filter(visible).take(REPEATED).collect();
    if text.chars().filter(visible).nth(REPEATED).is_some() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_key_is_read_as_it_was_written(
            (year, day) in (0_i16..=9999, 1_i16..=365),
            slug in "[a-z0-9-]{1,200}",
        ) {
            let date = Date::new(year, 1, 1).and_then(|date| date.with().day_of_year(day).build());
            let key = Key { published_on: date.expect("a day").to_string(), slug };
            prop_assert_eq!(Place::parse(&format!("before={key}")), Ok(Place::Before(key.clone())));
            prop_assert_eq!(Place::parse(&format!("after={key}")), Ok(Place::After(key)));
        }

        #[test]
        fn whatever_is_sent_is_a_key_as_it_would_be_written_or_repeated_shortly(
            sent in "(before|after|page)?=?(\\PC{0,80}|[0-9-]{0,12}_[a-z0-9-]{0,210})",
        ) {
            match Place::parse(&sent) {
                Ok(Place::Newest) => prop_assert_eq!(sent, ""),
                Ok(Place::Before(key) | Place::After(key)) => {
                    let written = sent.split_once('=').map(|(_, key)| key.to_owned());
                    // jiff reads more ways of writing a date than it writes.
                    let date = key.published_on.parse::<Date>();
                    prop_assert!(date.is_ok() && key.slug.len() <= LONGEST_SLUG);
                    prop_assert!(written.is_some_and(|written| written.ends_with(&key.slug)));
                }
                Err(repeated) => {
                    prop_assert!(repeated.chars().count() <= REPEATED + 1);
                    prop_assert!(!repeated.chars().any(char::is_control));
                }
            }
        }
    }

    #[test]
    fn a_key_is_read_as_it_was_written() {
        let key = Key {
            published_on: "2026-05-03".to_owned(),
            slug: "some-slug".to_owned(),
        };
        assert_eq!(
            Place::parse(&format!("before={key}")),
            Ok(Place::Before(key.clone()))
        );
        assert_eq!(Place::parse(&format!("after={key}")), Ok(Place::After(key)));
        assert_eq!(Place::parse(""), Ok(Place::Newest));
    }

    #[test]
    fn what_names_no_place_is_repeated() {
        for place in [
            "page=0",
            "page=-1",
            "page=99999999999",
            "before=x",
            "before=",
            "after=2026-13-01_a",
            "after=2026-05-03_",
            "before=2026-05-03_';--",
        ] {
            assert_eq!(Place::parse(place), Err(place.to_owned()));
        }
    }

    #[test]
    fn what_is_repeated_is_short_and_visible() {
        let sent = format!("page=\u{202e}\0{}", "x".repeat(10_000));
        let repeated = Place::parse(&sent).unwrap_err();
        assert_eq!(repeated.chars().count(), REPEATED + 1);
        assert!(repeated.starts_with("page=xxx"), "{repeated}");
    }
}
