//! [`Details`]: what machines are told of a page beyond its title and description.

/// What machines are told of a page beyond its title and description.
///
/// Paths are those of the site, `/article/a-slug`, percent-encoded like every address; the origin
/// is added when they are printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Details {
    /// What the page is.
    pub kind: Kind,
    /// The picture of link previews; the site's own when there is none.
    pub image: Option<Image>,
    /// The pages between the front page and this one, outermost first.
    pub trail: Vec<Crumb>,
    /// The page in other forms: feeds, Markdown.
    pub alternates: Vec<Alternate>,
    /// Path of the page before this one in a list of pages.
    pub previous: Option<String>,
    /// Path of the page after this one in a list of pages.
    pub next: Option<String>,
}

/// What a page is, in the words of schema.org and Open Graph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// Anything without a kind of its own.
    #[default]
    Page,
    /// The front page, which speaks for the whole site.
    Home,
    /// Something to read that somebody wrote on a day.
    Article(Article),
    /// Somebody.
    Person(Person),
}

/// An article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    /// Day or time of publication, ISO 8601.
    pub published: String,
    /// The last change that readers should know of, ISO 8601.
    pub modified: Option<String>,
    /// Who wrote it.
    pub author: Person,
    /// What it is about.
    pub tags: Vec<String>,
    /// How many words it has.
    pub words: Option<u32>,
    /// The series it is a part of.
    pub series: Option<String>,
    /// Language of the text as a BCP 47 tag; the site's when there is none.
    pub language: Option<String>,
}

/// Somebody who writes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// As shown.
    pub name: String,
    /// The name of the account.
    pub username: String,
    /// Path of the person's page.
    pub path: String,
    /// Path of the person's picture.
    pub image: Option<String>,
}

/// A picture for link previews.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Image {
    /// Path of the picture.
    pub path: String,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// What it shows, for those who do not see it.
    pub alt: String,
}

/// A page above this one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Crumb {
    /// As shown.
    pub name: String,
    /// Path of the page.
    pub path: String,
}

/// A page in another form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Alternate {
    /// Media type: `application/atom+xml`.
    pub media_type: &'static str,
    /// Path of the other form.
    pub path: String,
    /// What a feed reader shows before anybody subscribes.
    pub title: String,
}

impl From<Kind> for Details {
    fn from(kind: Kind) -> Self {
        Self {
            kind,
            ..Self::default()
        }
    }
}

impl From<Article> for Details {
    fn from(article: Article) -> Self {
        Kind::Article(article).into()
    }
}

impl From<Person> for Details {
    fn from(person: Person) -> Self {
        Kind::Person(person).into()
    }
}
