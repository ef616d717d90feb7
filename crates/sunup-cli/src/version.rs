//! Versions as tools print them.

use std::fmt;

/// Three numbers; anything after them (`-nightly`, `+deb12`) is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Version([u64; 3]);

impl Version {
    /// The first version in a tool's answer: `rustc 1.96.0 (…)`, `v20.20.2`,
    /// `wasm-opt version 132 (version_132)`. Missing numbers are zero.
    pub(crate) fn find(text: &str) -> Option<Self> {
        text.split_whitespace().find_map(Self::parse)
    }

    fn parse(word: &str) -> Option<Self> {
        let word = word.trim_start_matches('v');
        let end = word
            .find(|c: char| !c.is_ascii_digit() && c != '.')
            .unwrap_or(word.len());
        let mut numbers = [0; 3];
        for (index, part) in word[..end].split('.').take(3).enumerate() {
            numbers[index] = match part.parse() {
                Ok(number) => number,
                // `1.` and `1.96-` have nothing there; a word that starts so is no version.
                Err(_) if index > 0 && part.is_empty() => 0,
                Err(_) => return None,
            };
        }
        Some(Self(numbers))
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [major, minor, patch] = self.0;
        write!(f, "{major}.{minor}.{patch}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<String> {
        Version::find(text).map(|version| version.to_string())
    }

    #[test]
    fn the_version_is_found_in_what_tools_print() {
        assert_eq!(
            found("rustc 1.96.0 (abc 2026-05-01)").as_deref(),
            Some("1.96.0")
        );
        assert_eq!(found("v20.20.2").as_deref(), Some("20.20.2"));
        assert_eq!(
            found("wasm-opt version 132 (version_132)").as_deref(),
            Some("132.0.0")
        );
        assert_eq!(found("Version 1.65.1").as_deref(), Some("1.65.1"));
        assert_eq!(
            found("Chromium 156.0.7000.1 built on Debian").as_deref(),
            Some("156.0.7000")
        );
        assert_eq!(found("1.98.0-nightly").as_deref(), Some("1.98.0"));
    }

    #[test]
    fn an_answer_without_a_version_has_none() {
        assert_eq!(found("command not found"), None);
        assert_eq!(found(""), None);
        assert_eq!(found("vvv ..."), None);
    }

    #[test]
    fn versions_compare_by_number() {
        assert!(Version::find("1.100.0") > Version::find("1.96.9"));
    }
}
