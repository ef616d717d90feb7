//! [`around`]: a message with markup in its middle.

/// What stands for the markup while the message is made: the character that Unicode has for it.
const OBJECT: &str = "\u{fffc}";

/// The text before and after one argument of a message, for an argument that is a link, say, and
/// no text. Where it stands in the sentence stays the translator's to say.
///
/// ```
/// use sunup_i18n::around;
/// fn reload(link: &str) -> String {
///     format!("Late? {link} the page.")
/// }
/// assert_eq!(around(reload), ("Late? ".to_owned(), " the page.".to_owned()));
/// ```
///
/// A message that leaves the argument out stands before it as a whole.
pub fn around(message: impl FnOnce(&str) -> String) -> (String, String) {
    parted(message(OBJECT))
}

fn parted(mut message: String) -> (String, String) {
    match message.find(OBJECT) {
        Some(start) => {
            let after = message.split_off(start + OBJECT.len());
            message.truncate(start);
            (message, after)
        }
        None => (message, String::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_argument_may_stand_anywhere_or_be_left_out() {
        let parted = |message: fn(&str) -> String| {
            let (before, after) = around(message);
            format!("{before}|{after}")
        };
        assert_eq!(parted(|gap| format!("{gap} here")), "| here");
        assert_eq!(parted(|gap| format!("here {gap}")), "here |");
        assert_eq!(parted(|gap| format!("{gap}, {gap}")), "|, \u{fffc}");
        assert_eq!(parted(|_| "nowhere".to_owned()), "nowhere|");
    }
}
