//! What the small page shows, whichever router its links are of.

use crate::counter::Counter;
use leptos::prelude::*;

/// Where the six links lead, and their names.
pub const LINKS: [(&str, &str); 6] = [
    ("/rows", "A thousand rows"),
    ("/cached", "A thousand rows, cached"),
    ("/small", "A small page"),
    ("/small-cached", "A small page, cached"),
    ("/slow-cached?key=first", "A slow page, cached"),
    ("/slow-cached?key=second", "Another slow page, cached"),
];

const WHAT: &str = "It has what a front page has: a way to the other pages, a few words on what \
     this is about, and a list whose entries have a heading and two or three sentences each. None \
     of it comes from a database, so that what is measured is the framework alone.";

const TWICE: &str = "The same page stands at two addresses. At one of them it is made for every \
     visitor, at the other one it is made once a minute, whoever asks.";

const ITEMS: [(&str, &str); 10] = [
    (
        "Rendering",
        "The server writes the page as one document: status, headers, title and text leave \
         together, and a reader without JavaScript misses nothing of it. Nothing moves when \
         something else arrives later.",
    ),
    (
        "Hydration",
        "The browser takes the document over part by part. What a visitor presses meanwhile is \
         pressed once the page answers. No task is so long that a tap would be felt to wait.",
    ),
    (
        "Caching",
        "A page that says how long it may be kept is rendered once. Everyone who comes after the \
         first visitor is given bytes that are there already. No two visitors ever wait for the \
         same thing twice.",
    ),
    (
        "Validators",
        "Whoever has the page already is told so in a few bytes. The validator is a hash of the \
         document, so that the same content never travels twice. Browsers keep their copy and ask \
         whether it is still right.",
    ),
    (
        "Encodings",
        "Documents are compressed once and in the background, by brotli, zstd and gzip, and kept \
         in all of these forms. Each client gets the one that it likes best, and nothing is \
         compressed while it waits.",
    ),
    (
        "Purges",
        "What changes is purged by its name. The next visitor waits for one new render, and no \
         one sees what was there before. Names are noted where data is read, so that none is \
         forgotten.",
    ),
    (
        "Staleness",
        "A page past its time is shown once more while one render makes it anew, where the page \
         allows it, and never after it was purged. When rendering fails, the last good page stays \
         for a while.",
    ),
    (
        "Collapsing",
        "However many visitors ask at once for a page that is not there, it is rendered once, and \
         all of them get the result. Whoever leaves early takes nothing from those who wait.",
    ),
    (
        "Navigation",
        "A link that the pointer rests on is fetched ahead. The page that is shown stays until \
         the next one is complete. Title, focus and scroll position follow it.",
    ),
    (
        "Operators",
        "Each answer says how it came to be. The operator's own listener explains a page, purges \
         it, and counts what happens. Nothing has to be guessed from the time that a page took.",
    ),
];

/// The top of the page, with the counter.
#[component]
pub fn Hero() -> impl IntoView {
    view! {
        <section class="hero">
            <h1>"The page is up before the sun"</h1>
            <p>"A page of ordinary size, with links, a list and one part that answers to clicks."</p>
            <p>{WHAT}</p>
            <p>{TWICE}</p>
            <Counter/>
        </section>
    }
}

/// The list.
#[component]
pub fn Items() -> impl IntoView {
    let item = |(name, text)| {
        view! {
            <li>
                <h2>{name}</h2>
                <p>{text}</p>
            </li>
        }
    };
    view! { <ul class="items">{ITEMS.map(item).collect_view()}</ul> }
}
