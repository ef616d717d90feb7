//! Writes functions as Rust.

use super::{
    arguments::Argument,
    function::Function,
    part::{Key, Kind, Part, Variant},
    source::Source,
};
use crate::Locale;

/// Writes modules of functions. Every line is written with its indentation, because rustfmt never
/// sees the file, and people do: it is where "go to definition" ends.
pub(super) struct Writer<'a> {
    /// Path of this crate as the generated code names it.
    runtime: &'a str,
    locale: Locale,
    written: String,
    depth: usize,
}

impl<'a> Writer<'a> {
    pub(super) fn new(runtime: &'a str, locale: Locale) -> Self {
        let written = "// Written by sunup_i18n::codegen.\n".to_owned();
        Self {
            runtime,
            locale,
            written,
            depth: 0,
        }
    }

    pub(super) fn finish(self) -> String {
        self.written
    }

    /// One file as a module.
    pub(super) fn module(&mut self, name: &str, source: &Source, functions: &[Function<'_>]) {
        self.line("");
        self.line(&format!("/// `{}`", source.path()));
        self.line("#[allow(clippy::all, reason = \"nobody writes or reads it by hand\")]");
        self.open(&format!("pub(crate) mod {name} {{"));
        for (position, function) in functions.iter().enumerate() {
            if position > 0 {
                self.line("");
            }
            self.function(source, function);
        }
        self.close("}");
    }

    fn function(&mut self, source: &Source, function: &Function<'_>) {
        let Function {
            name,
            line,
            comment,
            arguments,
            parts,
        } = function;
        for said in comment {
            self.line(&format!("/// {}", printable(said)));
        }
        if !comment.is_empty() {
            self.line("///");
        }
        self.line("/// ```text");
        for shown in printable(&shown(parts)).lines() {
            self.line(&format!("/// {shown}"));
        }
        self.line("/// ```");
        let taken = self.parameters(arguments, |number| format!("impl Into<{number}>"));
        // Rust shows this line, and with it the place, when nothing calls the function.
        let place = format!("{}:{line}", source.path());
        self.open(&format!(
            "pub(crate) fn {name}({taken}) -> String {{ // {place}"
        ));
        if arguments.iter().any(|it| it.kind == Kind::Number) {
            // One copy of the message, whatever integers its callers have.
            let inner = self.parameters(arguments, |number| number);
            self.open(&format!("fn _write({inner}) -> String {{"));
            self.body(arguments, parts);
            self.close("}");
            let passed: Vec<String> = arguments.iter().map(passed).collect();
            self.line(&format!("_write({})", passed.join(", ")));
        } else {
            self.body(arguments, parts);
        }
        self.close("}");
    }

    fn parameters(&self, arguments: &[Argument<'_>], number: impl Fn(String) -> String) -> String {
        let written = arguments.iter().map(|argument| match argument.kind {
            Kind::Text => format!("{}: &str", argument.rust),
            Kind::Number => {
                let number = number(format!("{}::Number", self.runtime));
                format!("{}: {number}", argument.rust)
            }
        });
        written.collect::<Vec<_>>().join(", ")
    }

    fn body(&mut self, arguments: &[Argument<'_>], parts: &[Part<'_>]) {
        let runtime = self.runtime;
        match parts {
            [] => self.line("String::new()"),
            [Part::Text(text)] => self.line(&format!("{runtime}::message::text({text:?})")),
            _ => {
                self.line("let mut _to = String::new();");
                self.parts(arguments, parts);
                self.line("_to");
            }
        }
    }

    fn parts(&mut self, arguments: &[Argument<'_>], parts: &[Part<'_>]) {
        for part in parts {
            self.part(arguments, part);
        }
    }

    fn part(&mut self, arguments: &[Argument<'_>], part: &Part<'_>) {
        let runtime = self.runtime;
        let message = format!("{runtime}::message");
        let locale = format!("{runtime}::Locale::{:?}", self.locale);
        match part {
            Part::Text(text) => self.line(&format!("{message}::push(&mut _to, {text:?});")),
            Part::Argument(argument) => {
                let (name, kind) = named(arguments, argument);
                self.line(&match kind {
                    Kind::Text => format!("{message}::push(&mut _to, {name});"),
                    Kind::Number => format!("{message}::push_number(&mut _to, {locale}, {name});"),
                });
            }
            Part::Number { argument, grouping } => {
                let (name, _) = named(arguments, argument);
                self.line(&if *grouping {
                    format!("{message}::push_number(&mut _to, {locale}, {name});")
                } else {
                    format!("{message}::push_digits(&mut _to, {name});")
                });
            }
            Part::Select { argument, variants } => {
                let (name, _) = named(arguments, argument);
                self.select(arguments, name, &locale, variants);
            }
        }
    }

    /// The first variant whose key fits, else the default one. A default that does not stand last
    /// is written twice: a number can fit it and a later one.
    fn select(
        &mut self,
        arguments: &[Argument<'_>],
        name: &str,
        locale: &str,
        variants: &[Variant<'_>],
    ) {
        let runtime = self.runtime;
        let last = variants.len().saturating_sub(1);
        let tested = variants.iter().enumerate();
        let tested = tested.filter(|(index, variant)| !variant.is_default || *index < last);
        for (position, (_, variant)) in tested.enumerate() {
            let condition = match variant.key {
                Key::Text(text) => format!("{name} == {text:?}"),
                Key::Number(number) => format!("{name}.get() == {number}"),
                Key::Plural(category) => {
                    format!(
                        "{runtime}::plural({locale}, {name}) == {runtime}::Category::{category:?}"
                    )
                }
            };
            if position == 0 {
                self.open(&format!("if {condition} {{"));
            } else {
                self.reopen(&format!("}} else if {condition} {{"));
            }
            self.parts(arguments, &variant.parts);
        }
        self.reopen("} else {");
        for variant in variants.iter().filter(|variant| variant.is_default) {
            self.parts(arguments, &variant.parts);
        }
        self.close("}");
    }

    fn line(&mut self, line: &str) {
        if !line.is_empty() {
            self.written.extend(std::iter::repeat_n("    ", self.depth));
            self.written.push_str(line.trim_end());
        }
        self.written.push('\n');
    }

    fn open(&mut self, line: &str) {
        self.line(line);
        self.depth += 1;
    }

    fn close(&mut self, line: &str) {
        self.depth = self.depth.saturating_sub(1);
        self.line(line);
    }

    fn reopen(&mut self, line: &str) {
        self.close(line);
        self.depth += 1;
    }
}

/// Name and type of an argument in Rust.
fn named<'a>(arguments: &'a [Argument<'_>], fluent: &str) -> (&'a str, Kind) {
    let mut found = arguments.iter().filter(|it| it.fluent == fluent);
    found
        .next()
        .map_or(("", Kind::Text), |it| (&it.rust, it.kind))
}

fn passed(argument: &Argument<'_>) -> String {
    match argument.kind {
        Kind::Text => argument.rust.clone(),
        Kind::Number => format!("{}.into()", argument.rust),
    }
}

/// A message as its documentation shows it: like in the file, with every reference followed.
fn shown(parts: &[Part<'_>]) -> String {
    let pieces = parts.iter().map(|part| match part {
        Part::Text(text) => text.clone(),
        Part::Argument(argument) => format!("{{ ${argument} }}"),
        Part::Number { argument, .. } => format!("{{ NUMBER(${argument}) }}"),
        Part::Select { argument, variants } => {
            let variants = variants.iter().map(|variant| {
                let star = if variant.is_default { "*" } else { "" };
                let key = match variant.key {
                    Key::Text(text) => text.to_owned(),
                    Key::Number(number) => number.to_string(),
                    Key::Plural(category) => format!("{category:?}").to_lowercase(),
                };
                format!(" {star}[{key}] {}", shown(&variant.parts))
            });
            format!("{{ ${argument} ->{} }}", variants.collect::<String>())
        }
    });
    pieces.collect()
}

/// Text for a comment: Rust refuses invisible marks there that turn the direction of text.
fn printable(text: &str) -> String {
    let mut printable = String::new();
    for letter in text.chars() {
        match letter {
            '\n' => printable.push('\n'),
            '"' | '\'' | '\\' => printable.push(letter),
            _ => printable.extend(letter.escape_debug()),
        }
    }
    printable
}
