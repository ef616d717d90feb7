### /about. Every visitor downloads it: it stays short.

title = About
    .description = What { -brand } is and how it is made.

heading = About { -brand }
purpose = { -brand } publishes what its authors learned while building for the web in Rust.

how = How it is made
    .text = With Sunup: the server sends every page as one complete document, and in the browser it becomes an application. Articles are Markdown files. There are no trackers, and the only cookies remember how you like to read.
