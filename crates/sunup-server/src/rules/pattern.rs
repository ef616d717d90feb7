//! [`Pattern`]: which addresses a rule is for, in axum's notation.

use std::{borrow::Cow, fmt};

use percent_encoding::percent_decode_str;

/// `/blog/{year}/{slug}` or `/old/{*rest}`: a parameter is one whole segment that is not empty, and
/// `{*rest}` is all that follows, at least one character. What is fixed is compared decoded, so
/// that `/über` is `/%C3%BCber`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pattern {
    text: String,
    segments: Vec<Segment>,
}

/// What stands between two slashes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Segment {
    /// A text, decoded.
    Fixed(String),
    /// One segment of this name.
    Param(String),
    /// Everything from here on.
    Rest(String),
}

/// The values of parameters by their names, as they stand in the address.
pub(super) type Values<'a> = Vec<(&'a str, &'a str)>;

impl Pattern {
    /// Reads a pattern.
    ///
    /// # Errors
    /// With what is wrong with it, as the end of a sentence.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let Some(path) = text.strip_prefix('/') else {
            return Err("does not begin with a slash".into());
        };
        let strange = |c: char| c.is_control() || c.is_whitespace() || "?#\\".contains(c);
        if let Some(strange) = text.chars().find(|c| strange(*c)) {
            return Err(format!("has {strange:?}, which no path has"));
        }
        let count = path.split('/').count();
        let mut segments: Vec<Segment> = Vec::with_capacity(count);
        for (at, segment) in path.split('/').enumerate() {
            let segment = Segment::parse(segment)?;
            let is_last = at + 1 == count;
            match &segment {
                Segment::Fixed(fixed) if fixed.is_empty() && !is_last => {
                    return Err("has two slashes in a row".into());
                }
                Segment::Rest(name) if !is_last => {
                    return Err(format!(
                        "goes on after {{*{name}}}, which is all that follows"
                    ));
                }
                _ => {}
            }
            if let Some(name) = segment.name()
                && segments.iter().any(|before| before.name() == Some(name))
            {
                return Err(format!("has the parameter {{{name}}} twice"));
            }
            segments.push(segment);
        }
        Ok(Self {
            text: text.to_owned(),
            segments,
        })
    }

    /// Of these segments.
    pub(super) fn of(segments: Vec<Segment>) -> Self {
        Self {
            text: segments.iter().map(|it| format!("/{it}")).collect(),
            segments,
        }
    }

    pub(super) fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// The names of its parameters.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.segments.iter().filter_map(Segment::name)
    }

    /// Whether `name` is all that follows.
    pub(super) fn is_rest(&self, name: &str) -> bool {
        matches!(self.segments.last(), Some(Segment::Rest(rest)) if rest == name)
    }

    /// The values of its parameters in `path`, when it is for it.
    pub(super) fn values<'a>(&'a self, path: &'a str) -> Option<Values<'a>> {
        let mut values = Values::new();
        let mut left = Some(path.strip_prefix('/')?);
        for segment in &self.segments {
            let here = left?;
            if let Segment::Rest(name) = segment {
                values.push((name, here));
                return (!here.is_empty()).then_some(values);
            }
            let (found, after) = match here.split_once('/') {
                Some((found, after)) => (found, Some(after)),
                None => (here, None),
            };
            match segment {
                Segment::Fixed(fixed) if decoded(found) == fixed.as_str() => {}
                Segment::Param(name) if !found.is_empty() => values.push((name, found)),
                _ => return None,
            }
            left = after;
        }
        left.is_none().then_some(values)
    }

    /// Whether it is for every address that `other` is for.
    pub(super) fn covers(&self, other: &Self) -> bool {
        covers(&self.segments, &other.segments)
    }

    /// An address that both are for, as a pattern.
    pub(super) fn common(&self, other: &Self) -> Option<String> {
        let mut common = String::new();
        let (mut one, mut two) = (self.segments.as_slice(), other.segments.as_slice());
        loop {
            let (first, second) = match (one, two) {
                ([], []) => return Some(common),
                ([Segment::Rest(_)], left) | (left, [Segment::Rest(_)]) => {
                    let left_is_some = is_some(left);
                    common.extend(left.iter().map(|segment| format!("/{segment}")));
                    return left_is_some.then_some(common);
                }
                ([first, ..], [second, ..]) => (first, second),
                _ => return None,
            };
            let both = match (first, second) {
                (Segment::Fixed(fixed), Segment::Fixed(other)) if fixed == other => first,
                (Segment::Fixed(fixed), Segment::Param(_)) if !fixed.is_empty() => first,
                (Segment::Param(_), Segment::Fixed(fixed)) if !fixed.is_empty() => second,
                (Segment::Param(_), Segment::Param(_)) => first,
                _ => return None,
            };
            common += &format!("/{both}");
            (one, two) = (&one[1..], &two[1..]);
        }
    }

    /// How narrow it is, to be compared where two are for one address: what is fixed is narrower
    /// than a parameter, and that than a rest, from the left.
    pub(super) fn ranks(&self) -> impl Iterator<Item = u8> {
        self.segments.iter().map(|segment| match segment {
            Segment::Fixed(_) => 0,
            Segment::Param(_) => 1,
            Segment::Rest(_) => 2,
        })
    }

    /// The same text for patterns of the same addresses, whatever their parameters are called.
    pub(super) fn addresses(&self) -> String {
        let segments = self.segments.iter().map(|segment| match segment {
            Segment::Fixed(fixed) => format!("/{fixed}"),
            Segment::Param(_) => "/{}".to_owned(),
            Segment::Rest(_) => "/{*}".to_owned(),
        });
        segments.collect()
    }
}

impl Segment {
    fn parse(text: &str) -> Result<Self, String> {
        if !text.contains(['{', '}']) {
            let bytes = text.as_bytes();
            let escapes = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'%');
            let is_whole = |at: usize| {
                let digits = bytes.get(at + 1..at + 3);
                digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
            };
            if !escapes.map(|(at, _)| at).all(is_whole) {
                return Err(format!("has {text:?} with a % that begins no escape"));
            }
            let fixed = percent_decode_str(text).decode_utf8();
            let fixed = fixed.map_err(|_| format!("has {text:?}, which is no UTF-8"))?;
            let strange = |c: char| c.is_control() || "/{}".contains(c);
            if matches!(&*fixed, "." | "..") || fixed.contains(strange) {
                return Err(format!("has the segment {text:?}, which no rule is for"));
            }
            return Ok(Self::Fixed(fixed.into_owned()));
        }
        let inner = text.strip_prefix('{').and_then(|it| it.strip_suffix('}'));
        let Some(inner) = inner else {
            return Err(format!(
                "has the segment {text:?}, where a parameter is a whole one, as in {{slug}}"
            ));
        };
        let (name, is_rest) = match inner.strip_prefix('*') {
            Some(name) => (name, true),
            None => (inner, false),
        };
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '_';
        if name.is_empty() || !name.chars().all(plain) {
            return Err(format!(
                "has {text:?}, where the name of a parameter is made of letters, digits and _"
            ));
        }
        let name = name.to_owned();
        Ok(if is_rest {
            Self::Rest(name)
        } else {
            Self::Param(name)
        })
    }

    pub(super) fn name(&self) -> Option<&str> {
        match self {
            Self::Fixed(_) => None,
            Self::Param(name) | Self::Rest(name) => Some(name),
        }
    }
}

/// A segment of an address without its escapes.
pub(super) fn decoded(segment: &str) -> Cow<'_, str> {
    if !segment.contains('%') {
        return Cow::Borrowed(segment);
    }
    percent_decode_str(segment).decode_utf8_lossy()
}

/// Whether these segments are at least one character: what a rest stands for.
pub(super) fn is_some(segments: &[Segment]) -> bool {
    match segments {
        [] => false,
        [Segment::Fixed(fixed)] => !fixed.is_empty(),
        _ => true,
    }
}

fn covers(wide: &[Segment], narrow: &[Segment]) -> bool {
    match (wide, narrow) {
        ([], []) => true,
        ([Segment::Rest(_)], narrow) => is_some(narrow),
        ([Segment::Fixed(fixed), wide @ ..], [Segment::Fixed(other), narrow @ ..]) => {
            fixed == other && covers(wide, narrow)
        }
        ([Segment::Param(_), wide @ ..], [Segment::Fixed(fixed), narrow @ ..]) => {
            !fixed.is_empty() && covers(wide, narrow)
        }
        ([Segment::Param(_), wide @ ..], [Segment::Param(_), narrow @ ..]) => covers(wide, narrow),
        _ => false,
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Display for Segment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fixed(fixed) => f.write_str(fixed),
            Self::Param(name) => write!(f, "{{{name}}}"),
            Self::Rest(name) => write!(f, "{{*{name}}}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pattern(text: &str) -> Pattern {
        Pattern::parse(text).expect(text)
    }

    #[test]
    fn a_pattern_finds_its_values_as_they_stand_in_the_address() {
        let slug = pattern("/blog/{year}/{slug}");
        assert_eq!(
            slug.values("/blog/2026/a%20b"),
            Some(vec![("year", "2026"), ("slug", "a%20b")])
        );
        for other in [
            "/blog/2026",
            "/blog/2026/",
            "/blog//x",
            "/blog/1/2/3",
            "/x/1/2",
        ] {
            assert_eq!(slug.values(other), None, "{other}");
        }
        let rest = pattern("/old/{*rest}");
        assert_eq!(rest.values("/old/a/b/"), Some(vec![("rest", "a/b/")]));
        assert_eq!(rest.values("/old/"), None);
        assert_eq!(rest.values("/old"), None);
        assert_eq!(pattern("/").values("/"), Some(vec![]));
        assert_eq!(pattern("/a/").values("/a"), None);
    }

    #[test]
    fn spellings_of_an_address_are_one() {
        for text in ["/über", "/%C3%BCber", "/%c3%bcber"] {
            assert!(pattern(text).values("/%C3%BCber").is_some(), "{text}");
        }
        assert!(pattern("/about").values("/%61bout").is_some());
        // An escaped slash separates nothing.
        assert!(pattern("/a/b").values("/a%2Fb").is_none());
    }

    #[test]
    fn a_pattern_covers_those_that_are_narrower() {
        for (wide, narrow) in [
            ("/{*rest}", "/blog/{slug}"),
            ("/blog/{slug}", "/blog/new"),
            ("/blog/{*rest}", "/blog/{year}/{slug}"),
            ("/blog/{a}", "/blog/{b}"),
        ] {
            assert!(pattern(wide).covers(&pattern(narrow)), "{wide} {narrow}");
        }
        for (wide, narrow) in [
            ("/{*rest}", "/"),
            ("/{a}", "/{*rest}"),
            ("/a/{*rest}", "/a/"),
            ("/{a}/about", "/de/{page}"),
        ] {
            assert!(!pattern(wide).covers(&pattern(narrow)), "{wide} {narrow}");
        }
    }

    #[test]
    fn what_two_patterns_have_in_common_is_a_pattern() {
        for (one, two, common) in [
            ("/{lang}/about", "/de/{page}", Some("/de/about")),
            ("/a/{*rest}", "/{x}/b/{y}", Some("/a/b/{y}")),
            ("/a/{x}", "/b/{x}", None),
            ("/a", "/a/", None),
            ("/{*rest}", "/", None),
        ] {
            assert_eq!(
                pattern(one).common(&pattern(two)).as_deref(),
                common,
                "{one} {two}"
            );
        }
    }

    #[test]
    fn what_is_no_pattern_is_said() {
        for (text, why) in [
            ("blog", "does not begin with a slash"),
            ("//evil", "has two slashes in a row"),
            ("/a?b", "has '?'"),
            ("/a\\b", "has '\\\\'"),
            ("/a-{b}", "where a parameter is a whole one"),
            ("/{a}{b}", "letters, digits and _"),
            ("/{}", "letters, digits and _"),
            ("/{*rest}/x", "goes on after {*rest}"),
            ("/{a}/{a}", "has the parameter {a} twice"),
            ("/a/../b", "which no rule is for"),
            ("/%2e", "which no rule is for"),
            ("/a%2Fb", "which no rule is for"),
            ("/%zz", "begins no escape"),
        ] {
            let error = Pattern::parse(text).expect_err(text);
            assert!(error.contains(why), "{text}: {error}");
        }
    }
}
