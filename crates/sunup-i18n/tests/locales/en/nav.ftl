### What the tests of this crate say.

-brand = Conduit

home = Home
    .aria-label = To the front page of { -brand }

# The front page's link.
type = A keyword of Rust

menu =
    .title = { home } menu
    .hint = { menu.title }, { home.aria-label }
