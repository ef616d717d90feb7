//! [`Tree`]: finds the narrowest pattern of an address.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::pattern::{Pattern, Segment, decoded};

/// Values by patterns. What is fixed wins over a parameter, and that over a rest, from the left:
/// an address that the first way does not lead to is looked for on the next.
///
/// It is not [`Routes`](crate::route::Routes), because there a parameter and a rest cannot stand at
/// the same place, and a page cannot be narrower than everything else.
#[derive(Debug)]
pub(super) struct Tree<T> {
    here: Option<T>,
    fixed: HashMap<Box<str>, Tree<T>, RandomState>,
    param: Option<Box<Tree<T>>>,
    rest: Option<T>,
}

impl<T> Tree<T> {
    /// Puts a value under a pattern. A pattern for the same addresses is replaced.
    pub(super) fn insert(&mut self, pattern: &Pattern, value: T) {
        let mut node = self;
        for segment in pattern.segments() {
            node = match segment {
                Segment::Fixed(fixed) => node.fixed.entry(fixed.as_str().into()).or_default(),
                Segment::Param(_) => node.param.get_or_insert_default(),
                Segment::Rest(_) => {
                    node.rest = Some(value);
                    return;
                }
            };
        }
        node.here = Some(value);
    }

    /// The value of the narrowest pattern for a path.
    pub(super) fn find(&self, path: &str) -> Option<&T> {
        self.below(path.strip_prefix('/')?)
    }

    fn below(&self, path: &str) -> Option<&T> {
        let (segment, after) = match path.split_once('/') {
            Some((segment, after)) => (segment, Some(after)),
            None => (path, None),
        };
        let fixed = self.fixed.get(&*decoded(segment));
        let param = self.param.as_deref().filter(|_| !segment.is_empty());
        let mut ways = fixed.into_iter().chain(param);
        let found = ways.find_map(|node| match after {
            Some(after) => node.below(after),
            None => node.here.as_ref(),
        });
        found.or_else(|| self.rest.as_ref().filter(|_| !path.is_empty()))
    }
}

impl<T> Default for Tree<T> {
    fn default() -> Self {
        Self {
            here: None,
            fixed: HashMap::default(),
            param: None,
            rest: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_narrowest_pattern_wins_from_the_left() {
        let patterns = [
            "/",
            "/{*all}",
            "/blog/{slug}",
            "/blog/{*rest}",
            "/blog/new",
            "/{lang}/about",
            "/de/{page}/x",
        ];
        let mut tree = Tree::default();
        for pattern in patterns {
            tree.insert(&Pattern::parse(pattern).expect(pattern), pattern);
        }
        for (path, pattern) in [
            ("/", "/"),
            ("/blog", "/{*all}"),
            ("/blog/", "/{*all}"),
            ("/blog/new", "/blog/new"),
            ("/blog/n%65w", "/blog/new"),
            ("/blog/old", "/blog/{slug}"),
            ("/blog/old/", "/blog/{*rest}"),
            ("/blog/new/x", "/blog/{*rest}"),
            ("/de/about", "/{lang}/about"),
            ("/de/about/x", "/de/{page}/x"),
        ] {
            assert_eq!(tree.find(path), Some(&pattern), "{path}");
        }
        assert_eq!(Tree::<()>::default().find("/a"), None);
    }
}
