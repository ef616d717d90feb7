//! [`Tags`]: the start tags of a document, found as browsers find them (HTML, section 13.2.5).
//!
//! Comments, end tags and the text of scripts and styles are stepped over. Only what is needed is
//! read: names and attributes are slices of the document. Foreign content is read like HTML, which
//! differs for CDATA sections and for `<title>` and `<style>` in SVG.

use super::raw_text;
use memchr::{memchr, memmem};
use std::ops::Range;

/// A start tag.
#[derive(Clone, Debug)]
pub(super) struct Tag<'a> {
    html: &'a [u8],
    name_end: usize,
    /// From `<` to behind `>`.
    pub(super) span: Range<usize>,
    /// The text up to the end tag, of elements whose text is no markup; empty for others.
    pub(super) text: Range<usize>,
}

impl<'a> Tag<'a> {
    pub(super) fn is(&self, name: &str) -> bool {
        self.html[self.span.start + 1..self.name_end].eq_ignore_ascii_case(name.as_bytes())
    }

    pub(super) fn attributes(&self) -> Attributes<'a> {
        Attributes {
            html: self.html,
            at: self.name_end,
            end: None,
        }
    }

    /// The value of the first attribute of this name, which is the one that counts.
    pub(super) fn attribute(&self, name: &str) -> Option<&'a [u8]> {
        let found = self.attributes().find(|it| it.is(name));
        found.map(|attribute| attribute.value)
    }
}

/// An attribute of a tag.
#[derive(Clone, Debug)]
pub(super) struct Attribute<'a> {
    name: &'a [u8],
    /// As written, without quotes.
    pub(super) value: &'a [u8],
    /// From the white space before it to its end, quotes included.
    pub(super) span: Range<usize>,
    pub(super) name_end: usize,
}

impl Attribute<'_> {
    pub(super) fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name.as_bytes())
    }
}

/// All start tags of a document.
pub(super) struct Tags<'a> {
    html: &'a [u8],
    at: usize,
}

impl<'a> Tags<'a> {
    pub(super) fn of(html: &'a [u8]) -> Self {
        Self { html, at: 0 }
    }

    fn start_tag(&self, start: usize) -> Option<Tag<'a>> {
        let html = self.html;
        let name_end = find(html, start, |byte| ends_name(byte) || byte == b'>')?;
        let end = tag_end(html, name_end)?;
        let name = &html[start + 1..name_end];
        let text_end = raw_text::end(html, end, name);
        Some(Tag {
            html,
            name_end,
            span: start..end,
            text: end..text_end,
        })
    }

    /// Behind what begins with `<!`, `<?` or `</`, or behind the sign if it begins nothing.
    fn after_other(&self, start: usize) -> Option<usize> {
        let rest = &self.html[start + 1..];
        if let Some(comment) = rest.strip_prefix(b"!--") {
            let from = start + 4;
            return comment_length(comment).map(|length| from + length);
        }
        match rest {
            [b'/', byte, ..] if byte.is_ascii_alphabetic() => {
                let name_end = find(self.html, start + 2, |byte| ends_name(byte) || byte == b'>')?;
                tag_end(self.html, name_end)
            }
            [b'!' | b'?' | b'/', ..] => Some(start + memchr(b'>', &self.html[start..])? + 1),
            _ => Some(start + 1),
        }
    }
}

impl<'a> Iterator for Tags<'a> {
    type Item = Tag<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let start = self.at + memchr(b'<', self.html.get(self.at..)?)?;
            if self.html.get(start + 1)?.is_ascii_alphabetic() {
                let tag = self.start_tag(start)?;
                self.at = tag.text.end;
                return Some(tag);
            }
            self.at = self.after_other(start)?;
        }
    }
}

/// The attributes of a tag, then where the tag ends.
pub(super) struct Attributes<'a> {
    html: &'a [u8],
    at: usize,
    end: Option<usize>,
}

impl<'a> Iterator for Attributes<'a> {
    type Item = Attribute<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.end.is_some() {
            return None;
        }
        let html = self.html;
        let start = self.at;
        let name_start = find(html, start, |byte| !ends_name(byte))?;
        if html[name_start] == b'>' {
            self.end = Some(name_start + 1);
            return None;
        }
        // A `=` at the beginning belongs to the name.
        let ends = |byte| ends_name(byte) || matches!(byte, b'>' | b'=');
        let name_end = find(html, name_start + 1, ends)?;
        let sign = find(html, name_end, |byte| !is_space(byte))?;
        let (value, end) = match html[sign] {
            b'=' => value(html, find(html, sign + 1, |byte| !is_space(byte))?)?,
            _ => (name_end..name_end, name_end),
        };
        self.at = end;
        Some(Attribute {
            name: &html[name_start..name_end],
            value: &html[value],
            span: start..end,
            name_end,
        })
    }
}

/// The value at `start`, and where it ends with its quotes.
fn value(html: &[u8], start: usize) -> Option<(Range<usize>, usize)> {
    match html[start] {
        quote @ (b'"' | b'\'') => {
            let end = start + 1 + memchr(quote, &html[start + 1..])?;
            Some((start + 1..end, end + 1))
        }
        b'>' => Some((start..start, start)),
        _ => {
            let end = find(html, start, |byte| is_space(byte) || byte == b'>')?;
            Some((start..end, end))
        }
    }
}

/// Behind the `>` of the tag whose name ends at `at`; `None` when the document ends first.
fn tag_end(html: &[u8], at: usize) -> Option<usize> {
    let mut attributes = Attributes {
        html,
        at,
        end: None,
    };
    attributes.by_ref().for_each(drop);
    attributes.end
}

/// Length of a comment behind its `<!--`.
fn comment_length(comment: &[u8]) -> Option<usize> {
    if comment.starts_with(b">") {
        return Some(1);
    }
    if comment.starts_with(b"->") {
        return Some(2);
    }
    let plain = memmem::find(comment, b"-->").map(|at| at + 3);
    // Only what comes before the plain end can end it earlier.
    let before = &comment[..plain.unwrap_or(comment.len())];
    let odd = memmem::find(before, b"--!>").map(|at| at + 4);
    odd.or(plain)
}

/// Whether nothing but white space and comments is in it.
pub(super) fn is_blank(mut html: &[u8]) -> bool {
    loop {
        html = html.trim_ascii_start();
        if html.is_empty() {
            return true;
        }
        let comment = html.strip_prefix(b"<!--");
        match comment.and_then(|it| it.get(comment_length(it)?..)) {
            Some(rest) => html = rest,
            None => return false,
        }
    }
}

fn find(html: &[u8], from: usize, wanted: impl Fn(u8) -> bool) -> Option<usize> {
    let found = html.get(from..)?.iter().position(|byte| wanted(*byte));
    found.map(|at| from + at)
}

fn ends_name(byte: u8) -> bool {
    is_space(byte) || byte == b'/'
}

/// ASCII white space of HTML. A carriage return is none in the specification, because it is a line
/// feed by then.
pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | b'\x0c' | b'\r' | b' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> String {
        String::from_utf8_lossy(bytes).into_owned()
    }

    /// Each tag as its name, its attributes and its text.
    fn read(html: &str) -> Vec<String> {
        let tags = Tags::of(html.as_bytes()).map(|tag| {
            let name = &html[tag.span.start + 1..tag.name_end];
            let attributes: String = tag
                .attributes()
                .map(|it| format!(" {}={}", text(it.name), text(it.value)))
                .collect();
            format!("{name}{attributes}|{}", &html[tag.text.clone()])
        });
        tags.collect()
    }

    #[test]
    fn attributes_are_read_in_every_notation() {
        assert_eq!(
            read("<a href='x>y' b=1/2 c d = \"e f\"/g><br/><I =x=y>"),
            ["a href=x>y b=1/2 c= d=e f g=|", "br|", "I =x=y|"]
        );
        assert_eq!(read("<a b=><c\n/d>"), ["a b=|", "c d=|"]);
    }

    #[test]
    fn what_is_no_tag_is_none() {
        assert_eq!(read("a < b <3 <> </> <!doctype html> <?x <y?> <p>"), ["p|"]);
        assert_eq!(
            read("<!-- <a> --><!--><b><!---><c><!-- --!><d>"),
            ["b|", "c|", "d|"]
        );
        assert_eq!(read("</p title='<a>'></ <b>><i>"), ["i|"]);
        assert_eq!(read("<a href='"), [""; 0]);
        assert_eq!(read("<a <b>"), ["a <b=|"]);
    }

    #[test]
    fn the_text_of_some_elements_is_no_markup() {
        assert_eq!(
            read("<script>if (a<b) {}</script><p><style>a>b</STYLE ><title><a></title><i>"),
            ["script|if (a<b) {}", "p|", "style|a>b", "title|<a>", "i|"]
        );
        assert_eq!(
            read("<script>a</scripty>b</script>"),
            ["script|a</scripty>b"]
        );
        assert_eq!(
            read("<script>never closed <p>"),
            ["script|never closed <p>"]
        );
    }

    #[test]
    fn comments_and_white_space_are_blank() {
        assert!(is_blank(b" \n<!--a--> <!---->"));
        assert!(!is_blank(b" <p>") && !is_blank(b"<!-- never closed"));
    }
}
