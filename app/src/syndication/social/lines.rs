//! [`Lines`]: a title in lines, as large as fits.

/// A title in lines.
#[derive(Debug, PartialEq)]
pub(super) struct Lines {
    /// Height of the letters in pixels.
    pub(super) size: f32,
    pub(super) lines: Vec<String>,
}

/// The box that a title has to fit in, in pixels.
pub(super) struct Frame {
    pub(super) width: f32,
    pub(super) height: f32,
}

/// Distance of two lines, in heights of the letters.
pub(super) const LEADING: f32 = 1.14;

/// Tried in this order. A word that is wider than the box makes letters smaller down to
/// `BREAKABLE`, and is broken from there on.
const SIZES: [f32; 9] = [92.0, 84.0, 76.0, 70.0, 64.0, 58.0, 52.0, 46.0, 42.0];
const BREAKABLE: f32 = 52.0;

impl Lines {
    /// Sets `text` as large as `frame` allows. `width` measures a text of height 1. What does not
    /// even fit in the smallest size ends in an ellipsis.
    pub(super) fn fit(text: &str, frame: &Frame, width: impl Fn(&str) -> f32) -> Self {
        let mut smallest = Self {
            size: SIZES[0],
            lines: Vec::new(),
        };
        for size in SIZES {
            let most = frame.width / size;
            let lines = wrap(text, most, size <= BREAKABLE, &width);
            let rows = (frame.height / (size * LEADING)) as usize;
            if let Some(lines) = &lines
                && lines.len() <= rows
            {
                return Self {
                    size,
                    lines: balanced(text, lines, most, size <= BREAKABLE, &width),
                };
            }
            let mut lines = lines.unwrap_or_default();
            lines.truncate(rows);
            smallest = Self { size, lines };
        }
        if let Some(last) = smallest.lines.last_mut() {
            last.pop();
            last.push('…');
        }
        smallest
    }
}

/// Breaks a text into lines no wider than `most`; `None` when a word is wider and may not be broken.
fn wrap(
    text: &str,
    most: f32,
    breakable: bool,
    width: &impl Fn(&str) -> f32,
) -> Option<Vec<String>> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        let longer = if line.is_empty() {
            word.to_owned()
        } else {
            [&line, " ", word].concat()
        };
        if width(&longer) <= most {
            line = longer;
            continue;
        }
        if width(word) <= most {
            lines.push(std::mem::replace(&mut line, word.to_owned()));
            continue;
        }
        if !breakable {
            return None;
        }
        // The word goes on where the line is, and is broken wherever a line is full.
        if !line.is_empty() {
            line.push(' ');
        }
        for letter in word.chars() {
            line.push(letter);
            if width(&line) > most {
                line.pop();
                lines.push(std::mem::take(&mut line));
                line.push(letter);
            }
        }
    }
    lines.push(line);
    lines.retain(|line| !line.trim().is_empty());
    Some(lines)
}

/// The same number of lines with ends that are as even as can be: the narrowest box that holds it.
fn balanced(
    text: &str,
    lines: &[String],
    most: f32,
    breakable: bool,
    width: &impl Fn(&str) -> f32,
) -> Vec<String> {
    let widest_word = text.split_whitespace().map(width).fold(0.0, f32::max);
    let mut best = lines.to_vec();
    if widest_word > most {
        return best;
    }
    let (mut narrow, mut wide) = (widest_word, most);
    for _ in 0..8 {
        let middle = f32::midpoint(narrow, wide);
        match wrap(text, middle, breakable, width) {
            Some(found) if found.len() <= lines.len() => {
                best = found;
                wide = middle;
            }
            _ => narrow = middle,
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: Frame = Frame {
        width: 1000.0,
        height: 300.0,
    };

    /// Every letter is half as wide as high.
    fn fit(text: &str) -> Lines {
        Lines::fit(text, &FRAME, |text| text.chars().count() as f32 / 2.0)
    }

    fn assert_inside(lines: &Lines) {
        let height = lines.lines.len() as f32 * lines.size * LEADING;
        assert!(height <= FRAME.height, "{lines:?}");
        for line in &lines.lines {
            let width = line.chars().count() as f32 / 2.0 * lines.size;
            assert!(width <= FRAME.width, "{line}: {width}");
        }
    }

    #[test]
    fn a_short_title_is_large_and_a_long_one_small() {
        assert_eq!(
            fit("Short"),
            Lines {
                size: 92.0,
                lines: vec!["Short".to_owned()]
            }
        );
        let long = fit(&"title ".repeat(33));
        assert!(long.size < 60.0, "{long:?}");
        assert_eq!(long.lines.join(" ").matches("title").count(), 33);
        assert_inside(&long);
    }

    #[test]
    fn lines_are_about_as_long_as_each_other() {
        let lines = fit("one two three four five six").lines;
        assert_eq!(lines, ["one two three", "four five six"]);
    }

    #[test]
    fn a_word_of_sixty_letters_is_broken() {
        let word = "w".repeat(60);
        let lines = fit(&format!("A {word} title"));
        assert_inside(&lines);
        assert_eq!(lines.lines.concat().matches('w').count(), 60);
    }

    #[test]
    fn what_cannot_fit_ends_in_an_ellipsis() {
        for text in ["word ".repeat(400), "w".repeat(4000)] {
            let lines = fit(&text);
            assert_inside(&lines);
            assert!(
                lines.lines.last().is_some_and(|line| line.ends_with('…')),
                "{lines:?}"
            );
        }
    }

    #[test]
    fn nothing_is_no_line() {
        assert!(fit("").lines.is_empty());
        assert!(fit(" \n ").lines.is_empty());
    }
}
