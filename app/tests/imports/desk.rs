//! [`Desk`]: a content folder and a database.

use crate::Store;
use app::{
    content::{ImportReport, Pictures, import},
    database::Database,
};
use std::{fs, path::PathBuf, time::Duration};
use tempfile::TempDir;

pub(super) const AUTHOR: &str = "+++\nusername = \"ada\"\nname = \"Ada\"\n+++\nWrites.\n";

/// A content folder and a database, both empty but for one author.
pub(super) struct Desk {
    pub(super) folder: TempDir,
    pub(super) store: Store,
    pub(super) database: Database,
}

impl Desk {
    pub(super) async fn new() -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        fs::create_dir_all(folder.path().join("content/authors")).expect("the folders");
        let store = Store::new();
        let database = Database::open(&store.url, 2).await.expect("a database");
        let desk = Self {
            folder,
            store,
            database,
        };
        desk.write("authors/ada.md", AUTHOR);
        desk
    }

    pub(super) fn content(&self) -> PathBuf {
        self.folder.path().join("content")
    }

    pub(super) fn write(&self, name: &str, text: &str) {
        fs::write(self.content().join(name), text).expect("a file written");
    }

    pub(super) fn article(&self, slug: &str, title: &str) {
        let text = format!(
            "+++\ntitle = \"{title}\"\nslug = \"{slug}\"\ndescription = \"About it.\"\n\
             tags = [\"rust\", \"rust\", \"web\"]\nauthor = \"ada\"\ndate = 2026-11-21\n\
             locale = \"en\"\n+++\n## Heading\n\nText.\n"
        );
        self.write(&format!("{slug}.md"), &text);
    }

    /// The title of a stored article.
    pub(super) async fn title(&self, slug: &str) -> Option<String> {
        use sea_orm::ConnectionTrait;
        let reader = self.database.reader();
        let statement = sea_orm::Statement::from_sql_and_values(
            reader.get_database_backend(),
            "SELECT title FROM article WHERE slug = $1",
            [slug.into()],
        );
        let row = reader.query_one_raw(statement).await.expect("an answer");
        row.map(|row| row.try_get_by_index(0).expect("a title"))
    }

    /// Waits until the watcher has imported an article with this title.
    pub(super) async fn wait_for(&self, slug: &str, title: &str) {
        for _ in 0..400 {
            if self.title(slug).await.as_deref() == Some(title) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("{slug} never became {title:?}");
    }

    /// What the archive and the lists of tags say, and what is there.
    pub(super) async fn counts(&self) -> [Vec<(String, i64)>; 4] {
        let tags = "SELECT tag, count(*) FROM article_tag GROUP BY tag ORDER BY tag";
        let months = "SELECT substr(published_on, 1, 7), count(*) FROM article \
                      GROUP BY substr(published_on, 1, 7) ORDER BY 1";
        [
            self.numbers("SELECT tag, articles FROM tag ORDER BY tag")
                .await,
            self.numbers(tags).await,
            self.numbers("SELECT month, articles FROM month ORDER BY month")
                .await,
            self.numbers(months).await,
        ]
    }

    async fn numbers(&self, sql: &str) -> Vec<(String, i64)> {
        use sea_orm::ConnectionTrait;
        let reader = self.database.reader();
        let statement = sea_orm::Statement::from_string(reader.get_database_backend(), sql);
        let rows = reader.query_all_raw(statement).await.expect("an answer");
        let number = |row: &sea_orm::QueryResult| {
            let stored = row.try_get_by_index::<i32>(1).map(i64::from);
            stored
                .or_else(|_| row.try_get_by_index(1))
                .expect("a number")
        };
        let rows = rows.iter();
        rows.map(|row| (row.try_get_by_index(0).expect("a name"), number(row)))
            .collect()
    }

    pub(super) async fn import(&self) -> ImportReport {
        import(&self.database, &self.content(), &Pictures::default())
            .await
            .expect("an import")
    }
}

pub(super) fn counts(report: &ImportReport) -> (usize, usize, usize, usize) {
    let ImportReport {
        changed,
        removed,
        unchanged,
        errors,
        changes: _,
    } = report;
    (*changed, *removed, *unchanged, errors.len())
}
