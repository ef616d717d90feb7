//! What operators are told of an address.

use super::{
    rule::Rule,
    table::{End, Table},
};
use http::Uri;

impl Table {
    /// What becomes of a request for this address, for operators: a sentence, and the address that
    /// is answered in its place, unless the client is sent away. `None` where it is answered as it
    /// is.
    pub fn tell(&self, uri: &Uri) -> Option<(String, Option<String>)> {
        let inner = self.inner()?;
        let Rule { pattern, place, .. } = &inner.rules[inner.step(uri.path())?];
        let by = format!("by the rule for {pattern} at {place}");
        match self.lead(uri)?.end {
            End::Here => None,
            End::There(address) => Some((format!("Answered as {address}, {by}."), Some(address))),
            End::Away(status, location, _) => {
                let location = String::from_utf8_lossy(location.as_bytes());
                let status = status.as_u16();
                Some((format!("Sent to {location} with {status}, {by}."), None))
            }
        }
    }
}
