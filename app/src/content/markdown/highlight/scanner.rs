//! [`Scanner`]: walks through a text and says what each part of it is.

use super::{kind::Kind, language::Language};

/// A part of a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) struct Piece<'a> {
    pub(in super::super) kind: Kind,
    pub(in super::super) text: &'a str,
}

/// The parts of a program, in their order and without a gap.
pub(in super::super) fn pieces<'a>(language: &Language, code: &'a str) -> Vec<Piece<'a>> {
    let mut scanner = Scanner::new(code);
    (language.scan)(&mut scanner);
    scanner.finish()
}

/// A place in a text, and what was found before it.
pub(super) struct Scanner<'a> {
    code: &'a str,
    at: usize,
    /// Where each piece ends, and its kind.
    ends: Vec<(usize, Kind)>,
}

impl<'a> Scanner<'a> {
    fn new(code: &'a str) -> Self {
        Self {
            code,
            at: 0,
            ends: Vec::new(),
        }
    }

    /// What is left.
    pub(super) fn rest(&self) -> &'a str {
        &self.code[self.at..]
    }

    /// The next character, until there is none.
    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Whether a line begins here.
    pub(super) fn at_line_start(&self) -> bool {
        self.at == 0 || self.code[..self.at].ends_with('\n')
    }

    /// Says what the next `length` bytes are and goes on behind them; one character at the least,
    /// so that every scanner comes to an end.
    pub(super) fn mark(&mut self, kind: Kind, length: usize) {
        let rest = self.rest();
        let Some(first) = rest.chars().next() else {
            return;
        };
        self.at += rest.floor_char_boundary(length).max(first.len_utf8());
        match self.ends.last_mut() {
            Some((end, last)) if *last == kind => *end = self.at,
            _ => self.ends.push((self.at, kind)),
        }
    }

    /// Goes past the next character.
    pub(super) fn plain(&mut self) {
        self.mark(Kind::Plain, 1);
    }

    /// Reads the next `length` bytes as another language.
    pub(super) fn embed(&mut self, length: usize, scan: fn(&mut Scanner<'_>)) {
        let rest = self.rest();
        let mut inner = Scanner::new(&rest[..rest.floor_char_boundary(length)]);
        scan(&mut inner);
        for piece in inner.finish() {
            self.mark(piece.kind, piece.text.len());
        }
    }

    fn finish(mut self) -> Vec<Piece<'a>> {
        // A scanner that gave up early leaves the rest as it is.
        self.mark(Kind::Plain, self.code.len());
        let mut start = 0;
        let mut pieces = Vec::with_capacity(self.ends.len());
        for (end, kind) in self.ends {
            pieces.push(Piece {
                kind,
                text: &self.code[start..end],
            });
            start = end;
        }
        pieces
    }
}
