//! The known name that a misspelt one was probably meant to be.

/// The candidate with the fewest edits, if it is close enough to be a guess worth making.
pub(crate) fn nearest<'a>(
    name: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    candidates
        .into_iter()
        .map(|candidate| (edits(name, candidate), candidate))
        .min()
        .filter(|(edits, candidate)| *edits <= name.len().max(candidate.len()).div_ceil(2))
        .map(|(_, candidate)| candidate)
}

/// Levenshtein's distance in bytes; the names compared are ASCII.
fn edits(left: &str, right: &str) -> usize {
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (i, l) in left.bytes().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, r) in right.bytes().enumerate() {
            let substituted = diagonal + usize::from(l != r);
            diagonal = row[j + 1];
            row[j + 1] = substituted.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[right.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_name_finds_the_one_it_was_meant_to_be() {
        let known = ["render.deadline", "limits.body", "admin.addr"];
        assert_eq!(nearest("rendr.deadlin", known), Some("render.deadline"));
        assert_eq!(nearest("admin.address", known), Some("admin.addr"));
    }

    #[test]
    fn a_name_like_no_other_gets_no_guess() {
        assert_eq!(nearest("zzzzzzzz", ["render.deadline"]), None);
        assert_eq!(nearest("anything", []), None);
    }
}
