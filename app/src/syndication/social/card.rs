//! [`Card`]: what the picture beside a link shows.

use super::{
    super::{Publication, SyndicationError, text::line, xml::escape},
    font::{REGULAR, Ruler, SEMIBOLD},
    lines::{Frame, LEADING, Lines},
};
use crate::{
    caching::names,
    entities::{article, author},
    t::machines as words,
};
use sea_orm::{FromQueryResult, JoinType, QuerySelect, RelationTrait, prelude::*};
use std::fmt::Write;
use sunup::page::{tag, tracked};

/// Width and height in pixels, as the networks ask for it.
pub(in super::super) const PICTURE: (u32, u32) = (1200, 630);

/// What the picture beside a link shows.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Card {
    title: String,
    /// Who wrote it and when; a sentence about the site where it stands for all of it.
    note: String,
}

#[derive(FromQueryResult)]
struct Row {
    title: String,
    published_on: String,
    name: String,
    username: String,
}

impl Publication {
    /// The card of the whole site.
    pub fn card(&self) -> Card {
        Card {
            title: words::name(),
            note: words::description(),
        }
    }

    /// The card of an article; `None` when there is no such article.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn article_card(&self, slug: &str) -> Result<Option<Card>, SyndicationError> {
        let row = article::Entity::find()
            .select_only()
            .columns([article::Column::Title, article::Column::PublishedOn])
            .columns([author::Column::Name, author::Column::Username])
            .join(JoinType::InnerJoin, article::Relation::Author.def())
            .filter(article::Column::Slug.eq(slug))
            .into_model::<Row>();
        let row = tracked(names::card(slug), || row.one(self.reader())).await?;
        Ok(row.map(|row| {
            tag(names::byline(&row.username));
            let day = row.published_on.parse::<jiff::civil::Date>();
            let day = day.map(|day| day.strftime(" · %-d %B %Y").to_string());
            Card {
                title: line(&row.title),
                note: line(&(row.name + &day.unwrap_or_default())),
            }
        }))
    }
}

/// Where the title stands.
const LEFT: f32 = 80.0;
const TOP: f32 = 150.0;
const FRAME: Frame = Frame {
    width: 1040.0,
    height: 330.0,
};

/// Height of the letters of the note.
const NOTE: f32 = 32.0;

impl Card {
    /// The picture as SVG. Letters that the font does not have are left out of it.
    pub(super) fn svg(&self) -> Result<String, SyndicationError> {
        let semibold = Ruler::of(SEMIBOLD)?;
        let regular = Ruler::of(REGULAR)?;
        let title = semibold.known(&self.title);
        let title = Lines::fit(&title, &FRAME, |text| semibold.width(text));
        let height = title.lines.len() as f32 * title.size * LEADING;
        // In the middle of its box; letters stand on the line below them.
        let first = TOP + (FRAME.height - height) / 2.0 + title.size * 0.85;
        let mut text = String::new();
        for (row, line) in (0_u8..).zip(&title.lines) {
            let y = first + f32::from(row) * title.size * LEADING;
            // Writing to a String cannot fail.
            let _ = write!(
                text,
                "<text x=\"{LEFT}\" y=\"{y:.1}\" font-size=\"{}\" font-weight=\"600\" \
                 letter-spacing=\"{:.2}\">",
                title.size,
                title.size * -0.01,
            );
            escape(line, &mut text);
            text.push_str("</text>");
        }
        let note = shortened(&regular.known(&self.note), &regular);
        let _ = write!(text, "<text x=\"{LEFT}\" y=\"556\" font-size=\"{NOTE}\">");
        escape(&note, &mut text);
        text.push_str("</text>");
        Ok(include_str!("card.svg")
            .replace("{{name}}", &words::name())
            .replace("{{text}}", &text))
    }
}

/// The note on one line; what is too long ends in an ellipsis.
fn shortened(note: &str, ruler: &Ruler) -> String {
    let most = (FRAME.width - 200.0) / NOTE;
    let mut note = note.trim().to_owned();
    if ruler.width(&note) <= most {
        return note;
    }
    while !note.is_empty() && ruler.width(&note) > most - 1.0 {
        note.pop();
    }
    note + "…"
}
