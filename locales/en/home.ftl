### The front page.

heading = Web engineering, before sunrise
lead = How pages are rendered, cached and kept fast, in Rust.

# For search engines.
description = { -brand }: web engineering in Rust, by people who ship it.
