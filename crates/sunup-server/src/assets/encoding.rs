//! Which encoding of a file a client likes best (RFC 9110, section 12.5.3).

use http::{HeaderMap, HeaderValue, header};

/// Encodings that a build leaves beside a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    Brotli,
    Gzip,
    Identity,
}

impl Encoding {
    /// The ending of the sibling's name.
    pub(super) fn ending(self) -> &'static str {
        match self {
            Self::Brotli => ".br",
            Self::Gzip => ".gz",
            Self::Identity => "",
        }
    }

    /// The value of `Content-Encoding`, which identity does not have.
    pub(super) fn header_value(self) -> Option<HeaderValue> {
        match self {
            Self::Brotli => Some(HeaderValue::from_static("br")),
            Self::Gzip => Some(HeaderValue::from_static("gzip")),
            Self::Identity => None,
        }
    }

    fn is(self, name: &str) -> bool {
        match self {
            Self::Brotli => name.eq_ignore_ascii_case("br"),
            Self::Gzip => ["gzip", "x-gzip"]
                .iter()
                .any(|it| name.eq_ignore_ascii_case(it)),
            Self::Identity => name.eq_ignore_ascii_case("identity"),
        }
    }
}

/// What a client accepts: names and their quality in thousandths.
pub(super) struct Accepted<'a>(Option<Vec<(&'a str, u16)>>);

impl<'a> Accepted<'a> {
    pub(super) fn of(headers: &'a HeaderMap) -> Self {
        if !headers.contains_key(header::ACCEPT_ENCODING) {
            return Self(None);
        }
        let codings = headers
            .get_all(header::ACCEPT_ENCODING)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .filter_map(coding)
            .collect();
        Self(Some(codings))
    }

    /// The one liked best among `available`, which is in the server's own order of preference;
    /// `None` when the client rules out every one of them.
    pub(super) fn best<'b, T>(
        &self,
        available: &'b [T],
        encoding: impl Fn(&T) -> Encoding,
    ) -> Option<&'b T> {
        available
            .iter()
            .rev()
            .filter_map(|it| self.quality(encoding(it)).map(|quality| (quality, it)))
            .max_by_key(|(quality, _)| *quality)
            .map(|(_, it)| it)
    }

    /// `None` means not acceptable. Identity that is not named is acceptable, but below
    /// everything that is.
    fn quality(&self, encoding: Encoding) -> Option<u16> {
        let Some(codings) = &self.0 else {
            return (encoding == Encoding::Identity).then_some(0);
        };
        let named = codings.iter().find(|(name, _)| encoding.is(name));
        let any = || codings.iter().find(|(name, _)| *name == "*");
        match named.or_else(any) {
            Some((_, quality)) => (*quality > 0).then_some(*quality),
            None => (encoding == Encoding::Identity).then_some(0),
        }
    }
}

/// `br;q=0.5` as its name and thousandths; `None` when it is neither.
fn coding(text: &str) -> Option<(&str, u16)> {
    let mut parts = text.split(';').map(str::trim);
    let name = parts.next().filter(|name| !name.is_empty())?;
    match parts.next() {
        None => Some((name, 1000)),
        Some(weight) => {
            let (q, value) = weight.split_once('=')?;
            let value: f32 = value.trim().parse().ok()?;
            let fair = q.trim().eq_ignore_ascii_case("q") && (0.0..=1.0).contains(&value);
            // In thousandths of 0 to 1 the cast neither truncates nor wraps.
            fair.then_some((name, (value * 1000.0).round() as u16))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Encoding; 3] = [Encoding::Brotli, Encoding::Gzip, Encoding::Identity];

    fn best(accept: &'static str, available: &[Encoding]) -> Option<Encoding> {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static(accept));
        Accepted::of(&headers).best(available, |it| *it).copied()
    }

    #[test]
    fn the_quality_decides_and_then_the_size() {
        assert_eq!(
            best("gzip, deflate, br, zstd", &ALL),
            Some(Encoding::Brotli)
        );
        assert_eq!(best("br;q=0.5, gzip", &ALL), Some(Encoding::Gzip));
        assert_eq!(best("BR;Q=1.000", &ALL), Some(Encoding::Brotli));
        assert_eq!(best("x-gzip", &ALL), Some(Encoding::Gzip));
        assert_eq!(best("identity, br;q=0.9", &ALL), Some(Encoding::Identity));
        assert_eq!(best("*", &ALL), Some(Encoding::Brotli));
        assert_eq!(best("*;q=0.1, gzip", &ALL), Some(Encoding::Gzip));
        assert_eq!(best("br;q=0, *", &ALL), Some(Encoding::Gzip));
    }

    #[test]
    fn identity_is_the_answer_to_silence() {
        let headers = HeaderMap::new();
        let silent = Accepted::of(&headers);
        assert_eq!(silent.best(&ALL, |it| *it), Some(&Encoding::Identity));
        assert_eq!(best("", &ALL), Some(Encoding::Identity));
        assert_eq!(best("zstd", &ALL), Some(Encoding::Identity));
        assert_eq!(
            best("br;q=0", &[Encoding::Identity]),
            Some(Encoding::Identity)
        );
    }

    #[test]
    fn a_client_can_rule_out_everything() {
        let plain = [Encoding::Identity];
        assert_eq!(best("identity;q=0", &plain), None);
        assert_eq!(best("*;q=0", &plain), None);
        assert_eq!(best("br, *;q=0", &ALL), Some(Encoding::Brotli));
        assert_eq!(best("identity;q=0, br", &ALL), Some(Encoding::Brotli));
        assert_eq!(
            best("identity;q=0.1, *;q=0", &ALL),
            Some(Encoding::Identity)
        );
    }

    #[test]
    fn nonsense_is_as_if_it_were_not_there() {
        for accept in [
            "br;q=2", "br;q=-1", "br;q=NaN", "br;q", "br;x=1", ";;,,=", "br;q=",
        ] {
            assert_eq!(best(accept, &ALL), Some(Encoding::Identity), "{accept}");
        }
    }
}
