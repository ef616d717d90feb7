//! [`Counts`]: keeps the number of articles of each tag and of each month.
//!
//! ```text
//! let mut counts = Counts::default();
//! counts.touch_all(change, Column::Id.eq(7).into()).await?;   // before it changes
//! counts.touch("2026-11-21", ["rust"]);                       // what it became
//! counts.recount(change).await?;                              // once, in the same transaction
//! ```

use super::statement::execute;
use crate::entities::{article, article_tag};
use sea_orm::{
    Condition, DatabaseTransaction, DbErr, EntityTrait, JoinType, QueryFilter, QuerySelect,
    RelationTrait,
};
use std::collections::BTreeSet;

/// How much of a date is its month: `2026-11` of `2026-11-21`.
const MONTH: usize = 7;

/// The tags and months whose numbers of articles may have changed. They alone are counted again,
/// so that a change of one article costs what its own lists hold.
#[derive(Debug, Default)]
#[must_use = "the numbers stay as they were until they are counted again"]
pub(super) struct Counts {
    tags: BTreeSet<String>,
    months: BTreeSet<String>,
}

impl Counts {
    /// Notes what an article is, or is no more.
    pub(super) fn touch<S: AsRef<str>>(
        &mut self,
        published_on: &str,
        tags: impl IntoIterator<Item = S>,
    ) {
        let month = published_on.get(..MONTH).unwrap_or(published_on);
        if !self.months.contains(month) {
            self.months.insert(month.to_owned());
        }
        for tag in tags {
            if !self.tags.contains(tag.as_ref()) {
                self.tags.insert(tag.as_ref().to_owned());
            }
        }
    }

    /// Notes what the articles are that are about to be changed or deleted.
    pub(super) async fn touch_all(
        &mut self,
        change: &DatabaseTransaction,
        articles: Condition,
    ) -> Result<(), DbErr> {
        let dates: Vec<String> = article::Entity::find()
            .select_only()
            .column(article::Column::PublishedOn)
            .distinct()
            .filter(articles.clone())
            .into_tuple()
            .all(change)
            .await?;
        for published_on in &dates {
            self.touch::<&str>(published_on, []);
        }
        let tags: Vec<String> = article_tag::Entity::find()
            .select_only()
            .column(article_tag::Column::Tag)
            .distinct()
            .join(JoinType::InnerJoin, article_tag::Relation::Article.def())
            .filter(articles)
            .into_tuple()
            .all(change)
            .await?;
        self.tags.extend(tags);
        Ok(())
    }

    /// Counts again what was touched, after articles and their tags are stored.
    pub(super) async fn recount(self, change: &DatabaseTransaction) -> Result<(), DbErr> {
        for tag in &self.tags {
            execute(change, "DELETE FROM tag WHERE tag = $1", [tag.into()]).await?;
            execute(change, COUNT_TAG, [tag.into()]).await?;
        }
        for month in &self.months {
            execute(change, "DELETE FROM month WHERE month = $1", [month.into()]).await?;
            let first_days = [month.into(), next(month).into()];
            execute(change, COUNT_MONTH, first_days).await?;
        }
        Ok(())
    }
}

/// A tag without articles gets no row.
const COUNT_TAG: &str = "INSERT INTO tag (tag, articles) \
     SELECT tag, count(*) FROM article_tag WHERE tag = $1 GROUP BY tag";

/// The dates of a month, walked in the index of all lists.
const COUNT_MONTH: &str = "INSERT INTO month (month, articles) \
     SELECT substr(published_on, 1, 7), count(*) FROM article \
     WHERE published_on >= $1 AND published_on < $2 GROUP BY substr(published_on, 1, 7)";

/// What comes after all days of a month, in the order of bytes: `.` is the character after `-`.
fn next(month: &str) -> String {
    format!("{month}.")
}
