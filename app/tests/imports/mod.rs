//! What becomes of the files below `content/`, whichever kind of database they are brought into.
//! Each test file that has this module has a `Store` of its own.

use crate::Store;
use app::{
    caching::Purge,
    content::{ContentError, ImportReport, Pictures, import, watch},
    database::Database,
};
use std::{fs, path::PathBuf, sync::Arc, time::Duration};
use tempfile::TempDir;

const AUTHOR: &str = "+++\nusername = \"ada\"\nname = \"Ada\"\n+++\nWrites.\n";

/// A content folder and a database, both empty but for one author.
struct Desk {
    folder: TempDir,
    store: Store,
    database: Database,
}

impl Desk {
    async fn new() -> Self {
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

    fn content(&self) -> PathBuf {
        self.folder.path().join("content")
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.content().join(name), text).expect("a file written");
    }

    fn article(&self, slug: &str, title: &str) {
        let text = format!(
            "+++\ntitle = \"{title}\"\nslug = \"{slug}\"\ndescription = \"About it.\"\n\
             tags = [\"rust\", \"rust\", \"web\"]\nauthor = \"ada\"\ndate = 2026-11-21\n\
             locale = \"en\"\n+++\n## Heading\n\nText.\n"
        );
        self.write(&format!("{slug}.md"), &text);
    }

    /// The title of a stored article.
    async fn title(&self, slug: &str) -> Option<String> {
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
    async fn wait_for(&self, slug: &str, title: &str) {
        for _ in 0..400 {
            if self.title(slug).await.as_deref() == Some(title) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("{slug} never became {title:?}");
    }

    /// What the archive and the lists of tags say, and what is there.
    async fn counts(&self) -> [Vec<(String, i64)>; 4] {
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

    async fn import(&self) -> ImportReport {
        import(&self.database, &self.content(), &Pictures::default())
            .await
            .expect("an import")
    }
}

#[tokio::test]
async fn an_import_says_what_pages_showed_and_show_no_more() {
    let desk = Desk::new().await;
    let changed = |report: ImportReport| -> Vec<String> {
        report.changes.names().map(str::to_owned).collect()
    };
    desk.article("first", "First");
    desk.article("second", "Second");
    let names = changed(desk.import().await);
    for expected in [
        "article:first",
        "article:second",
        "addresses",
        "articles",
        "author:ada",
        "texts",
    ] {
        assert!(
            names.iter().any(|name| name == expected),
            "{expected}: {names:?}"
        );
    }
    assert!(changed(desk.import().await).is_empty());

    desk.article("first", "Another title");
    let names = changed(desk.import().await);
    assert_eq!(names, ["article:first", "card:first", "cards", "texts"]);

    fs::remove_file(desk.content().join("first.md")).expect("a file");
    let names = changed(desk.import().await);
    for expected in [
        "article:first",
        "articles",
        "by:ada",
        "card:first",
        "months",
        "texts",
    ] {
        assert!(
            names.iter().any(|name| name == expected),
            "{expected}: {names:?}"
        );
    }
    assert!(
        !names.iter().any(|name| name.ends_with("second")),
        "{names:?}"
    );

    // Other words about the author stand on their page only; another name, wherever they wrote.
    desk.write(
        "authors/ada.md",
        &AUTHOR.replace("Writes.", "Writes a lot."),
    );
    assert_eq!(changed(desk.import().await), ["author:ada"]);
    desk.write("authors/ada.md", &AUTHOR.replace("\"Ada\"", "\"Ada L.\""));
    let names = changed(desk.import().await);
    assert_eq!(names, ["author:ada", "byline:ada", "texts"]);
}

fn counts(report: &ImportReport) -> (usize, usize, usize, usize) {
    let ImportReport {
        changed,
        removed,
        unchanged,
        errors,
        changes: _,
    } = report;
    (*changed, *removed, *unchanged, errors.len())
}

#[tokio::test]
async fn an_article_edited_on_the_site_is_never_overwritten_and_the_difference_is_reported() {
    use sea_orm::ConnectionTrait;
    let desk = Desk::new().await;
    desk.article("first", "First");
    desk.import().await;
    let edit = "UPDATE article SET title = 'Edited', edited_on = '2026-11-21', \
                body_markdown = '## Heading\n\nEdited.\n'";
    let writer = desk.database.writer();
    writer.execute_unprepared(edit).await.expect("an edit");
    desk.article("first", "Changed in the file");
    let report = desk.import().await;
    assert_eq!(report.changed, 0, "{report:?}");
    let [error] = report.errors.as_slice() else {
        panic!("one difference: {report:?}");
    };
    let error = error.to_string();
    assert!(error.contains("first.md:"), "{error}");
    assert!(
        error.contains("edited on the site on 2026-11-21"),
        "{error}"
    );
    let statement =
        sea_orm::Statement::from_string(writer.get_database_backend(), "SELECT title FROM article");
    let row = writer.query_one_raw(statement).await.expect("an answer");
    let title: String = row.expect("a row").try_get_by_index(0).expect("a title");
    assert_eq!(title, "Edited");

    fs::remove_file(desk.content().join("first.md")).expect("the file is gone");
    assert_eq!(
        desk.import().await.removed,
        0,
        "without its file it stays too"
    );
}

#[tokio::test]
async fn an_author_whose_file_has_another_name_is_reported_and_the_rest_goes_on() {
    let desk = Desk::new().await;
    desk.write("authors/ada2.md", AUTHOR);
    desk.article("first", "First");
    let report = desk.import().await;
    assert_eq!(report.errors.len(), 1, "{report:?}");
    assert!(report.errors[0].to_string().contains("ada2"), "{report:?}");
    assert_eq!(report.changed, 2, "the author and the article");
}

#[tokio::test]
async fn an_import_waits_for_another_process_that_writes() {
    let desk = Desk::new().await;
    desk.article("first", "First");
    let other = Database::open(&desk.store.url, 1).await;
    let other = other.expect("the database twice");
    let held = other.begin().await.expect("the write lock");
    let release = async {
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        held.rollback().await.expect("the lock is given back");
    };
    let (report, ()) = tokio::join!(desk.import(), release);
    assert_eq!(report.changed, 2, "{report:?}");
}

#[tokio::test]
async fn a_file_that_did_not_change_is_left_alone() {
    let desk = Desk::new().await;
    desk.article("one", "One");
    assert_eq!(counts(&desk.import().await), (2, 0, 0, 0));
    assert_eq!(counts(&desk.import().await), (0, 0, 2, 0));
    desk.article("one", "One, again");
    assert_eq!(counts(&desk.import().await), (1, 0, 1, 0));
}

#[tokio::test]
async fn a_file_that_does_not_parse_is_named_with_its_line_and_the_rest_goes_on() {
    let desk = Desk::new().await;
    desk.article("good", "Good");
    desk.write("bad.md", "+++\ntitle = \"Bad\"\nslug = 7\n+++\nText\n");
    let report = desk.import().await;
    assert_eq!(counts(&report), (2, 0, 0, 1));
    let message = report.errors[0].to_string();
    assert!(message.contains("bad.md:3:"), "{message}");
}

#[tokio::test]
async fn every_kind_of_wrong_article_is_refused_with_a_reason() {
    let desk = Desk::new().await;
    desk.article("right", "Right");
    let right = fs::read_to_string(desk.content().join("right.md")).expect("a file");
    for (wrong, reason) in [
        (right.replace("\"ada\"", "\"bob\""), "no author \"bob\""),
        (right.replace("2026-11-21", "2026-13-40"), "date"),
        (right.replace("2026-11-21", "12:00:00"), "date"),
        (right.replace("title =", "titel ="), "titel"),
        (right.replace("\"right\"", "\"other\""), "file's name"),
        (String::new(), "+++"),
    ] {
        desk.write("right.md", &wrong);
        let report = desk.import().await;
        let message = report
            .errors
            .first()
            .map(ContentError::to_string)
            .unwrap_or_default();
        assert!(message.contains(reason), "{reason:?} is not in {message:?}");
    }
    fs::write(desk.content().join("right.md"), [0xff, 0xfe]).expect("a file written");
    let report = desk.import().await;
    assert!(
        report.errors[0].to_string().contains("UTF-8"),
        "{:?}",
        report.errors
    );
}

#[tokio::test]
async fn a_wrong_value_is_reported_with_the_line_of_its_key() {
    let desk = Desk::new().await;
    desk.article("right", "Right");
    let right = fs::read_to_string(desk.content().join("right.md")).expect("a file");
    for (from, to, line, reason) in [
        ("\"right\"", "\"other\"", 3, "file's name"),
        ("\"ada\"", "\"bob\"", 6, "no author \"bob\""),
        ("2026-11-21", "12:00:00", 7, "has to be a day"),
        ("locale", "updated = 12:00:00\nlocale", 8, "has to be a day"),
        ("locale", "part = 1\nlocale", 8, "series"),
        ("locale", "series = \"x\"\nlocale", 8, "part"),
        ("\"web\"", "\n\"Web\"", 6, "\"Web\""),
        ("\"web\"", "\"c#\"", 5, "\"c#\""),
        ("\"web\"", "\"größe\"", 5, "\"größe\""),
        ("\"web\"", "\"\"", 5, "\"\""),
    ] {
        desk.write("right.md", &right.replace(from, to));
        let report = desk.import().await;
        let [error] = report.errors.as_slice() else {
            panic!("{to}: {report:?}");
        };
        let message = error.to_string();
        let place = format!("right.md:{line}: ");
        assert!(message.contains(&place), "{place}is not in {message}");
        assert!(message.contains(reason), "{reason} is not in {message}");
    }
}

#[tokio::test]
async fn a_name_that_no_address_can_hold_as_it_is_is_refused() {
    let desk = Desk::new().await;
    for slug in [
        "Upper",
        "two words",
        "größe",
        "a_b",
        "a.b",
        "-a",
        "a-",
        "50%",
    ] {
        desk.article(slug, "Title");
        let report = desk.import().await;
        let [error] = report.errors.as_slice() else {
            panic!("{slug}: {report:?}");
        };
        let message = error.to_string();
        assert!(message.contains(&format!("{slug}.md:3: ")), "{message}");
        assert!(message.contains("lower-case letters"), "{message}");
        fs::remove_file(desk.content().join(format!("{slug}.md"))).expect("a file");
    }
    desk.write("authors/Bob.md", &AUTHOR.replace("ada", "Bob"));
    desk.write("authors/eve.md", &AUTHOR.replace("ada", "mallory"));
    let report = desk.import().await;
    let messages: Vec<String> = report.errors.iter().map(ToString::to_string).collect();
    assert_eq!(messages.len(), 2, "{messages:?}");
    assert!(messages[0].contains("Bob.md:2: "), "{messages:?}");
    assert!(messages[1].contains("eve.md:2: "), "{messages:?}");
}

#[tokio::test]
async fn a_file_that_became_wrong_keeps_the_article_it_was() {
    let desk = Desk::new().await;
    desk.article("kept", "Kept");
    desk.import().await;
    desk.write("kept.md", "not an article any more");
    assert_eq!(counts(&desk.import().await), (0, 0, 1, 1));
    desk.article("kept", "Kept");
    let report = desk.import().await;
    assert_eq!(
        report.unchanged, 2,
        "the stored article was still the old one"
    );
}

#[tokio::test]
async fn an_article_without_its_file_is_removed() {
    let desk = Desk::new().await;
    desk.article("here", "Here");
    desk.article("gone", "Gone");
    desk.import().await;
    fs::remove_file(desk.content().join("gone.md")).expect("a file removed");
    assert_eq!(counts(&desk.import().await), (0, 1, 2, 0));
}

#[tokio::test]
async fn a_missing_folder_is_an_error_and_removes_nothing() {
    let desk = Desk::new().await;
    desk.article("safe", "Safe");
    desk.import().await;
    let elsewhere = desk.folder.path().join("elsewhere");
    assert!(
        import(&desk.database, &elsewhere, &Pictures::default())
            .await
            .is_err()
    );
    assert_eq!(counts(&desk.import().await), (0, 0, 2, 0));
}

#[tokio::test]
async fn a_content_folder_that_is_replaced_is_watched_on() {
    let desk = Desk::new().await;
    let content = desk.content();
    let (told, mut purges) = tokio::sync::mpsc::unbounded_channel();
    let purge: Purge = Arc::new(move |changes| {
        let _ = told.send(changes);
        Box::pin(std::future::ready(()))
    });
    let watcher = watch(desk.database.clone(), &content, Pictures::default(), purge);
    let _watcher = watcher.expect("a watcher");
    desk.article("first", "First");
    desk.wait_for("first", "First").await;
    let purged = purges.recv().await.expect("what changed");
    assert!(
        purged.names().any(|name| name == "author:ada"),
        "{purged:?}"
    );

    // Moved away, and another one of the same name in its place.
    fs::rename(&content, desk.folder.path().join("old")).expect("a folder moved");
    fs::create_dir_all(content.join("authors")).expect("the folders");
    desk.write("authors/ada.md", AUTHOR);
    desk.article("first", "In the new folder");
    desk.wait_for("first", "In the new folder").await;
    desk.article("first", "Changed in the new folder");
    desk.wait_for("first", "Changed in the new folder").await;

    // Removed and made again at once: file systems like to give the number of the old folder.
    fs::remove_dir_all(&content).expect("a folder removed");
    fs::create_dir_all(content.join("authors")).expect("the folders");
    desk.write("authors/ada.md", AUTHOR);
    desk.article("first", "Made again");
    desk.wait_for("first", "Made again").await;
    desk.article("first", "Changed again");
    desk.wait_for("first", "Changed again").await;

    // Gone for a while.
    fs::rename(&content, desk.folder.path().join("away")).expect("a folder moved");
    tokio::time::sleep(Duration::from_secs(3)).await;
    fs::rename(desk.folder.path().join("away"), &content).expect("a folder moved back");
    desk.article("first", "After a while");
    desk.wait_for("first", "After a while").await;
}

#[tokio::test]
async fn a_readme_is_no_article() {
    let desk = Desk::new().await;
    desk.write("README.md", "# How to write");
    assert_eq!(counts(&desk.import().await), (1, 0, 0, 0));
}

#[tokio::test]
async fn a_text_that_not_every_database_can_hold_is_refused_and_the_rest_goes_on() {
    let desk = Desk::new().await;
    desk.article("whole", "Whole");
    desk.article("title", "A \\u0000 title");
    desk.article("text", "Text");
    let text = fs::read_to_string(desk.content().join("text.md")).expect("a file");
    desk.write("text.md", &text.replace("Text.", "One\nT\0wo"));
    desk.write(
        "authors/bob.md",
        &AUTHOR.replace("ada", "bob").replace("Ada", "B\\u0000b"),
    );
    let report = desk.import().await;
    let messages: Vec<String> = report.errors.iter().map(ToString::to_string).collect();
    assert_eq!(report.changed, 2, "{messages:?}");
    assert_eq!(messages.len(), 3, "{messages:?}");
    assert!(messages[0].contains("bob.md:1: "), "{messages:?}");
    assert!(messages[1].contains("text.md:13: "), "{messages:?}");
    assert!(messages[2].contains("title.md:1: "), "{messages:?}");
    assert!(
        messages.iter().all(|said| said.contains("U+0000")),
        "{messages:?}"
    );
}

#[tokio::test]
async fn a_very_long_article_is_stored_and_found_by_its_first_words() {
    let desk = Desk::new().await;
    desk.article("endless", "Endless");
    let text = fs::read_to_string(desk.content().join("endless.md")).expect("a file");
    let words: String = (0..300_000).map(|number| format!("w{number} ")).collect();
    let word = "x".repeat(5_000);
    desk.write(
        "endless.md",
        &text.replace("Text.", &format!("{word} {words}")),
    );
    let report = desk.import().await;
    assert_eq!(report.changed, 2, "{report:?}");
}

#[tokio::test]
async fn a_connection_that_reads_cannot_write() {
    use sea_orm::ConnectionTrait;
    let desk = Desk::new().await;
    let reader = desk.database.reader();
    let written = reader.execute_unprepared("DELETE FROM article").await;
    assert!(written.is_err(), "{written:?}");
}

#[tokio::test]
async fn a_seed_adds_what_is_missing_and_goes_on_where_it_ended() {
    let desk = Desk::new().await;
    desk.article("one", "One");
    desk.import().await;
    let seed = async |wanted| {
        app::content::seed(&desk.database, wanted)
            .await
            .expect("a seed")
    };
    assert_eq!(seed(1_201).await, 1_200);
    assert_eq!(seed(1_201).await, 0);
    assert_eq!(seed(1_300).await, 99);
    assert_eq!(
        desk.title("seeded-0001299").await.as_deref(),
        Some("Notes on axum and streams, 1299")
    );
    assert_eq!(counts(&desk.import().await), (0, 0, 2, 0));
}

#[tokio::test]
async fn tags_and_months_say_how_many_articles_they_have_whatever_changes() {
    let desk = Desk::new().await;
    let seen = async |when: &str, expected: &[(&str, i64)]| {
        let [tags, counted_tags, months, counted_months] = desk.counts().await;
        assert_eq!(tags, counted_tags, "{when}");
        assert_eq!(months, counted_months, "{when}");
        for (name, articles) in expected {
            let said = tags.iter().chain(&months).find(|(said, _)| said == name);
            let said = said.map_or(0, |(_, articles)| *articles);
            assert_eq!(said, *articles, "{when}: {name}");
        }
    };
    for slug in ["one", "two", "three"] {
        desk.article(slug, slug);
    }
    desk.import().await;
    seen("imported", &[("rust", 3), ("web", 3), ("2026-11", 3)]).await;

    let two = desk.content().join("two.md");
    let text = fs::read_to_string(&two).expect("a file");
    let text = text.replace("2026-11-21", "2026-12-01");
    desk.write("two.md", &text.replace("\"web\"", "\"css\""));
    desk.import().await;
    let changed = [("web", 2), ("css", 1), ("2026-11", 2), ("2026-12", 1)];
    seen("another month and another tag", &changed).await;

    app::content::seed(&desk.database, 1_053)
        .await
        .expect("a seed");
    seen("seeded", &[("web", 2), ("2026-11", 2), ("2026-12", 1)]).await;

    fs::remove_file(two).expect("a file removed");
    desk.import().await;
    seen("removed", &[("web", 2), ("2026-11", 2), ("2026-12", 0)]).await;
    let [tags, _, months, _] = desk.counts().await;
    assert!(months.len() > 3 && tags.len() > 20, "{months:?} {tags:?}");
}

#[tokio::test]
async fn the_months_of_a_database_that_is_there_already_are_counted_when_it_is_opened() {
    use sea_orm::ConnectionTrait;
    let desk = Desk::new().await;
    desk.article("one", "One");
    desk.article("two", "Two");
    desk.import().await;
    // As a version of the site left it that knew no months.
    let writer = desk.database.writer();
    for statement in [
        "DROP TABLE month",
        "DELETE FROM seaql_migrations WHERE version = 'm0004_months'",
    ] {
        writer.execute_unprepared(statement).await.expect(statement);
    }
    let opened = Database::open(&desk.store.url, 1).await;
    opened.expect("the database, a step further");
    let [_, _, months, _] = desk.counts().await;
    assert_eq!(months, [("2026-11".to_owned(), 2)]);
}
