//! [`Publication`]: where texts come from.

use super::address::segment;
use crate::database::Database;
use sea_orm::DatabaseConnection;
use std::sync::Arc;

/// The articles and the address under which visitors know the site. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Publication {
    database: Database,
    origin: Arc<str>,
}

impl Publication {
    /// The articles of `database`, published at `origin`: `https://example.org`, without a slash
    /// at the end.
    pub fn new(database: Database, origin: impl Into<Arc<str>>) -> Self {
        Self {
            database,
            origin: origin.into(),
        }
    }

    /// The whole address of a path.
    pub(super) fn url(&self, path: &str) -> String {
        [&self.origin, path].concat()
    }

    /// The address of an article's page.
    pub(super) fn article(&self, slug: &str) -> String {
        self.url(&["/article/", &segment(slug)].concat())
    }

    /// The public origin.
    pub(super) fn origin(&self) -> &str {
        &self.origin
    }

    pub(super) fn reader(&self) -> &DatabaseConnection {
        self.database.reader()
    }
}
