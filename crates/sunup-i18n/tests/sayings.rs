//! Generated messages compile and say what their files say.

#[allow(dead_code)]
mod t {
    include!("locales/t.rs");
}

#[test]
fn a_message_says_its_text_with_every_reference_followed() {
    assert_eq!(t::nav::home(), "Home");
    assert_eq!(t::nav::home_aria_label(), "To the front page of Conduit");
    assert_eq!(t::nav::menu_title(), "Home menu");
    assert_eq!(
        t::nav::menu_hint(),
        "Home menu, To the front page of Conduit"
    );
}

#[test]
fn a_number_is_grouped_or_not_and_chooses_its_plural() {
    assert_eq!(t::article::reading_time(1_234_u64), "1,234 min read");
    assert_eq!(t::article::comments(0), "No comments");
    assert_eq!(t::article::comments(1_u8), "One comment");
    assert_eq!(t::article::comments(2_000_usize), "2,000 comments");
    assert_eq!(
        t::article::heading("tag", "rust", 2026),
        "Articles about rust in 2026"
    );
}

#[test]
fn the_first_variant_that_fits_is_chosen_and_the_default_one_otherwise() {
    assert_eq!(t::article::middle(0), "none");
    assert_eq!(t::article::middle(1), "single", "[one] stands before [1]");
    assert_eq!(t::article::middle(5), "single");
    assert_eq!(
        t::article::heading("else", "", 1),
        "All articles of Conduit in 1"
    );
}

#[test]
fn arguments_stand_in_the_order_of_the_comment() {
    assert_eq!(
        t::article::greeting("Ada", "Bob"),
        "Dear Bob, Ada wrote this."
    );
}

#[test]
fn lines_keep_their_indentation_below_the_first_one() {
    assert_eq!(
        t::article::long("the"),
        "First line,\n  second line, indented by two,\nthe third line."
    );
}

#[test]
fn literals_are_unescaped_and_keywords_escaped() {
    assert_eq!(t::article::heading_aria_label(), "{ \"quoted\" é\"\\");
    assert_eq!(t::nav::r#type(), "A keyword of Rust");
}
