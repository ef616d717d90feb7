use super::super::SiteFiles;
use leptos::prelude::use_context;

pub(super) fn origin() -> String {
    use_context::<SiteFiles>()
        .map(|files| files.origin.to_string())
        .unwrap_or_default()
}
