//! [`Language`]: the languages that can be coloured, by the names that authors write.

use super::{
    css, diff, fluent, html, http, json, rust, scanner::Scanner, script, shell, sql, toml,
};

/// A language.
#[derive(Debug)]
pub(in super::super) struct Language {
    /// In the page: `language-rust`.
    pub(in super::super) name: &'static str,
    /// What stands above the code, where that says something.
    pub(in super::super) label: Option<&'static str>,
    /// Other names that authors use.
    aliases: &'static [&'static str],
    pub(super) scan: fn(&mut Scanner<'_>),
}

/// Plain text is a language, so that it can be said.
const LANGUAGES: [Language; 14] = [
    Language::new("rust", "Rust", &["rs"], rust::scan),
    Language::new("sql", "SQL", &["sqlite", "postgresql"], sql::scan),
    Language::new("html", "HTML", &["xml", "svg"], html::scan),
    Language::new("css", "CSS", &[], css::scan),
    Language::new("js", "JavaScript", &["javascript", "mjs"], script::scan),
    Language::new("ts", "TypeScript", &["typescript"], script::scan),
    Language::new("toml", "TOML", &[], toml::scan),
    Language::new("json", "JSON", &["jsonc"], json::scan),
    Language::new("sh", "Shell", &["bash", "shell", "console"], shell::scan),
    Language::new("http", "HTTP", &[], http::scan),
    Language::new("ftl", "Fluent", &["fluent"], fluent::scan),
    Language::new("diff", "Diff", &["patch"], diff::scan),
    Language::new("markdown", "Markdown", &["md"], |_| {}),
    Language {
        name: "text",
        label: None,
        aliases: &["txt", "plain"],
        scan: |_| {},
    },
];

impl Language {
    const fn new(
        name: &'static str,
        label: &'static str,
        aliases: &'static [&'static str],
        scan: fn(&mut Scanner<'_>),
    ) -> Self {
        Self {
            name,
            label: Some(label),
            aliases,
            scan,
        }
    }

    /// The language of an info string such as `rust,ignore`.
    pub(in super::super) fn named(info: &str) -> Option<&'static Self> {
        let end = info.find(|letter: char| !letter.is_alphanumeric());
        let name = info[..end.unwrap_or(info.len())].to_lowercase();
        static KNOWN: &[Language] = &LANGUAGES;
        KNOWN
            .iter()
            .find(|language| language.name == name || language.aliases.contains(&&*name))
    }

    /// All of them, for tests that hold for every language.
    #[cfg(test)]
    pub(in super::super) fn all() -> impl Iterator<Item = &'static Self> {
        [
            "rust", "sql", "html", "css", "js", "ts", "toml", "json", "sh", "http", "ftl", "diff",
            "md", "text",
        ]
        .into_iter()
        .filter_map(Self::named)
    }
}
