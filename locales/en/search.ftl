### The search, and what a page offers in place of one that is not there.

title = Search

# For search engines.
description = Search the articles of { -brand }.

field = Search for
    .placeholder = hydration, cache, sqlite…
submit = Search

unasked = Search in titles, tags and texts.
no-word = There is no letter and no digit in this, so that nothing could be looked for.
nothing-found = No article holds all of these words.
best-of-many = The best { NUMBER($shown) } of many articles

# $shown of the $ranked articles that were compared: when words are very common, not all are.
best-of-newest = The best { NUMBER($shown) } of the { NUMBER($ranked) } newest articles with these words. One more word finds older ones, too.

cut = Only the first words were looked for.

# $tags is a link to the tags, with the second text.
try-fewer = Try fewer or other words, or look through the { $tags }.
    .tags = tags

# Above articles on a page that was not found.
suggestions = Did you look for one of these?
