//! Dictionaries of structured fields (RFC 9651, section 4.2.2).

use super::item::{Input, Item};

/// The members of a field, its lines joined. `None` when it is not a dictionary; a field without
/// members is an empty one. A name that comes again replaces the member before.
pub(super) fn dictionary(field: &[u8]) -> Option<Vec<(&[u8], Item)>> {
    let mut input = Input(field);
    let mut members: Vec<(&[u8], Item)> = Vec::new();
    input.skip(|byte| byte == b' ');
    while input.peek().is_some() {
        let name = name(&mut input)?;
        let value = match input.take(b'=') {
            Some(()) if input.peek() == Some(b'(') => inner_list(&mut input)?,
            Some(()) => input.item()?,
            None => Item::Boolean(true),
        };
        parameters(&mut input)?;
        members.retain(|(known, _)| *known != name);
        members.push((name, value));
        input.skip(is_ows);
        if input.peek().is_none() {
            break;
        }
        input.take(b',')?;
        input.skip(is_ows);
        // A comma at the end is an error.
        input.peek()?;
    }
    Some(members)
}

fn is_ows(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t')
}

/// Section 4.2.3.3: lower case only.
fn name<'a>(input: &mut Input<'a>) -> Option<&'a [u8]> {
    let start = input.0;
    matches!(input.peek()?, b'a'..=b'z' | b'*').then_some(())?;
    let length = input
        .skip(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"_-.*".contains(&byte));
    start.get(..length)
}

/// Section 4.2.3.2. Parameters of directives mean nothing (RFC 9213, section 2.1), but they have
/// to be of the grammar.
fn parameters(input: &mut Input<'_>) -> Option<()> {
    while input.take(b';').is_some() {
        input.skip(|byte| byte == b' ');
        name(input)?;
        if input.take(b'=').is_some() {
            input.item()?;
        }
    }
    Some(())
}

/// Section 4.2.1.2.
fn inner_list(input: &mut Input<'_>) -> Option<Item> {
    input.take(b'(')?;
    loop {
        input.skip(|byte| byte == b' ');
        if input.take(b')').is_some() {
            return Some(Item::Other);
        }
        input.item()?;
        parameters(input)?;
        matches!(input.peek()?, b' ' | b')').then_some(())?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(field: &str) -> Option<Vec<(&str, Item)>> {
        let members = dictionary(field.as_bytes())?;
        let text = |name| std::str::from_utf8(name).expect("ASCII");
        Some(members.into_iter().map(|(k, v)| (text(k), v)).collect())
    }

    #[test]
    fn members_have_values_and_parameters() {
        assert_eq!(
            read("max-age=60, no-store;a=1;b ,x=(1 \"two\";p three)\t,\t private"),
            Some(vec![
                ("max-age", Item::Integer(60)),
                ("no-store", Item::Boolean(true)),
                ("x", Item::Other),
                ("private", Item::Boolean(true)),
            ])
        );
        assert_eq!(read("  "), Some(vec![]));
    }

    #[test]
    fn the_last_member_of_a_name_counts() {
        assert_eq!(
            read("max-age=60, public, max-age=5"),
            Some(vec![
                ("public", Item::Boolean(true)),
                ("max-age", Item::Integer(5))
            ])
        );
    }

    #[test]
    fn one_error_fails_the_whole_field() {
        for field in [
            "max-age=60,",
            "max-age=60 no-store",
            "Max-Age=60",
            "max-age=",
            "max-age=60;",
            "x=(1",
            "x=(1\"a\")",
            "=60",
            "max-age=60,,no-store",
            "max-age=3600+600",
        ] {
            assert_eq!(read(field), None, "{field}");
        }
    }
}
