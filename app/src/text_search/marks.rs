//! Marked texts: what FTS5's `highlight()` and `snippet()` make of the same words.
//!
//! The part that is shown is chosen as `fts5_aux.c` chooses it: each place of a word is tried in the
//! middle, and the sentence in which it stands from its beginning.

use super::{
    Asked,
    tokens::{Token, tokens},
};
use std::ops::Range;

/// Around what was searched for. No text holds these characters.
pub(crate) const START: char = '\u{1}';
pub(crate) const END: char = '\u{2}';

/// Words of a text that are shown.
const SHOWN: usize = 28;

/// The text with every word marked that was asked for.
pub(crate) fn highlight(text: &str, asked: &Asked) -> String {
    let tokens = tokens(text);
    let all = 0..tokens.len();
    marked(text, &tokens, asked, all)
}

/// The part of the text that fits best, marked, with an ellipsis where it goes on.
pub(crate) fn snippet(text: &str, asked: &Asked) -> String {
    let tokens = tokens(text);
    let start = best_start(text, &tokens, asked);
    let shown = start..(start + SHOWN).min(tokens.len());
    marked(text, &tokens, asked, shown)
}

fn marked(text: &str, tokens: &[Token], asked: &Asked, shown: Range<usize>) -> String {
    let ends = shown.end >= tokens.len();
    let mut out = String::new();
    let mut from = 0;
    if shown.start > 0 {
        out.push('…');
        from = tokens[shown.start].place.start;
    }
    for token in &tokens[shown.clone()] {
        if asked.meanings(&token.word).next().is_some() {
            out.push_str(&text[from..token.place.start]);
            out.push(START);
            out.push_str(&text[token.place.clone()]);
            out.push(END);
            from = token.place.end;
        }
    }
    if ends {
        out.push_str(&text[from..]);
    } else {
        out.push_str(&text[from..tokens[shown.end - 1].place.end]);
        out.push('…');
    }
    out
}

/// A word of the text that means one of the words asked for.
struct Instance {
    at: usize,
    asked: usize,
}

/// The word with which the best part begins; the first when nothing in the text was asked for.
fn best_start(text: &str, tokens: &[Token], asked: &Asked) -> usize {
    let instances: Vec<Instance> = tokens
        .iter()
        .enumerate()
        .flat_map(|(at, token)| {
            let meanings = asked.meanings(&token.word);
            meanings.map(move |asked| Instance { at, asked })
        })
        .collect();
    let sentences = sentences(text, tokens);
    let (mut best, mut best_score) = (0, 0);
    for instance in &instances {
        let (score, place) = score(&instances, asked.len(), instance.at);
        if score > best_score {
            let adjusted = place.min(tokens.len().saturating_sub(SHOWN));
            (best, best_score) = (adjusted, score);
        }
        let sentence = sentences.iter().rev().find(|start| **start <= instance.at);
        if let Some(&start) = sentence
            && start < instance.at
            && tokens.len() > SHOWN
        {
            let bonus = if start == 0 { 120 } else { 100 };
            let (score, _) = self::score(&instances, asked.len(), start);
            if score + bonus > best_score {
                (best, best_score) = (start, score + bonus);
            }
        }
    }
    best
}

/// How much of what was asked stands in the part from word `from` on, and where the part would
/// begin with that in its middle. A word that is there for the first time counts a thousand times.
fn score(instances: &[Instance], words: usize, from: usize) -> (usize, usize) {
    let mut seen = vec![false; words];
    let first = instances.partition_point(|instance| instance.at < from);
    let end = instances.partition_point(|instance| instance.at < from + SHOWN);
    let inside = &instances[first..end];
    let score = inside.iter().map(|instance| {
        let first = !std::mem::replace(&mut seen[instance.asked], true);
        if first { 1_000 } else { 1 }
    });
    let score = score.sum();
    let (Some(first), Some(last)) = (inside.first(), inside.last()) else {
        return (score, from);
    };
    let length = last.at + 1 - first.at;
    // FTS5 rounds towards zero.
    (score, first.at.saturating_sub((SHOWN - length) / 2))
}

/// The words with which sentences begin: the first, and those after a full stop or a colon.
fn sentences(text: &str, tokens: &[Token]) -> Vec<usize> {
    let begins = |token: &Token| {
        let before = &text[..token.place.start];
        let said = before.trim_end_matches([' ', '\t', '\n', '\r']);
        said.len() < before.len() && said.ends_with(['.', ':'])
    };
    let tokens = tokens.iter().enumerate();
    tokens
        .filter(|(at, token)| *at == 0 || begins(token))
        .map(|(at, _)| at)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(text: &str) -> Asked {
        let words: Vec<String> = text.split(' ').map(str::to_owned).collect();
        Asked::all(&words)
    }

    fn plain(marked: &str) -> String {
        marked.replace(START, "[").replace(END, "]")
    }

    #[test]
    fn words_are_marked_where_they_stand() {
        let marked = highlight("Write-ahead: the Writer writes.", &asked("ahead write"));
        assert_eq!(plain(&marked), "[Write]-[ahead]: the [Writer] [writes].");
        assert_eq!(highlight("", &asked("x")), "");
    }

    #[test]
    fn a_short_text_is_shown_as_a_whole() {
        let marked = snippet("(A cache is fast.)", &asked("cache"));
        assert_eq!(plain(&marked), "(A [cache] is fast.)");
    }

    #[test]
    fn of_a_long_text_the_sentence_is_shown_in_which_the_word_stands() {
        let filler = "and so on ".repeat(20);
        let text = format!("{filler}. A cache is fast. {filler}");
        let marked = plain(&snippet(&text, &asked("cache")));
        assert!(marked.starts_with("…A [cache] is fast. and"), "{marked}");
        assert!(marked.ends_with("…"), "{marked}");
        let marked = plain(&snippet(&text, &asked("nothing")));
        assert!(marked.starts_with("and so on"), "{marked}");
    }
}
