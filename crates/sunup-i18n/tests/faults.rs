//! What is wrong with a Fluent file fails the build with its line and the reason.

use std::{fs, path::Path};
use sunup_i18n::codegen::{CodegenError, Messages};
use tempfile::TempDir;

/// The faults of a folder with these files, without the path of the folder.
fn faults(files: &[(&str, &str)]) -> Vec<String> {
    let root = TempDir::new().expect("a folder");
    let folder = root.path().join("en");
    fs::create_dir(&folder).expect("a folder");
    for (name, text) in files {
        fs::write(folder.join(name), text).expect("a file");
    }
    let prefix = format!("{}/", folder.display());
    match Messages::of(&folder).generate() {
        Ok(rust) => panic!("no fault was found:\n{rust}"),
        Err(CodegenError::Faults(faults)) => faults
            .iter()
            .map(|fault| fault.to_string().replace(&prefix, ""))
            .collect(),
        Err(other) => panic!("{other}"),
    }
}

#[track_caller]
fn assert_fault(text: &str, expected: &str) {
    assert_eq!(faults(&[("a.ftl", text)]), [expected], "{text}");
}

#[test]
fn syntax_is_checked() {
    assert_fault(
        "good = Good\nbad Bad\nfine = Fine\n",
        "a.ftl:2: Expected a token starting with \"=\"",
    );
    assert_fault(
        "a = { $n ->\n    [0] none\n    [one] one\n}\n",
        "a.ftl:4: The select expression must have a default variant",
    );
    assert_fault("a = { \"open }\n", "a.ftl:1: Unterminated string literal");
}

#[test]
fn a_name_is_given_once() {
    assert_fault(
        "a = 1\nb = 2\na = 3\n",
        "a.ftl:3: the message a is defined in line 1 already",
    );
    assert_fault(
        "a = 1\n    .b = 2\n    .b = 3\n",
        "a.ftl:3: a has the attribute .b already",
    );
    assert_fault(
        "a = 1\n    .b-c = 2\na-b_c = 3\n",
        "a.ftl:3: a.b-c and a-b_c would both be a_b_c in Rust",
    );
    assert_fault(
        "self = 1\n",
        "a.ftl:1: self cannot be the name of a function in Rust",
    );
    let twice = faults(&[("a.ftl", "-t = 1\n"), ("b.ftl", "b = 1\n-t = 2\n")]);
    assert_eq!(twice.len(), 1);
    assert!(
        twice[0].starts_with("b.ftl:2: the term -t is defined in "),
        "{twice:?}"
    );
    let twice = faults(&[("a-b.ftl", "a = 1\n"), ("a_b.ftl", "b = 1\n")]);
    assert_eq!(twice.len(), 1);
    assert!(
        twice[0].ends_with("would be the module a_b as well"),
        "{twice:?}"
    );
}

#[test]
fn a_reference_leads_somewhere_and_not_back() {
    assert_fault(
        "a = 1\nb = { c }\n",
        "a.ftl:2: there is no message c in this file; what several files use is a term",
    );
    assert_fault(
        "a = 1\nb = { a.hint }\n",
        "a.ftl:2: there is no message a.hint in this file; what several files use is a term",
    );
    assert_fault("a = { -brand }\n", "a.ftl:1: there is no term -brand");
    assert_eq!(
        faults(&[("a.ftl", "a = { b }\nb =\n    { a }\n")]),
        ["a.ftl:1: b refers to itself", "a.ftl:3: a refers to itself"]
    );
}

#[test]
fn what_is_not_supported_is_told() {
    assert_fault(
        "a = { DATETIME($day) }\n",
        "a.ftl:1: there is no function DATETIME; NUMBER is the only one",
    );
    assert_fault(
        "a = { NUMBER($n, style: \"percent\") }\n",
        "a.ftl:1: NUMBER does not understand style here; it has useGrouping: 0 and 1",
    );
    assert_fault(
        "a = { NUMBER(7) }\n",
        "a.ftl:1: NUMBER takes one argument: NUMBER($count)",
    );
    assert_fault(
        "-t = T\na = { -t(case: \"dative\") }\n",
        "a.ftl:2: a term takes no arguments here: write a message for each form",
    );
    assert_fault(
        "-t = { $n }\na = { -t }\n",
        "a.ftl:1: a term cannot use $n: nobody gives it arguments",
    );
    assert_fault(
        "-t = T\n    .gender = f\na = { -t.gender ->\n    [f] F\n   *[m] M\n}\n",
        "a.ftl:3: only an argument can choose between variants",
    );
    assert_fault(
        "a = { 5 }\n",
        "a.ftl:1: the number 5 stands in the message: write it as text",
    );
}

#[test]
fn variants_can_all_be_reached() {
    assert_fault(
        "a = { $n ->\n    [one] a\n    [few] b\n   *[other] c\n}\n",
        "a.ftl:3: no number is [few] in the language en",
    );
    assert_fault(
        "a = { $n ->\n    [1.5] a\n   *[other] c\n}\n",
        "a.ftl:2: no argument is 1.5: they are whole numbers",
    );
    assert_fault(
        "a = { $n ->\n    [0] a\n    [0] b\n   *[other] c\n}\n",
        "a.ftl:3: there is a variant [0] already",
    );
    assert_fault(
        "a = { $n ->\n   *[other] c\n}\n",
        "a.ftl:2: a selector with one variant chooses nothing",
    );
    assert_fault(
        "a = { $n ->\n    [0] a\n   *[tag] c\n}\n",
        "a.ftl:2: a selector has numbers or words, not both",
    );
    assert_fault(
        "a = { NUMBER($n) ->\n    [tag] a\n   *[other] c\n}\n",
        "a.ftl:2: [tag] is no plural category, and the selector is a number",
    );
}

#[test]
fn an_argument_has_one_type_and_a_place() {
    assert_fault(
        "a = { NUMBER($n) } { $n ->\n    [tag] a\n   *[author] c\n}\n",
        "a.ftl:1: $n is a number in one place and text in another",
    );
    assert_fault(
        "# About $x.\na = { $x } and { $y }\n",
        "a.ftl:2: name the arguments $x, $y in the comment above a, in the order in which its \
         function takes them: they are of one type, and rewording must not swap them",
    );
    assert_fault(
        "# About $x and $z.\na = { $x }\n",
        "a.ftl:1: the comment names $z, which the message does not use",
    );
    assert_fault(
        "# $userName, $user-name\na = { $userName } { $user-name }\n",
        "a.ftl:2: two arguments would be called user_name in Rust",
    );
}

#[test]
fn every_fault_is_told_at_once_in_the_order_of_the_files() {
    let files = [
        ("b.ftl", "b = { a }\n"),
        ("a.ftl", "a = { b }\n\nc = { d }\n"),
    ];
    let told = faults(&files);
    let places: Vec<&str> = told.iter().map(|fault| &fault[..7]).collect();
    assert_eq!(places, ["a.ftl:1", "a.ftl:3", "b.ftl:1"]);
}

#[test]
fn windows_line_ends_change_nothing() {
    let root = TempDir::new().expect("a folder");
    let generated = |line_end: &str| {
        let text =
            "# Said.\na =\n    One\n    two { $n ->\n    [one] x\n   *[other] y\n}\n    .b = c\n";
        let folder = root.path().join("en");
        fs::create_dir_all(&folder).expect("a folder");
        fs::write(folder.join("a.ftl"), text.replace('\n', line_end)).expect("a file");
        Messages::of(folder)
            .generate()
            .unwrap_or_else(|error| panic!("{error}"))
    };
    assert_eq!(generated("\n"), generated("\r\n"));
}

#[test]
fn a_folder_without_messages_is_an_error_that_names_it() {
    let root = TempDir::new().expect("a folder");
    let said = |folder: &Path| match Messages::of(folder).generate() {
        Ok(rust) => panic!("{rust}"),
        Err(error) => error.to_string(),
    };
    let en = root.path().join("en");
    assert!(said(&en).contains("cannot be read"), "{}", said(&en));
    fs::create_dir(&en).expect("a folder");
    assert!(
        said(&en).contains("there is no .ftl file in"),
        "{}",
        said(&en)
    );
    fs::create_dir(en.join("home")).expect("a folder");
    assert!(said(&en).contains("is a folder"), "{}", said(&en));
    let tlh = root.path().join("tlh");
    assert!(
        said(&tlh).contains("is not named by a known language"),
        "{}",
        said(&tlh)
    );
}
