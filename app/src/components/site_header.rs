//! Name of the site and its navigation.

use super::ReadingSettings;
use crate::t;
use leptos::prelude::*;
use sunup::prelude::*;

/// Name of the site and its navigation.
#[component]
pub(crate) fn SiteHeader() -> impl IntoView {
    view! {
        <header class="site-header">
            <nav class="navbar" aria-label=t::nav::site_aria_label()>
                <Link href="/" class="navbar-brand">{t::site::name()}</Link>
                <ul class="navbar-links">
                    <li><Link href="/" class="nav-link">{t::nav::articles()}</Link></li>
                    <li><Link href="/tags" class="nav-link">{t::nav::tags()}</Link></li>
                    <li><Link href="/archive" class="nav-link">{t::nav::archive()}</Link></li>
                    <li><Link href="/search" class="nav-link">{t::nav::search()}</Link></li>
                    <li><Link href="/about" class="nav-link">{t::nav::about()}</Link></li>
                    <li><Link href="/editor" class="nav-link">{t::nav::write()}</Link></li>
                    <li><Link href="/reading-list" class="nav-link">{t::reader::list()}</Link></li>
                </ul>
                <ReadingSettings/>
            </nav>
        </header>
    }
}
