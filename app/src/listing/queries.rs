//! The SQL of every list: two statements.

use super::{
    Key, Listing, Place,
    rows::{Row, select, with_tags},
};
use crate::{
    caching::names,
    entities::{article, article_tag},
    state::AppState,
};
use sea_orm::{
    JoinType, Order, QueryOrder, QuerySelect, RelationTrait,
    prelude::*,
    sea_query::{Expr, ExprTrait},
};
use sunup::{
    PageError,
    page::{Policy, cache, tag},
};

/// Articles on one page of a list.
const PER_PAGE: usize = 10;

/// Which articles are listed.
#[derive(Clone, Debug)]
pub(crate) enum Scope {
    /// All of them.
    All,
    /// Those that carry this tag.
    Tag(String),
    /// Those of the author with this id.
    Author(i64),
    /// Those published from the first date on and before the second (ISO 8601).
    Between(String, String),
}

/// One page of a list, opened at `place`, as [`use_place`](super::use_place) found it.
pub(crate) async fn listing(scope: &Scope, place: &str) -> Result<Listing, PageError> {
    let state = AppState::current()?;
    let reader = state.database.reader();
    cache(Policy::hours());
    scope.note();
    let (place, not_understood) = match Place::parse(place) {
        Ok(place) => (place, None),
        Err(said) => (Place::Newest, Some(said)),
    };
    let mut rows = rows(scope, &place)
        .all(reader)
        .await
        .map_err(PageError::failed)?;
    // One more than a page was asked for, to know whether the list goes on.
    let beyond = rows.get(PER_PAGE).map(Row::key);
    rows.truncate(PER_PAGE);
    for row in &rows {
        row.note();
    }
    if matches!(place, Place::After(_)) {
        rows.reverse();
    }
    let first = rows.first().map(Row::key);
    let last = rows.last().map(Row::key);
    let before = |key: Option<Key>| key.map(|key| format!("before={key}"));
    let after = |key: Option<Key>| key.map(|key| format!("after={key}"));
    let goes_on = beyond.is_some();
    let (older, newer, canonical) = match place {
        Place::Newest => (before(last.filter(|_| goes_on)), None, None),
        Place::Before(key) => (
            before(last.filter(|_| goes_on)),
            after(first),
            before(Some(key)),
        ),
        // Seen from above, the article beyond the page is the one whose `before` is this page.
        Place::After(_) => (
            before(last),
            after(first.filter(|_| goes_on)),
            before(beyond),
        ),
    };
    Ok(Listing {
        articles: with_tags(reader, rows).await.map_err(PageError::failed)?,
        older,
        newer,
        canonical: canonical.unwrap_or_default(),
        not_understood,
    })
}

/// A query with what its articles are ordered by.
fn in_order(query: Select<article::Entity>) -> (Select<article::Entity>, Expr, Expr) {
    (
        query,
        Expr::col(article::Column::PublishedOn.as_column_ref()),
        Expr::col(article::Column::Slug.as_column_ref()),
    )
}

fn rows(scope: &Scope, place: &Place) -> sea_orm::Selector<sea_orm::SelectModel<Row>> {
    let by = article::Column::PublishedOn;
    let all = select();
    let (query, published_on, slug) = match scope {
        // The tag's own copies of date and slug are what its index is ordered by.
        Scope::Tag(tag) => (
            all.join(JoinType::InnerJoin, article::Relation::Tag.def())
                .filter(article_tag::Column::Tag.eq(tag)),
            Expr::col(article_tag::Column::PublishedOn.as_column_ref()),
            Expr::col(article_tag::Column::Slug.as_column_ref()),
        ),
        Scope::All => in_order(all),
        Scope::Author(id) => in_order(all.filter(article::Column::AuthorId.eq(*id))),
        Scope::Between(from, until) => in_order(all.filter(by.gte(from)).filter(by.lt(until))),
    };
    let pair = Expr::tuple([published_on.clone(), slug.clone()]);
    let (query, order) = match place {
        Place::Newest => (query, Order::Desc),
        Place::Before(key) => (query.filter(pair.lt(key.pair())), Order::Desc),
        Place::After(key) => (query.filter(pair.gt(key.pair())), Order::Asc),
    };
    query
        .order_by(published_on, order.clone())
        .order_by(slug, order)
        .limit(PER_PAGE as u64 + 1)
        .into_model::<Row>()
}

impl Scope {
    /// Names what the list shows besides its articles: which they are.
    fn note(&self) {
        match self {
            Self::All => tag(names::ARTICLES),
            Self::Tag(name) => tag(names::tag(name)),
            // Whoever looked for the author knows their name.
            Self::Author(_) => {}
            Self::Between(from, _) => tag(names::month(from.get(..7).unwrap_or(from))),
        }
    }
}

impl Row {
    fn note(&self) {
        tag(names::card(&self.slug));
        tag(names::byline(&self.username));
    }

    fn key(&self) -> Key {
        Key {
            published_on: self.published_on.clone(),
            slug: self.slug.clone(),
        }
    }
}

impl Key {
    fn pair(&self) -> Expr {
        Expr::tuple([
            Expr::value(self.published_on.as_str()),
            Expr::value(self.slug.as_str()),
        ])
    }
}
