//! What may stand in finished HTML, said a second time and in other words than the sanitiser's: a
//! mistake there is not repeated here.

use super::super::markup::{self, Tag, Token};
use std::collections::HashSet;

/// Elements of finished texts, each with its attributes; `lang` may stand on all.
const ALLOWED: &[(&str, &str)] = &[
    ("a", "aria-label class href id rel role title"),
    ("abbr", "title"),
    ("b", ""),
    ("bdi", ""),
    ("blockquote", ""),
    ("br", ""),
    ("caption", ""),
    ("cite", ""),
    ("code", "class"),
    ("dd", ""),
    ("del", ""),
    ("details", "open"),
    ("dfn", "title"),
    ("div", ""),
    ("dl", ""),
    ("dt", ""),
    ("em", ""),
    ("figcaption", ""),
    ("figure", "class tabindex"),
    ("h2", "id"),
    ("h3", "id"),
    ("h4", "id"),
    ("h5", "id"),
    ("h6", "id"),
    ("hr", ""),
    ("i", ""),
    ("img", "alt decoding height loading src title width"),
    ("input", "checked disabled type"),
    ("ins", ""),
    ("kbd", ""),
    ("label", ""),
    ("li", "id"),
    ("mark", ""),
    ("ol", "start"),
    ("p", ""),
    ("pre", "aria-label data-language role tabindex"),
    ("q", ""),
    ("s", ""),
    ("samp", ""),
    ("section", "aria-label class role tabindex"),
    ("small", ""),
    ("span", "class"),
    ("strong", ""),
    ("sub", ""),
    ("summary", ""),
    ("sup", "class"),
    ("table", ""),
    ("tbody", ""),
    ("td", "class"),
    ("tfoot", ""),
    ("th", "class scope"),
    ("thead", ""),
    ("tr", ""),
    ("u", ""),
    ("ul", ""),
    ("var", ""),
    ("wbr", ""),
];

const CLASSES: &[&str] = &[
    "align-center",
    "align-end",
    "figure-scroll",
    "footnote-back",
    "footnote-reference",
    "footnotes",
    "heading-anchor",
    "table-scroll",
];

/// Everything that finished HTML has and may not have.
pub(super) fn violations(html: &str) -> Vec<String> {
    let mut violations = Vec::new();
    let mut open: Vec<String> = Vec::new();
    let mut ids = HashSet::new();
    let tokens = markup::parse(html);
    for token in &tokens {
        match token {
            Token::Text(_) => {}
            Token::End(name) => {
                if open.pop().as_ref() != Some(name) {
                    violations.push(format!("</{name}> closes something else"));
                }
            }
            Token::Start(tag) => {
                look_at(tag, &mut violations);
                if let Some(id) = tag.get("id")
                    && !ids.insert(id.to_owned())
                {
                    violations.push(format!("two elements have the id {id}"));
                }
                if !matches!(&*tag.name, "br" | "hr" | "img" | "input" | "wbr") {
                    open.push(tag.name.clone());
                }
            }
        }
    }
    violations.extend(open.iter().map(|name| format!("<{name}> is not closed")));
    if markup::write(&tokens) != html {
        violations.push("a tokenizer reads something else than was written".to_owned());
    }
    if reparsed(html) != html {
        violations.push(format!(
            "a browser reads something else than was written: {}",
            reparsed(html)
        ));
    }
    violations
}

fn look_at(tag: &Tag, violations: &mut Vec<String>) {
    let Some((_, allowed)) = ALLOWED.iter().find(|(name, _)| *name == tag.name) else {
        violations.push(format!("<{}>", tag.name));
        return;
    };
    for (name, value) in &tag.attributes {
        let is_allowed = name == "lang" || allowed.split(' ').any(|allowed| allowed == name);
        let is_fine = match &**name {
            "href" | "src" => is_harmless(value),
            "id" => is_id(value),
            "class" => {
                CLASSES.contains(&&**value)
                    || tag.name == "span" && value.starts_with("hl-")
                    || tag.name == "code" && value.starts_with("language-")
            }
            "role" => matches!(
                &**value,
                "doc-backlink" | "doc-endnotes" | "doc-noteref" | "group"
            ),
            "tabindex" => value == "0",
            _ => true,
        };
        if !is_allowed || !is_fine {
            violations.push(format!("<{} {name}={value:?}>", tag.name));
        }
    }
}

/// Ids are anchors, in lower case with hyphens, or ours with underscores.
fn is_id(id: &str) -> bool {
    let is_ours = ["fn_", "fnref_"].iter().any(|start| id.starts_with(start));
    let is_anchor = !id.is_empty()
        && !id.starts_with('-')
        && !id.ends_with('-')
        && !id.contains("--")
        && id
            .chars()
            .all(|letter| letter.is_alphanumeric() || letter == '-')
        && id.to_lowercase() == id;
    is_ours || is_anchor
}

/// As browsers read an address: control characters and spaces before it do not count, and line
/// breaks and tabs nowhere.
fn is_harmless(address: &str) -> bool {
    let address: String = address
        .trim_start_matches(|letter: char| letter <= ' ')
        .chars()
        .filter(|letter| !matches!(letter, '\t' | '\n' | '\r'))
        .collect();
    let before_path = address.split(['/', '?', '#']).next().unwrap_or_default();
    match before_path.split_once(':') {
        None => true,
        Some((scheme, _)) => {
            let scheme = scheme.to_lowercase();
            let is_scheme = scheme.starts_with(|letter: char| letter.is_ascii_alphabetic())
                && scheme
                    .chars()
                    .all(|letter| letter.is_ascii_alphanumeric() || "+-.".contains(letter));
            !is_scheme || matches!(&*scheme, "http" | "https" | "mailto" | "tel")
        }
    }
}

/// What a browser that was given this HTML would give back: parsed to a tree, nothing removed.
fn reparsed(html: &str) -> String {
    let mut parser = ammonia::Builder::empty();
    parser
        .tags(ALLOWED.iter().map(|(name, _)| *name).collect())
        .generic_attributes(
            ALLOWED
                .iter()
                .flat_map(|(_, attributes)| attributes.split(' '))
                .chain(["lang"])
                .filter(|name| !name.is_empty() && *name != "rel")
                .collect(),
        )
        .add_tag_attributes("a", ["rel"])
        .clean_content_tags(["script"].into())
        .url_schemes(["http", "https", "mailto", "tel"].into())
        .link_rel(None);
    parser.clean(html).to_string()
}

#[test]
fn the_rules_know_what_is_wrong() {
    for (html, wrong) in [
        ("<script></script>", "<script>"),
        ("<p onclick=\"x\"></p>", "onclick"),
        ("<a href=\" java\tscript:x\"></a>", "href"),
        ("<img src=\"DATA:text/html,x\">", "src"),
        ("<b><i></b></i>", "closes something else"),
        ("<p><p>", "is not closed"),
        ("<h2 id=\"a\"></h2><h2 id=\"a\"></h2>", "two elements"),
        ("<h2 id=\"A b\"></h2>", "id"),
        ("<p style=\"x\"></p>", "style"),
        ("<a><a></a></a>", "a browser reads"),
        ("<p><table></table></p>", "a browser reads"),
    ] {
        let violations = violations(html).join("; ");
        assert!(violations.contains(wrong), "{html}: {violations}");
    }
    assert!(violations("<p>a <a href=\"/x:y\">b</a></p>").is_empty());
}
