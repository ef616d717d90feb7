//! [`render`]: the way of a text from Markdown to a page.

use super::{
    code, footnotes, headings, images, links, markup, nesting, pictures::Pictures, prose, sanitise,
    tables, tasks,
};
use crate::pages::Heading;
use pulldown_cmark::{Event, Options, Parser, html};

/// A rendered text.
pub(crate) struct Rendered {
    /// Sanitised: whatever the Markdown held, this runs no script.
    pub(crate) html: String,
    /// The headings of level 2 and 3, in their order.
    pub(crate) toc: Vec<Heading>,
    /// The text without markup, one line for each block, for search.
    pub(crate) text: String,
    /// How many words the text has.
    pub(crate) words: usize,
    /// At least 1.
    pub(crate) reading_minutes: usize,
}

/// Renders the text of a page: CommonMark with tables, footnotes, strike-through and task lists.
/// Headings start at level 2, because the page's title is its level 1.
pub(crate) fn render(markdown: &str, pictures: &Pictures) -> Rendered {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    let parts = footnotes::split(Parser::new_ext(markdown, options));
    let body = trusted(parts.body);
    let notes: Vec<_> = parts.notes.into_iter().map(trusted).collect();

    let mut text = prose::text(&body);
    for note in &notes {
        text.push('\n');
        text.push_str(&prose::text(note));
    }
    let words = prose::words(&text);

    let tokens = footnotes::join(body, notes);
    let named = headings::name(tokens, true);
    Rendered {
        html: markup::write(&furnished(named.tokens, pictures)),
        toc: named.toc,
        text,
        words,
        reading_minutes: prose::minutes(words),
    }
}

/// Renders a text that stands beside others on a page, such as a biography: it has neither notes
/// nor anything to link to, so that no two of them share an id.
pub(crate) fn render_beside(markdown: &str, pictures: &Pictures) -> String {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let tokens = trusted(Parser::new_ext(markdown, options).collect());
    let named = headings::name(tokens, false);
    markup::write(&furnished(named.tokens, pictures))
}

/// Past this point nothing in the text can harm.
fn trusted(events: Vec<Event<'_>>) -> Vec<markup::Token> {
    let mut untrusted = String::new();
    html::push_html(&mut untrusted, tasks::mark(events).into_iter());
    markup::parse(&sanitise::clean(&nesting::limit(&untrusted)))
}

/// What a page adds to a text.
fn furnished(tokens: Vec<markup::Token>, pictures: &Pictures) -> Vec<markup::Token> {
    let tokens = tasks::label(tokens);
    let tokens = links::mark(tokens);
    let tokens = images::place(tokens, pictures);
    let tokens = tables::frame(tokens);
    code::colour(tokens)
}
