### What stands around every page: skip link, header and footer.

# Keyboard users meet this link first.
skip = Skip to content

# The header's list of links.
site =
    .aria-label = Site

articles = Articles
tags = Tags
archive = Archive
search = Search
about = About
write = Write

foot = { -brand } is written in Rust and served by Sunup: the page is up before the sun.
