//! [`resolve`]: follows the references of a pattern until only text and arguments are left.

use super::{
    Fault,
    catalog::Catalog,
    part::{Key, Kind, Part, Variant},
    source::Source,
};
use crate::{Category, Locale};
use fluent_syntax::{
    ast::{CallArguments, Expression, InlineExpression, Pattern, PatternElement, VariantKey},
    unicode::unescape_unicode_to_string,
};

/// One occurrence of an argument.
#[derive(Clone, Copy)]
pub(super) struct Use<'s> {
    pub(super) source: &'s Source,
    pub(super) argument: &'s str,
    /// The type that this occurrence asks for. Text takes whatever the others ask for.
    pub(super) kind: Option<Kind>,
}

/// A pattern without references, and the arguments it names in the order of the text.
pub(super) struct Resolved<'s> {
    pub(super) parts: Vec<Part<'s>>,
    pub(super) uses: Vec<Use<'s>>,
}

/// Follows the references of a pattern. What is wrong with it is told in `faults`.
pub(super) fn resolve<'s>(
    catalog: &Catalog<'s>,
    locale: Locale,
    source: &'s Source,
    pattern: &Pattern<&'s str>,
    faults: &mut Vec<Fault>,
) -> Resolved<'s> {
    let mut resolver = Resolver {
        catalog,
        locale,
        source,
        terms: 0,
        entered: vec![std::ptr::from_ref(pattern)],
        uses: Vec::new(),
        faults,
    };
    let parts = resolver.pattern(pattern);
    Resolved {
        parts,
        uses: resolver.uses,
    }
}

struct Resolver<'c, 's> {
    catalog: &'c Catalog<'s>,
    locale: Locale,
    /// The file of the pattern being followed.
    source: &'s Source,
    /// How many of the patterns around it are terms.
    terms: usize,
    /// The patterns being followed, to notice one that refers to itself.
    entered: Vec<*const Pattern<&'s str>>,
    uses: Vec<Use<'s>>,
    faults: &'c mut Vec<Fault>,
}

impl<'s> Resolver<'_, 's> {
    fn pattern(&mut self, pattern: &Pattern<&'s str>) -> Vec<Part<'s>> {
        let mut parts: Vec<Part<'s>> = Vec::new();
        for element in &pattern.elements {
            let added = match element {
                PatternElement::TextElement { value } => vec![Part::Text(unix(value))],
                PatternElement::Placeable { expression } => self.expression(expression),
            };
            for part in added {
                match (parts.last_mut(), part) {
                    (Some(Part::Text(before)), Part::Text(text)) => before.push_str(&text),
                    (_, Part::Text(text)) if text.is_empty() => {}
                    (_, part) => parts.push(part),
                }
            }
        }
        parts
    }

    fn expression(&mut self, expression: &Expression<&'s str>) -> Vec<Part<'s>> {
        match expression {
            Expression::Inline(inline) => self.inline(inline),
            Expression::Select { selector, variants } => {
                let Some((argument, is_number)) = self.selector(selector) else {
                    return Vec::new();
                };
                let keys: Vec<_> = variants.iter().map(|v| (&v.key, v.default)).collect();
                let keys = self.keys(&keys, is_number);
                let kind = keys.first().map(|key| key.kind());
                self.use_argument(argument, kind);
                let variants = keys
                    .into_iter()
                    .zip(variants)
                    .map(|(key, variant)| Variant {
                        key,
                        is_default: variant.default,
                        parts: self.pattern(&variant.value),
                    });
                let variants = variants.collect();
                vec![Part::Select { argument, variants }]
            }
        }
    }

    fn inline(&mut self, inline: &InlineExpression<&'s str>) -> Vec<Part<'s>> {
        match inline {
            InlineExpression::StringLiteral { value } => {
                vec![Part::Text(unescape_unicode_to_string(value).into_owned())]
            }
            InlineExpression::NumberLiteral { value } => {
                self.fault(
                    value,
                    format!("the number {value} stands in the message: write it as text"),
                );
                Vec::new()
            }
            InlineExpression::VariableReference { id } => {
                self.use_argument(id.name, None);
                vec![Part::Argument(id.name)]
            }
            InlineExpression::FunctionReference { id, arguments } => {
                let Some((argument, grouping)) = self.number(id.name, arguments) else {
                    return Vec::new();
                };
                self.use_argument(argument, Some(Kind::Number));
                vec![Part::Number { argument, grouping }]
            }
            InlineExpression::MessageReference { id, attribute } => {
                let attribute = attribute.as_ref().map(|attribute| attribute.name);
                let catalog = self.catalog;
                match catalog.message(self.source, id.name, attribute) {
                    Some(pattern) => self.enter(id.name, self.source, pattern),
                    None => self.unknown_message(id.name, attribute),
                }
            }
            InlineExpression::TermReference { id, arguments, .. } => {
                let given = arguments.as_ref();
                if given.is_some_and(|given| *given != CallArguments::default()) {
                    let reason = "a term takes no arguments here: write a message for each form";
                    self.fault(id.name, reason);
                }
                let Some((source, pattern)) = self.catalog.term(id.name) else {
                    self.fault(id.name, format!("there is no term -{}", id.name));
                    return Vec::new();
                };
                self.terms += 1;
                let parts = self.enter(id.name, source, pattern);
                self.terms -= 1;
                parts
            }
            InlineExpression::Placeable { expression } => self.expression(expression),
        }
    }

    /// Follows a reference.
    fn enter(
        &mut self,
        name: &'s str,
        source: &'s Source,
        pattern: &Pattern<&'s str>,
    ) -> Vec<Part<'s>> {
        let address = std::ptr::from_ref(pattern);
        if self.entered.contains(&address) {
            self.fault(name, format!("{name} refers to itself"));
            return Vec::new();
        }
        let outer = std::mem::replace(&mut self.source, source);
        self.entered.push(address);
        let parts = self.pattern(pattern);
        self.entered.pop();
        self.source = outer;
        parts
    }

    fn unknown_message(&mut self, name: &'s str, attribute: Option<&str>) -> Vec<Part<'s>> {
        let attribute = attribute.map(|name| format!(".{name}")).unwrap_or_default();
        let reason = format!(
            "there is no message {name}{attribute} in this file; what several files use is a term"
        );
        self.fault(name, reason);
        Vec::new()
    }

    /// The argument that a selector names, and whether it has to be a number.
    fn selector(&mut self, selector: &InlineExpression<&'s str>) -> Option<(&'s str, bool)> {
        let piece = match selector {
            InlineExpression::VariableReference { id } => return Some((id.name, false)),
            InlineExpression::FunctionReference { id, arguments } => {
                let (argument, _) = self.number(id.name, arguments)?;
                return Some((argument, true));
            }
            InlineExpression::StringLiteral { value }
            | InlineExpression::NumberLiteral { value } => value,
            InlineExpression::MessageReference { id, .. }
            | InlineExpression::TermReference { id, .. } => id.name,
            InlineExpression::Placeable { .. } => "",
        };
        self.fault(piece, "only an argument can choose between variants");
        None
    }

    /// The argument of `NUMBER(…)`, and whether its digits are grouped.
    fn number(
        &mut self,
        function: &'s str,
        arguments: &CallArguments<&'s str>,
    ) -> Option<(&'s str, bool)> {
        if function != "NUMBER" {
            let reason = format!("there is no function {function}; NUMBER is the only one");
            self.fault(function, reason);
            return None;
        }
        let [InlineExpression::VariableReference { id }] = arguments.positional.as_slice() else {
            self.fault(function, "NUMBER takes one argument: NUMBER($count)");
            return None;
        };
        let mut grouping = true;
        for option in &arguments.named {
            let value = match &option.value {
                InlineExpression::StringLiteral { value }
                | InlineExpression::NumberLiteral { value } => *value,
                _ => "",
            };
            match (option.name.name, value) {
                ("useGrouping", "0" | "false") => grouping = false,
                ("useGrouping", "1" | "true") => grouping = true,
                (name, _) => {
                    let reason = format!(
                        "NUMBER does not understand {name} here; it has useGrouping: 0 and 1"
                    );
                    self.fault(name, reason);
                }
            }
        }
        Some((id.name, grouping))
    }

    /// The keys of a selector. They are numbers and plural categories, or text, never both.
    fn keys(&mut self, keys: &[(&VariantKey<&'s str>, bool)], is_number: bool) -> Vec<Key<'s>> {
        let is_word = |key: &VariantKey<&str>| match key {
            VariantKey::Identifier { name } => Category::from_name(name).is_none(),
            VariantKey::NumberLiteral { .. } => false,
        };
        if let [
            (VariantKey::Identifier { name: key } | VariantKey::NumberLiteral { value: key }, _),
        ] = keys
        {
            self.fault(key, "a selector with one variant chooses nothing");
        }
        let is_text = !is_number && keys.iter().any(|(key, _)| is_word(key));
        let mut seen = Vec::new();
        for (key, is_default) in keys {
            let (piece, key) = match key {
                VariantKey::Identifier { name } if is_text => (*name, Key::Text(name)),
                VariantKey::Identifier { name } => (*name, self.category(name, *is_default)),
                VariantKey::NumberLiteral { value } if is_text => {
                    self.fault(value, "a selector has numbers or words, not both");
                    (*value, Key::Text(value))
                }
                VariantKey::NumberLiteral { value } => (*value, self.number_key(value)),
            };
            if seen.contains(&key) {
                self.fault(piece, format!("there is a variant [{piece}] already"));
            }
            seen.push(key);
        }
        seen
    }

    fn number_key(&mut self, value: &'s str) -> Key<'s> {
        Key::Number(value.parse().unwrap_or_else(|_| {
            self.fault(
                value,
                format!("no argument is {value}: they are whole numbers"),
            );
            0
        }))
    }

    fn category(&mut self, name: &'s str, is_default: bool) -> Key<'s> {
        let tag = self.locale.tag();
        let Some(category) = Category::from_name(name) else {
            let reason = format!("[{name}] is no plural category, and the selector is a number");
            self.fault(name, reason);
            return Key::Text(name);
        };
        if !is_default && !Category::of(self.locale).contains(&category) {
            let reason = format!("no number is [{name}] in the language {tag}");
            self.fault(name, reason);
        }
        Key::Plural(category)
    }

    fn use_argument(&mut self, argument: &'s str, kind: Option<Kind>) {
        if self.terms > 0 {
            let reason = format!("a term cannot use ${argument}: nobody gives it arguments");
            self.fault(argument, reason);
            return;
        }
        let source = self.source;
        self.uses.push(Use {
            source,
            argument,
            kind,
        });
    }

    fn fault(&mut self, piece: &str, reason: impl Into<String>) {
        self.faults.push(Fault::at(self.source, piece, reason));
    }
}

/// Lines of a message end in a line feed, whatever its file was saved with.
fn unix(text: &str) -> String {
    text.replace("\r\n", "\n")
}
