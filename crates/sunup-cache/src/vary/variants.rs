//! [`Variants`]: the first level of a page that varies, and its cap.

use super::VaryNames;
use crate::key::Key;

/// What is known of a page's variants: the names it varies by, and the variants that are stored. A
/// visitor chooses the values, so that there is a cap on their number.
#[derive(Clone, Debug, Default)]
pub struct Variants {
    names: VaryNames,
    stored: Vec<Key>,
}

/// The page has as many variants as it may have. The response is served and not stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the page has as many variants as it may have")]
pub struct Full;

impl Variants {
    /// The most variants of one page.
    pub const MOST: usize = 32;

    /// The names that its responses were seen to vary by.
    pub fn names(&self) -> &VaryNames {
        &self.names
    }

    /// The variants that are stored.
    pub fn stored(&self) -> &[Key] {
        &self.stored
    }

    /// Learns the names of a response. They only grow: a page that once varied by a header is
    /// looked up by it from then on. Returns whether there were new ones; then the keys of variants
    /// are others, and those that were stored are forgotten and returned, to be removed.
    pub fn learn(&mut self, names: &VaryNames) -> Option<Vec<Key>> {
        let union = self.names.union(names);
        if union == self.names {
            return None;
        }
        self.names = union;
        Some(std::mem::take(&mut self.stored))
    }

    /// Makes room for one more variant, which is stored then.
    ///
    /// # Errors
    /// When there are [`MOST`](Self::MOST) others.
    pub fn admit(&mut self, variant: &Key) -> Result<(), Full> {
        if self.stored.contains(variant) {
            return Ok(());
        }
        if self.stored.len() >= Self::MOST {
            return Err(Full);
        }
        self.stored.push(variant.clone());
        Ok(())
    }

    /// Forgets a variant that left the store.
    pub fn forget(&mut self, variant: &Key) {
        self.stored.retain(|stored| stored != variant);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::key::KeyRule;
    use http::{HeaderName, Request};

    fn key(path: &str) -> Key {
        let request = Request::get(path).body(()).expect("a request");
        let asked = KeyRule::default().key(&request.into_parts().0);
        asked.expect("a plain path").key
    }

    fn names(name: &'static str) -> VaryNames {
        [HeaderName::from_static(name)].into_iter().collect()
    }

    #[test]
    fn there_is_a_cap_and_what_leaves_makes_room() {
        let mut variants = Variants::default();
        for number in 0..Variants::MOST {
            assert_eq!(variants.admit(&key(&format!("/{number}"))), Ok(()));
        }
        assert_eq!(variants.admit(&key("/0")), Ok(()));
        assert_eq!(variants.admit(&key("/new")), Err(Full));
        variants.forget(&key("/0"));
        assert_eq!(variants.admit(&key("/new")), Ok(()));
    }

    #[test]
    fn a_new_name_forgets_the_variants_of_fewer_names() {
        let mut variants = Variants::default();
        assert_eq!(variants.learn(&VaryNames::default()), None);
        assert_eq!(variants.admit(&key("/a")), Ok(()));
        assert_eq!(variants.learn(&names("accept")), Some(vec![key("/a")]));
        assert_eq!(variants.learn(&names("accept")), None);
        assert_eq!(variants.learn(&VaryNames::default()), None);
        assert_eq!(variants.learn(&names("x-a")), Some(vec![]));
        assert_eq!(variants.names().iter().count(), 2);
    }
}
