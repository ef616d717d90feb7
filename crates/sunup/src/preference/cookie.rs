//! The words in a visitor's cookies.

use super::{Word, side};

/// The value in the cookie `name`: of the request on the server, of the document in the browser.
/// The default for a visitor without one, and for one whose cookie is no word of ours.
pub fn preferred<T: Word>(name: &str) -> T {
    let word = cookie(name);
    word.and_then(|word| T::of(&word)).unwrap_or_default()
}

pub(crate) fn cookie(name: &str) -> Option<String> {
    side::cookies().and_then(|cookies| find(&cookies, name))
}

/// The first cookie of this name (RFC 6265, section 5.4: the one of the longest path).
fn find(cookies: &str, name: &str) -> Option<String> {
    let mut pairs = cookies.split(';').filter_map(|pair| pair.split_once('='));
    let found = pairs.find(|(found, _)| found.trim() == name);
    found.map(|(_, value)| value.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::find;

    #[cfg_attr(not(target_family = "wasm"), test)]
    #[cfg_attr(target_family = "wasm", wasm_bindgen_test::wasm_bindgen_test)]
    fn the_cookie_of_a_name_is_found_among_others() {
        let cookies = "a=1; mytheme=light; theme=dark;theme=light; empty=; flag";
        assert_eq!(find(cookies, "theme").as_deref(), Some("dark"));
        assert_eq!(find(cookies, "empty").as_deref(), Some(""));
        for absent in ["flag", "b", "", "them"] {
            assert_eq!(find(cookies, absent), None, "{absent}");
        }
    }
}
