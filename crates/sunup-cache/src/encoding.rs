//! [`Encoding`]: the codings a body is kept in, and which of them a client likes best (RFC 9110,
//! section 12.5.3).
//!
//! ```
//! use http::{HeaderMap, HeaderValue, header};
//! use sunup_cache::encoding::{Accepted, Encoding};
//!
//! let mut request = HeaderMap::new();
//! let value = HeaderValue::from_static("gzip, br;q=0.9");
//! request.insert(header::ACCEPT_ENCODING, value);
//! let accepted = Accepted::of(&request);
//! assert_eq!(accepted.best(|_| true), Some(Encoding::Gzip));
//! ```

use http::{HeaderMap, HeaderValue, header};

/// A coding that a body is kept in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Encoding {
    /// Brotli.
    Br,
    /// Zstandard.
    Zstd,
    /// gzip.
    Gzip,
    /// As rendered.
    Identity,
}

impl Encoding {
    /// All of them, in this cache's order of preference: the smallest first.
    pub const ALL: [Self; 4] = [Self::Br, Self::Zstd, Self::Gzip, Self::Identity];

    /// The name of the coding.
    pub fn name(self) -> &'static str {
        match self {
            Self::Br => "br",
            Self::Zstd => "zstd",
            Self::Gzip => "gzip",
            Self::Identity => "identity",
        }
    }

    /// The value of `Content-Encoding`, which identity does not have.
    pub fn header_value(self) -> Option<HeaderValue> {
        match self {
            Self::Identity => None,
            coded => Some(HeaderValue::from_static(coded.name())),
        }
    }

    /// Its place in [`ALL`](Self::ALL).
    const fn index(self) -> usize {
        self as usize
    }

    fn of(name: &[u8]) -> Option<Self> {
        let is = |known: &str| name.eq_ignore_ascii_case(known.as_bytes());
        // `x-gzip` is gzip (RFC 9110, section 8.4.1.3).
        let alias = is("x-gzip").then_some(Self::Gzip);
        alias.or_else(|| Self::ALL.into_iter().find(|known| is(known.name())))
    }
}

/// What a client accepts of the codings this cache has. Reading it allocates nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// How much each coding of [`Encoding::ALL`] is liked; zero is not acceptable.
    rank: [u16; 4],
}

/// Identity that is not named is acceptable, but below everything that is.
const UNNAMED: u16 = 1;

/// Named without a weight.
const NAMED: u16 = 1_000 + UNNAMED;

impl Accepted {
    const SILENT: Self = Self::naming([]);

    /// What browsers send, read beforehand: with TLS, without, and Safari.
    const USUAL: [(&str, Self); 3] = [
        (
            "gzip, deflate, br, zstd",
            Self::naming([Encoding::Br, Encoding::Zstd, Encoding::Gzip]),
        ),
        (
            "gzip, deflate, br",
            Self::naming([Encoding::Br, Encoding::Gzip]),
        ),
        ("gzip, deflate", Self::naming([Encoding::Gzip])),
    ];

    const fn naming<const N: usize>(named: [Encoding; N]) -> Self {
        let mut rank = [0, 0, 0, UNNAMED];
        let mut at = 0;
        while at < N {
            rank[named[at].index()] = NAMED;
            at += 1;
        }
        Self { rank }
    }

    /// What a request's `Accept-Encoding` says. Without one identity is the answer, though anything
    /// would be allowed: such clients rarely decode.
    pub fn of(request: &HeaderMap) -> Self {
        let mut lines = request.get_all(header::ACCEPT_ENCODING).iter();
        match (lines.next(), lines.next()) {
            (None, _) => Self::SILENT,
            (Some(line), None) => {
                let mut usual = Self::USUAL.iter();
                match usual.find(|(usual, _)| usual.as_bytes() == line.as_bytes()) {
                    Some((_, accepted)) => *accepted,
                    None => Self::read(request),
                }
            }
            _ => Self::read(request),
        }
    }

    fn read(request: &HeaderMap) -> Self {
        let mut named = [None; 4];
        let (mut any, mut likes_others) = (None, false);
        for line in request.get_all(header::ACCEPT_ENCODING) {
            for member in line.as_bytes().split(|byte| *byte == b',') {
                let Some((name, rank)) = coding(member) else {
                    continue;
                };
                let place = match Encoding::of(name) {
                    Some(encoding) => &mut named[encoding.index()],
                    None if name == b"*" => &mut any,
                    None => {
                        likes_others |= rank > 0;
                        continue;
                    }
                };
                place.get_or_insert(rank);
            }
        }
        // Who rules out identity and names nothing decodes something nevertheless. It is not
        // said what, and gzip is what nearly everybody does.
        let rules_out_identity_only = named[Encoding::Identity.index()] == Some(0)
            && any.is_none()
            && !likes_others
            && named.iter().flatten().all(|rank| *rank == 0);
        let rank = Encoding::ALL.map(|encoding| {
            let unnamed = match encoding {
                Encoding::Identity => UNNAMED,
                Encoding::Gzip if rules_out_identity_only => UNNAMED,
                _ => 0,
            };
            named[encoding.index()].or(any).unwrap_or(unnamed)
        });
        Self { rank }
    }

    /// The one liked best among those that are there; `None` when none of them is acceptable. Of two
    /// liked equally it is the one this cache prefers.
    pub fn best(&self, there: impl Fn(Encoding) -> bool) -> Option<Encoding> {
        let mut best = None;
        let mut highest = 0;
        for encoding in Encoding::ALL {
            let rank = self.rank[encoding.index()];
            if rank > highest && there(encoding) {
                best = Some(encoding);
                highest = rank;
            }
        }
        best
    }

    /// Whether the client accepts this coding.
    pub fn accepts(&self, encoding: Encoding) -> bool {
        self.rank[encoding.index()] > 0
    }
}

/// `br;q=0.5` as its name and rank; `None` when it is neither a coding nor a weight.
fn coding(member: &[u8]) -> Option<(&[u8], u16)> {
    let mut parts = member.split(|byte| *byte == b';').map(<[u8]>::trim_ascii);
    let name = parts.next().filter(|name| !name.is_empty())?;
    let Some(weight) = parts.next() else {
        return Some((name, NAMED));
    };
    let value = match weight {
        [b'q' | b'Q', rest @ ..] => rest
            .trim_ascii_start()
            .strip_prefix(b"=")?
            .trim_ascii_start(),
        _ => return None,
    };
    match thousandths(value)? {
        0 => Some((name, 0)),
        weight => Some((name, weight + UNNAMED)),
    }
}

/// `qvalue` (RFC 9110, section 12.4.2).
fn thousandths(value: &[u8]) -> Option<u16> {
    let (whole, fraction) = match value {
        [whole] => (*whole, &[][..]),
        [whole, b'.', fraction @ ..] => (*whole, fraction),
        _ => return None,
    };
    if fraction.len() > 3 || !fraction.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let mut sum = 0;
    for place in 0..3 {
        let digit = fraction
            .get(place)
            .map_or(0, |digit| u16::from(digit - b'0'));
        sum = sum * 10 + digit;
    }
    match whole {
        b'0' => Some(sum),
        b'1' if sum == 0 => Some(1_000),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best(accept: &str) -> Option<Encoding> {
        best_of(accept, |_| true)
    }

    fn best_of(accept: &str, there: impl Fn(Encoding) -> bool) -> Option<Encoding> {
        let mut request = HeaderMap::new();
        let value = HeaderValue::from_str(accept).expect("a field value");
        request.insert(header::ACCEPT_ENCODING, value);
        Accepted::of(&request).best(there)
    }

    #[test]
    fn the_quality_decides_and_then_the_size() {
        use Encoding::{Br, Gzip, Identity, Zstd};
        for (accept, expected) in [
            ("gzip, deflate, br, zstd", Br),
            ("gzip, deflate", Gzip),
            ("zstd, gzip", Zstd),
            ("br;q=0.5, gzip", Gzip),
            ("BR;Q=1.000", Br),
            ("br ; q = 0.9, gzip;q=0.899", Br),
            ("x-gzip", Gzip),
            ("identity, br;q=0.9", Identity),
            ("*", Br),
            ("*;q=0.1, gzip", Gzip),
            ("br;q=0, *", Zstd),
            ("br;q=0.001", Br),
        ] {
            assert_eq!(best(accept), Some(expected), "{accept}");
        }
    }

    #[test]
    fn what_was_read_beforehand_is_what_would_be_read() {
        for (line, accepted) in Accepted::USUAL.into_iter().chain([("", Accepted::SILENT)]) {
            let mut request = HeaderMap::new();
            let value = HeaderValue::from_static(line);
            request.insert(header::ACCEPT_ENCODING, value);
            assert_eq!(Accepted::read(&request), accepted, "{line}");
            assert_eq!(Accepted::of(&request), accepted, "{line}");
        }
        assert_eq!(Accepted::of(&HeaderMap::new()), Accepted::SILENT);
    }

    #[test]
    fn only_what_is_there_is_chosen() {
        let plain = |encoding| encoding == Encoding::Identity;
        assert_eq!(best_of("br, gzip", plain), Some(Encoding::Identity));
        assert_eq!(best_of("br, *;q=0", plain), None);
        assert_eq!(best_of("br, identity;q=0", plain), None);
    }

    #[test]
    fn identity_is_the_answer_to_silence() {
        let silent = Accepted::of(&HeaderMap::new());
        assert_eq!(silent.best(|_| true), Some(Encoding::Identity));
        for accept in ["", "compress", "br;q=0"] {
            assert_eq!(best(accept), Some(Encoding::Identity), "{accept}");
        }
    }

    #[test]
    fn a_client_can_rule_out_identity() {
        assert_eq!(best("*;q=0"), None);
        assert_eq!(best("identity;q=0, br"), Some(Encoding::Br));
        assert_eq!(best("identity;q=0, *;q=0.1"), Some(Encoding::Br));
        assert_eq!(best("identity;q=0.1, *;q=0"), Some(Encoding::Identity));
    }

    #[test]
    fn who_rules_out_identity_and_names_nothing_gets_gzip() {
        for accept in ["identity;q=0", "identity;q=0, br;q=0", "Identity; Q=0.000"] {
            assert_eq!(best(accept), Some(Encoding::Gzip), "{accept}");
        }
        for accept in [
            "identity;q=0, gzip;q=0",
            "identity;q=0, *;q=0",
            "identity;q=0, deflate",
        ] {
            assert_eq!(best(accept), None, "{accept}");
        }
        let without_br = |encoding| encoding != Encoding::Br;
        assert_eq!(best_of("identity;q=0, br", without_br), None);
    }

    #[test]
    fn nonsense_is_as_if_it_were_not_there() {
        for accept in [
            "br;q=2",
            "br;q=-1",
            "br;q=NaN",
            "br;q",
            "br;x=1",
            ";;,,=",
            "br;q=",
            "br;q=0.1234",
            "br;q=1.001",
            "br;q=.5",
        ] {
            assert_eq!(best(accept), Some(Encoding::Identity), "{accept}");
        }
    }

    #[test]
    fn lines_are_one_list() {
        let mut request = HeaderMap::new();
        for line in ["gzip;q=0.5", "br"] {
            request.append(header::ACCEPT_ENCODING, HeaderValue::from_static(line));
        }
        assert_eq!(Accepted::of(&request).best(|_| true), Some(Encoding::Br));
    }

    #[test]
    fn the_order_of_preference_is_that_of_the_places() {
        for (index, encoding) in Encoding::ALL.into_iter().enumerate() {
            assert_eq!(encoding.index(), index);
        }
    }
}
