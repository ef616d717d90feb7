//! Pictures: room is kept for them, they come when they are near, and one that stands alone is a
//! figure with its title as the caption.

use super::{
    markup::{Tag, Token},
    pictures::Pictures,
};

/// Wider than this, in CSS pixels, a diagram on a telephone could not be read.
const WIDE: usize = 480;

/// Gives every picture what the browser needs to lay the page out before it has arrived.
pub(super) fn place(tokens: Vec<Token>, pictures: &Pictures) -> Vec<Token> {
    let mut placed = Vec::with_capacity(tokens.len());
    for token in tokens {
        match token {
            Token::Start(tag) if tag.name == "img" => placed.push(picture(tag, pictures)),
            token => placed.push(token),
        }
    }
    figures(placed)
}

fn picture(mut tag: Tag, pictures: &Pictures) -> Token {
    let description = tag.take("alt").unwrap_or_default();
    let Some(address) = tag.get("src").map(str::to_owned) else {
        // The sanitiser took an address that could run something: the description is left.
        return Token::Text(description);
    };
    tag.set("alt", description);
    if let Some(size) = pictures.size(&address) {
        tag.set("width", size.width.to_string());
        tag.set("height", size.height.to_string());
    }
    tag.set("loading", "lazy");
    tag.set("decoding", "async");
    Token::Start(tag)
}

/// `<p><img title></p>` becomes `<figure><img><figcaption>`.
fn figures(tokens: Vec<Token>) -> Vec<Token> {
    let mut figures = Vec::with_capacity(tokens.len());
    let mut index = 0;
    while index < tokens.len() {
        let Some((mut image, next)) = alone(&tokens, index) else {
            figures.push(tokens[index].clone());
            index += 1;
            continue;
        };
        let caption = image.take("title").filter(|title| !title.trim().is_empty());
        figures.extend([Token::Start(frame(&image)), Token::Start(image)]);
        if let Some(caption) = caption {
            figures.extend([
                Token::Start(Tag::new("figcaption")),
                Token::Text(caption),
                Token::end("figcaption"),
            ]);
        }
        figures.push(Token::end("figure"));
        index = next;
    }
    figures
}

/// A wide picture keeps a size at which it can be read and scrolls, also by keyboard.
fn frame(image: &Tag) -> Tag {
    let width = image.get("width").and_then(|width| width.parse().ok());
    let frame = Tag::new("figure");
    if width.is_none_or(|width: usize| width < WIDE) {
        return frame;
    }
    frame.with("class", "figure-scroll").with("tabindex", "0")
}

/// The picture of a paragraph that has nothing else, and what comes after it.
fn alone(tokens: &[Token], start: usize) -> Option<(Tag, usize)> {
    if !tokens[start].starts("p") {
        return None;
    }
    let image = start + 1 + usize::from(tokens.get(start + 1)?.is_blank());
    let end = image + 1 + usize::from(tokens.get(image + 1)?.is_blank());
    match tokens.get(image)? {
        Token::Start(tag) if tag.name == "img" && tokens.get(end)?.ends("p") => {
            Some((tag.clone(), end + 1))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Pictures, render, tests::html};
    use std::fs;
    use tempfile::TempDir;

    #[test]
    fn a_picture_alone_with_a_title_is_a_figure() {
        assert_eq!(
            html("![What is seen](/a.svg \"What it <means>\")\n").trim(),
            "<figure><img src=\"/a.svg\" alt=\"What is seen\" loading=\"lazy\" decoding=\"async\">\
             <figcaption>What it &lt;means&gt;</figcaption></figure>"
        );
    }

    #[test]
    fn a_picture_in_a_sentence_is_part_of_it() {
        let html = html("See ![this](/a.svg \"t\").\n");
        assert!(!html.contains("figure"), "{html}");
        assert!(
            html.contains("See <img src=\"/a.svg\" title=\"t\" alt=\"this\""),
            "{html}"
        );
    }

    #[test]
    fn a_picture_without_a_title_has_no_caption() {
        let html = html("![alone](/a.svg)\n");
        assert!(
            html.starts_with("<figure><img src=\"/a.svg\" alt=\"alone\""),
            "{html}"
        );
        assert!(!html.contains("figcaption"), "{html}");
    }

    #[test]
    fn a_picture_of_the_site_has_its_size_and_a_wide_one_scrolls() {
        let folder = TempDir::new().expect("a folder");
        for (name, width) in [("a", 200), ("b", 720)] {
            let svg = format!("<svg width=\"{width}\" height=\"100\"></svg>");
            fs::write(folder.path().join(name).with_extension("svg"), svg).expect("a file");
        }
        let html = render(
            "![x](/a.svg)\n\n![y](/b.svg)\n",
            &Pictures::of(folder.path()),
        )
        .html;
        assert!(
            html.contains("<figure><img src=\"/a.svg\" alt=\"x\" width=\"200\" height=\"100\""),
            "{html}"
        );
        assert!(
            html.contains("<figure class=\"figure-scroll\" tabindex=\"0\"><img src=\"/b.svg\""),
            "{html}"
        );
    }

    #[test]
    fn a_picture_without_an_address_leaves_its_description() {
        let html = html("![a chart](data:image/svg+xml;base64,PHN2Zy8+)");
        assert_eq!(html.trim(), "<p>a chart</p>");
    }
}
