//! Files that are new, changed, gone, or edited on the site.

use super::desk::{AUTHOR, Desk, counts};
use app::{
    caching::Purge,
    content::{ImportReport, Pictures, import, watch},
    database::Database,
};
use std::{fs, sync::Arc, time::Duration};

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
