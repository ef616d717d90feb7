//! Name of the site and its navigation.

use crate::pages::EDITOR;
use leptos::prelude::*;
use sunup::prelude::*;

/// Name of the site and its navigation.
#[component]
pub(crate) fn SiteHeader() -> impl IntoView {
    view! {
        <header class="site-header">
            <nav class="navbar" aria-label="Site">
                <Link href="/" class="navbar-brand">"Conduit"</Link>
                <ul class="navbar-links">
                    <li><Link href="/" class="nav-link">"Articles"</Link></li>
                    <li><Link href="/about" class="nav-link">"About"</Link></li>
                    <li><Link href="/editor" class="nav-link" part=&EDITOR>"Write"</Link></li>
                </ul>
            </nav>
        </header>
    }
}
