//! Files that no article or author can be made of.

use super::desk::{AUTHOR, Desk, counts};
use app::content::ContentError;
use std::fs;

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
