### What programs are told of the site: feed readers, search engines, browsers, language models.

name = { -brand }
description = Web engineering in Rust, by people who ship it.

# For those who do not see the picture beside a link to the site.
picture = A sun on the horizon, and the name { -brand }

# Titles of feeds.
tag-feed = { $tag } · { -brand }
    .description = Articles about { $tag } on { -brand }.
author-feed = { $name } · { -brand }
    .description = Articles by { $name } on { -brand }.

# How browsers name the Markdown form of an article.
markdown = Markdown

# An article as Markdown: what stands before the text.
author = Author
published = Published
updated = Updated
series = Series
tags = Tags
page = Page

# llms.txt
forms = Every article is there as Markdown: its address with `.md`, or with the request header `Accept: text/markdown`.
articles = Articles
optional = Optional
sitemap = Everything
    .hint = the sitemap
atom = Newest articles
    .hint = Atom feed with whole texts
json = Newest articles
    .hint = the same as JSON Feed
