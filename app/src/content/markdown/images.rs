//! Pictures: room is kept for them, they come when they are near, and one that stands alone with a
//! title is a figure with a caption.

use super::{
    markup::{Tag, Token},
    pictures::Pictures,
};

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
        if let Some((image, caption, next)) = alone(&tokens, index) {
            figures.extend([
                Token::Start(Tag::new("figure")),
                Token::Start(image),
                Token::Start(Tag::new("figcaption")),
                Token::Text(caption),
                Token::end("figcaption"),
                Token::end("figure"),
            ]);
            index = next;
        } else {
            figures.push(tokens[index].clone());
            index += 1;
        }
    }
    figures
}

/// The picture of a paragraph that has nothing else, its caption, and what comes after it.
fn alone(tokens: &[Token], start: usize) -> Option<(Tag, String, usize)> {
    if !tokens[start].starts("p") {
        return None;
    }
    let image = start + 1 + usize::from(tokens.get(start + 1)?.is_blank());
    let end = image + 1 + usize::from(tokens.get(image + 1)?.is_blank());
    match tokens.get(image)? {
        Token::Start(tag) if tag.name == "img" && tokens.get(end)?.ends("p") => {
            let mut tag = tag.clone();
            let caption = tag.take("title").filter(|title| !title.trim().is_empty())?;
            Some((tag, caption, end + 1))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::html;

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
        let html = html("See ![this](/a.svg \"t\").\n\n![alone](/a.svg)\n");
        assert!(!html.contains("figure"), "{html}");
        assert!(
            html.contains("<p><img src=\"/a.svg\" alt=\"alone\""),
            "{html}"
        );
    }

    #[test]
    fn a_picture_without_an_address_leaves_its_description() {
        let html = html("![a chart](data:image/svg+xml;base64,PHN2Zy8+)");
        assert_eq!(html.trim(), "<p>a chart</p>");
    }
}
