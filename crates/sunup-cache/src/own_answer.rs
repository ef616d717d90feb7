//! [`OwnAnswer`]: marks what the cache says itself.

/// An extension of answers that no page made: a host that is not the site's, a page that takes too
/// long. They are plain text; a site that says such things in its own way finds the sentence here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnAnswer(String);

impl OwnAnswer {
    pub(crate) fn new(sentence: &str) -> Self {
        Self(sentence.trim_end().to_owned())
    }

    /// What is said, for visitors.
    pub fn sentence(&self) -> &str {
        &self.0
    }
}
