//! What the archive and the lists of tags say, whatever changes.

use super::desk::{Desk, counts};
use app::database::Database;
use std::fs;

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
