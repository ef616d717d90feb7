//! [`early_script`]: preferences in the document before it is painted.

/// A script for the document's `<head>`, before the stylesheet. It mirrors the cookies of these
/// names as `data-` attributes of `<html>`, so that the first frame has them.
///
/// It is the same for every page and visitor, so that a content security policy can name its hash.
/// Names are of lower-case letters.
pub fn early_script(names: &[&str]) -> String {
    let names = names.join("|");
    format!(
        "try{{for(const[,n,w]of document.cookie.matchAll(/(?:^|; )({names})=(\\w+)(?=;|$)/g))\
         document.documentElement.dataset[n]=w}}catch{{}}"
    )
}

#[cfg(test)]
mod tests {
    use super::early_script;

    #[test]
    fn the_script_names_the_cookies_and_cannot_end_its_element() {
        let script = early_script(&["theme", "text"]);
        assert!(script.contains("(theme|text)="), "{script}");
        assert!(!script.contains('<') && script.len() < 150, "{script}");
    }
}
