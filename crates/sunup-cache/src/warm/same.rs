//! Whether a page is what it was before a deployment.

use http::{HeaderName, header};
use memchr::memmem;

use crate::entry::Entry;

/// What a visitor notices of the fields: the kind of the body, and where a redirect leads.
const FIELDS: [HeaderName; 2] = [header::CONTENT_TYPE, header::LOCATION];

/// Whether two renders of a page are the same but for the addresses of the build that each names.
pub(super) fn is_same(former: &Entry, old: &str, entry: &Entry, new: &str) -> bool {
    if former.status() != entry.status() {
        return false;
    }
    let (old, new) = (old.as_bytes(), new.as_bytes());
    let (before, now) = (former.headers(), entry.headers());
    let field = |name: &HeaderName| match (before.get(name), now.get(name)) {
        (Some(before), Some(now)) => renamed(before.as_bytes(), old, now.as_bytes(), new),
        (before, now) => before == now,
    };
    FIELDS.iter().all(field) && renamed(former.body(), old, entry.body(), new)
}

/// Whether `now` is `before` with `new` where `old` was. A name may also stand there by chance, and
/// stay.
fn renamed(before: &[u8], old: &[u8], now: &[u8], new: &[u8]) -> bool {
    if old.is_empty() || before == now {
        return before == now;
    }
    let (mut from, mut rest) = (0, now);
    for at in memmem::find_iter(before, old) {
        let after = rest.strip_prefix(&before[from..at]).and_then(|rest| {
            let renamed = rest.strip_prefix(new);
            renamed.or_else(|| rest.strip_prefix(old))
        });
        let Some(after) = after else {
            return false;
        };
        (from, rest) = (at + old.len(), after);
    }
    rest == &before[from..]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn same(before: &str, now: &str) -> bool {
        renamed(before.as_bytes(), b"3f9a", now.as_bytes(), b"77c0")
    }

    #[test]
    fn addresses_of_the_build_make_no_difference_and_all_else_does() {
        let before = "<link href=/pkg/3f9a/site.css><p>text</p><script src=/pkg/3f9a/a.js>";
        let renamed = before.replace("3f9a", "77c0");
        assert!(same(before, &renamed));
        assert!(same(before, before));
        assert!(!same(before, &renamed.replace("text", "next")));
        assert!(!same(before, &renamed.replace("77c0", "88d1")));
        assert!(!same(before, &format!("{renamed} ")));
        assert!(!same(&renamed, before));
        assert!(!same("<p>", "<p>77c0"));
    }

    proptest! {
        #[test]
        fn a_renamed_page_is_the_same_wherever_the_name_stands(
            parts in prop::collection::vec("[a-f0-9 /]{0,12}", 0..12),
        ) {
            let before = parts.join("3f9a");
            prop_assert!(same(&before, &before.replace("3f9a", "77c0")));
        }

        #[test]
        fn a_page_is_not_the_same_once_a_byte_is_another(
            parts in prop::collection::vec("[a-e ]{1,12}", 1..12),
            at in any::<prop::sample::Index>(),
        ) {
            let before = parts.join("3f9a");
            let mut now = before.replace("3f9a", "77c0").into_bytes();
            let at = at.index(now.len());
            now[at] = b'#';
            prop_assert!(!renamed(before.as_bytes(), b"3f9a", &now, b"77c0"));
        }
    }
}
