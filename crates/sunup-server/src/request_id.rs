//! One id per request, in the log and on the response.
//!
//! An `x-request-id` from a proxy in front is kept when it is well-formed, so that both logs name
//! the request alike; any other is replaced. Handlers find it in the request's
//! [`Exchange`](crate::exchange::Exchange).

use std::{
    fmt, str,
    sync::{
        OnceLock,
        atomic::{AtomicU64, Ordering},
    },
};

use http::{HeaderName, HeaderValue};

pub(crate) const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// The id of a request: at most 64 characters of `A-Z a-z 0-9 - _ . : = +`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestId(Text);

/// One that was made here is copied, not allocated: most requests have one.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Text {
    Made([u8; 32]),
    Sent(HeaderValue),
}

impl RequestId {
    /// An id that no other request has: 32 hexadecimal digits. It is no secret, and may be guessed
    /// by who has seen another one; random numbers for each request would cost a call of the
    /// system.
    pub fn unique() -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        static PROCESS: OnceLock<(u64, u64)> = OnceLock::new();
        let (process, start) = *PROCESS.get_or_init(|| {
            let mut bytes = [0; 16];
            // Without entropy ids may repeat, which costs a clear log but no safety.
            let _ = getrandom::fill(&mut bytes);
            let both = u128::from_be_bytes(bytes);
            ((both >> 64) as u64, both as u64)
        });
        let number = NEXT.fetch_add(1, Ordering::Relaxed).wrapping_add(start);
        let mut text = [0; 32];
        write_hex(process, &mut text[..16]);
        write_hex(scrambled(number), &mut text[16..]);
        Self(Text::Made(text))
    }

    /// The id as sent by a client, if it is well-formed.
    pub fn accept(value: &HeaderValue) -> Option<Self> {
        let bytes = value.as_bytes();
        let safe = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.:=+".contains(byte);
        ((1..=64).contains(&bytes.len()) && bytes.iter().all(safe))
            .then(|| Self(Text::Sent(value.clone())))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        match &self.0 {
            Text::Made(text) => str::from_utf8(text).unwrap_or_default(),
            Text::Sent(value) => value.to_str().unwrap_or_default(),
        }
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        match &self.0 {
            Text::Made(text) => text,
            Text::Sent(value) => value.as_bytes(),
        }
    }

    /// The id as the value of its field.
    pub(crate) fn value(&self) -> HeaderValue {
        match &self.0 {
            Text::Made(text) => {
                // Digits are the value of a field.
                let none = const { HeaderValue::from_static("none") };
                HeaderValue::from_bytes(text).unwrap_or(none)
            }
            Text::Sent(value) => value.clone(),
        }
    }
}

/// The finaliser of SplitMix64, which maps no two numbers to one: neighbours look different.
fn scrambled(number: u64) -> u64 {
    let mut z = number;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

fn write_hex(number: u64, out: &mut [u8]) {
    for (place, digit) in out.iter_mut().rev().enumerate() {
        let nibble = (number >> (4 * place)) & 15;
        // Below sixteen, so that it fits.
        *digit = b"0123456789abcdef"[nibble as usize];
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_made_id_is_32_hexadecimal_digits_and_never_the_same() {
        let (one, two) = (RequestId::unique(), RequestId::unique());
        assert_ne!(one, two);
        assert_eq!(one.as_str().len(), 32);
        assert!(one.as_str().bytes().all(|byte| byte.is_ascii_hexdigit()));
    }

    #[test]
    fn only_a_short_id_of_a_safe_alphabet_is_accepted() {
        let accept = |bytes: &[u8]| {
            let value = HeaderValue::from_bytes(bytes).expect("a header value");
            RequestId::accept(&value).is_some()
        };
        assert!(accept(b"01890a5d-ac96-774b-bcce-b302099a8057"));
        assert!(accept(&[b'a'; 64]));
        assert!(!accept(&[b'a'; 65]));
        assert!(!accept(b""));
        assert!(!accept(b"a b"));
        assert!(!accept(b"<script>"));
        assert!(!accept("\u{fc}".as_bytes()));
    }
}
