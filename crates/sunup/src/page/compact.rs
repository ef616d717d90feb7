//! [`Compact`]: how data travels from the server to the browser inside a page.

use super::payload::{Outcome, Payload};
use leptos::server::codee::{Decoder, Encoder};

/// Postcard, which the browser reads with a tenth of the code that JSON takes: 20 kB of compressed
/// wasm less for Conduit. [`Html`](super::Html) is left out, because the document holds it already.
///
/// The first byte tells data (0) from an error (1).
#[derive(Clone, Copy, Debug)]
pub struct Compact;

const DATA: u8 = 0;
const ERROR: u8 = 1;

impl Encoder<Outcome> for Compact {
    type Error = postcard::Error;
    type Encoded = Vec<u8>;

    fn encode(outcome: &Outcome) -> Result<Vec<u8>, Self::Error> {
        let (kind, bytes) = match outcome {
            Ok(payload) => (DATA, payload.encode()?),
            Err(error) => (ERROR, postcard::to_allocvec(error)?),
        };
        Ok([&[kind], bytes.as_slice()].concat())
    }
}

impl Decoder<Outcome> for Compact {
    type Error = postcard::Error;
    type Encoded = [u8];

    fn decode(bytes: &[u8]) -> Result<Outcome, Self::Error> {
        match bytes.split_first() {
            Some((&DATA, bytes)) => Ok(Ok(Payload::handed_over(bytes))),
            Some((&ERROR, bytes)) => postcard::from_bytes(bytes).map(Err),
            _ => Err(postcard::Error::DeserializeUnexpectedEnd),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{PageError, page::Html};

    fn handed_over(outcome: Outcome) -> Outcome {
        Compact::decode(&Compact::encode(&outcome).expect("encodes")).expect("decodes")
    }

    #[cfg(not(target_family = "wasm"))]
    #[test]
    fn markup_stays_out_of_what_is_handed_over_and_in_everything_else() {
        let data = (7_u8, Html::new("<p>text</p>"));
        let there = handed_over(Ok(Payload::new(data.clone()))).expect("data");
        assert_eq!(there.open::<(u8, Html)>(), Ok((7, Html::new(""))));
        let sent = postcard::to_allocvec(&data).expect("encodes");
        assert_eq!(postcard::from_bytes::<(u8, Html)>(&sent), Ok(data));
    }

    #[test]
    fn an_error_is_handed_over_as_it_is() {
        let error = PageError::not_found("gone");
        assert_eq!(
            handed_over(Err(error.clone())).expect_err("an error"),
            error
        );
    }

    #[test]
    fn data_of_another_type_is_an_error_and_no_panic() {
        let payload = Payload::new("text".to_owned());
        assert!(payload.open::<u64>().is_err());
        assert!(Payload::handed_over(&[0xff]).open::<String>().is_err());
    }

    #[test]
    fn bytes_that_are_no_outcome_are_refused() {
        for bytes in [&[][..], &[7], &[ERROR]] {
            assert!(Compact::decode(bytes).is_err(), "{bytes:?}");
        }
    }
}
