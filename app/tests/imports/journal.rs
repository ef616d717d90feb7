//! What changed is written down with the change, for whoever keeps pages.

use super::desk::Desk;
use app::{
    caching::{Journal, News, Place},
    content::seed,
};
use std::collections::BTreeSet;

async fn names(journal: &Journal, place: &Place) -> BTreeSet<String> {
    match journal.after(place).await.expect("the journal").0 {
        News::Names(names) => names,
        News::Everything => panic!("everything"),
    }
}

#[tokio::test]
async fn the_names_of_a_change_are_there_for_who_reads_on_from_a_place() {
    let desk = Desk::new().await;
    let journal = Journal::new(desk.database.clone());
    let start = journal.end().await.expect("a place");
    assert!(names(&journal, &start).await.is_empty());

    desk.article("first", "First");
    let report = desk.import().await;
    let expected: BTreeSet<String> = report.changes.names().map(str::to_owned).collect();
    assert_eq!(names(&journal, &start).await, expected);

    let (_, place) = journal.after(&start).await.expect("the journal");
    assert_eq!(place, journal.end().await.expect("a place"));
    assert!(names(&journal, &place).await.is_empty());
    desk.import().await;
    assert_eq!(journal.end().await.expect("a place"), place);

    desk.article("first", "Another title");
    desk.import().await;
    let changed = names(&journal, &place).await;
    assert_eq!(
        changed.iter().map(String::as_str).collect::<Vec<_>>(),
        ["article:first", "card:first", "cards", "texts"]
    );
    assert!(names(&journal, &start).await.is_superset(&expected));
}

#[tokio::test]
async fn a_place_of_another_database_or_of_its_future_is_followed_by_everything() {
    let (desk, other) = (Desk::new().await, Desk::new().await);
    for desk in [&desk, &other] {
        desk.article("first", "First");
        desk.import().await;
    }
    let journal = Journal::new(desk.database.clone());
    let end = journal.end().await.expect("a place");
    let foreign = Journal::new(other.database.clone());
    let foreign = foreign.end().await.expect("a place");
    let identity = end.to_string();
    let (identity, number) = identity.split_once(' ').expect("two parts");
    let later = format!(
        "{identity} {}",
        number.parse::<i64>().expect("a number") + 1
    );
    let later: Place = later.parse().expect("a place");
    for place in [foreign, later] {
        let (news, after) = journal.after(&place).await.expect("the journal");
        assert_eq!((news, &after), (News::Everything, &end), "{place}");
    }
}

#[tokio::test]
async fn what_is_seeded_changes_everything() {
    let desk = Desk::new().await;
    desk.article("first", "First");
    desk.import().await;
    let journal = Journal::new(desk.database.clone());
    let place = journal.end().await.expect("a place");
    seed(&desk.database, 50).await.expect("articles");
    let (news, _) = journal.after(&place).await.expect("the journal");
    assert_eq!(news, News::Everything);
}

#[tokio::test]
async fn the_text_of_a_place_is_read_back_and_nothing_else_is_one() {
    let desk = Desk::new().await;
    let place = Journal::new(desk.database.clone()).end().await;
    let place = place.expect("a place");
    assert_eq!(place.to_string().parse::<Place>().expect("the same"), place);
    for text in ["", " ", "x", "x y", "7"] {
        assert!(text.parse::<Place>().is_err(), "{text:?}");
    }
}
