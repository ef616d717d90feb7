//! Anchors: the ids of headings, which links from elsewhere rely on.
//!
//! An anchor depends on the heading's text alone, until two headings of one text say the same.

use std::collections::HashSet;

/// An anchor longer than this is cut between words.
const LONGEST: usize = 72;

/// Ids that the pages themselves have. Other ids of ours have an underscore, which no anchor has; a
/// test reads the pages for ids that could collide.
const RESERVED: [&str; 13] = [
    "editor-body",
    "editor-count",
    "editor-description",
    "editor-tags",
    "editor-title",
    "main",
    "popular-tags",
    "reading-settings",
    "related-title",
    "search-field",
    "series-title",
    "suggestions-title",
    "toc-title",
];

/// Hands out anchors, each once.
pub(super) struct Anchors {
    taken: HashSet<String>,
}

impl Anchors {
    pub(super) fn new() -> Self {
        Self {
            taken: RESERVED.map(str::to_owned).into(),
        }
    }

    /// The anchor of a heading with this text.
    pub(super) fn name(&mut self, text: &str) -> String {
        let name = slug(text);
        let mut candidate = name.clone();
        let mut number = 2;
        while !self.taken.insert(candidate.clone()) {
            candidate = format!("{name}-{number}");
            number += 1;
        }
        candidate
    }
}

/// Letters and digits in lower case, joined by hyphens.
fn slug(text: &str) -> String {
    let mut slug = String::new();
    let lower = text.to_lowercase();
    for word in lower.split(|letter: char| !letter.is_alphanumeric()) {
        if word.is_empty() {
            continue;
        }
        if slug.is_empty() {
            slug.push_str(&word[..word.floor_char_boundary(LONGEST)]);
        } else if slug.len() + 1 + word.len() <= LONGEST {
            slug.push('-');
            slug.push_str(word);
        } else {
            break;
        }
    }
    if slug.is_empty() {
        slug.push_str("section");
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{fs, path::Path};

    #[test]
    fn an_anchor_is_words_in_lower_case() {
        for (text, anchor) in [
            ("Before and after", "before-and-after"),
            ("`#[lazy]`, or: what?", "lazy-or-what"),
            ("Größe und Maß", "größe-und-maß"),
            ("İstanbul", "i-stanbul"),
            ("…", "section"),
            ("main", "main-2"),
        ] {
            assert_eq!(Anchors::new().name(text), anchor);
        }
    }

    #[test]
    fn headings_of_one_text_are_counted() {
        let mut anchors = Anchors::new();
        let names =
            ["The same", "The same", "The same 2", "The same"].map(|text| anchors.name(text));
        assert_eq!(
            names,
            ["the-same", "the-same-2", "the-same-2-2", "the-same-3"]
        );
    }

    #[test]
    fn a_long_heading_has_a_short_anchor() {
        assert!(Anchors::new().name(&"word ".repeat(60)).len() <= LONGEST);
        assert_eq!(Anchors::new().name(&"é".repeat(60)).len(), LONGEST);
    }

    #[test]
    fn no_id_of_a_page_can_be_an_anchor_of_a_text() {
        let app = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut ids = Vec::new();
        for folder in [app.join("src"), app.join("../crates/sunup/src")] {
            ids_below(&folder, &mut ids);
        }
        assert!(ids.contains(&"main".to_owned()), "nothing was read");
        for id in ids {
            let can_collide = slug(&id) == id;
            assert!(
                !can_collide || RESERVED.contains(&&*id),
                "a heading could get the id {id:?} of a page: name it in RESERVED in \
                 app/src/content/markdown/anchor.rs, or give it an underscore"
            );
        }
    }

    fn ids_below(folder: &Path, ids: &mut Vec<String>) {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                // Texts have ids of their own, and tests speak of them.
                if !path.ends_with("content/markdown") {
                    ids_below(&path, ids);
                }
                continue;
            }
            let source = fs::read_to_string(&path).unwrap_or_default();
            let attributes = source.split(" id=\"").skip(1);
            ids.extend(attributes.filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())));
        }
    }
}
