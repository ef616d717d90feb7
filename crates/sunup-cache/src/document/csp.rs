//! [`Csp`]: the policy of a stored page, which names its inline scripts by their hashes.

use http::HeaderValue;

/// `'sha256-…'` of an inline script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScriptHash(pub(super) [u8; 32]);

/// Makes the `Content-Security-Policy` of stored pages.
#[derive(Clone, Debug, Default)]
pub struct Csp {
    directives: Vec<(Box<str>, Box<str>)>,
}

impl Csp {
    /// The policy for a page with these inline scripts.
    pub fn value(&self, _scripts: &[ScriptHash]) -> HeaderValue {
        unimplemented!("skeleton over {:?}", self.directives)
    }
}
