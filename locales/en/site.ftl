### The site as a whole.

name = { -brand }

# Title of the document: $page is the title of the page.
title = { $page } · { -brand }
