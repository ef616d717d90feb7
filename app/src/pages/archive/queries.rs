//! The SQL of the archive: one statement for the months, read once for page and function, and those
//! of the list for a month.

use super::data::{Month, MonthPage};
use crate::{
    caching::names,
    database::Database,
    entities::month,
    listing::{self, Scope, listing},
    state::AppState,
    t,
};
use jiff::{ToSpan, civil::Date};
use sea_orm::{QueryOrder, prelude::*};
use sunup::{
    PageError,
    cache::data,
    page::{Policy, cache},
};

/// All months in which something was published, newest first.
pub(super) async fn months() -> Result<Vec<Month>, PageError> {
    let AppState { database, .. } = AppState::current()?;
    cache(Policy::hours());
    let months = data("months", Policy::hours().tag(names::MONTHS));
    months.read(move || counted(database.clone())).await
}

async fn counted(database: Database) -> Result<Vec<Month>, PageError> {
    let months = month::Entity::find().order_by_desc(month::Column::Month);
    let counted = months.all(database.reader()).await;
    let counted = counted.map_err(PageError::failed)?;
    Ok(counted.into_iter().filter_map(named).collect())
}

fn named(month: month::Model) -> Option<Month> {
    let first: Date = format!("{}-01", month.month).parse().ok()?;
    Some(Month {
        year: first.year(),
        path: path(first),
        name: written(first, "%B"),
        articles: month.articles.into(),
    })
}

/// A month as HTML's `<time>` has it, and as `format` writes it for readers.
fn written(first: Date, format: &str) -> listing::Date {
    listing::Date {
        iso: first.strftime("%Y-%m").to_string(),
        text: first.strftime(format).to_string(),
    }
}

fn path(first: Date) -> String {
    format!("/archive/{:04}/{:02}", first.year(), first.month())
}

/// The articles of a month. An address that is no month, or one without articles, is not found.
pub(super) async fn by_month(year: &str, month: &str, place: &str) -> Result<MonthPage, PageError> {
    // An address that is no month stays one.
    cache(Policy::hours());
    let nothing = || PageError::not_found(t::archive::empty_month());
    let first = first_day(year, month).ok_or_else(nothing)?;
    let next = first.checked_add(1.month()).map_err(|_| nothing())?;
    let scope = Scope::Between(first.to_string(), next.to_string());
    let listing = listing(&scope, place).await?;
    let is_first_page = listing.canonical.is_empty();
    if listing.articles.is_empty() && is_first_page {
        return Err(nothing());
    }
    Ok(MonthPage {
        title: written(first, "%B %Y"),
        path: path(first),
        listing,
    })
}

/// The first day of the month in an address; each month has one spelling, `2026/05`.
fn first_day(year: &str, month: &str) -> Option<Date> {
    let digits =
        |text: &str, count| text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(year, 4) || !digits(month, 2) {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, 1).ok()
}

#[cfg(test)]
mod tests {
    use super::first_day;

    #[test]
    fn a_month_has_one_spelling() {
        assert!(first_day("2026", "05").is_some());
        for (year, month) in [
            ("2026", "5"),
            ("2026", "13"),
            ("2026", "00"),
            ("26", "05"),
            ("-026", "05"),
            ("２０２６", "05"),
        ] {
            assert!(first_day(year, month).is_none(), "{year}/{month}");
        }
    }
}
