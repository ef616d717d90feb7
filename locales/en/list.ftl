### Lists of articles: the front page, tags, authors, months.

# $said is the part of an address that names no page of the list.
no-such-page = This list has no page “{ $said }”. These are the newest articles.

# A list was opened below its oldest article.
nothing-older = No article here is older than that.

pages =
    .aria-label = Pages of this list

newer = Newer articles
older = Older articles

# How many articles a tag or a search has.
count = { $articles ->
    [one] { NUMBER($articles) } article
   *[other] { NUMBER($articles) } articles
}

reading-time = { NUMBER($minutes) } min read

tags =
    .aria-label = Tags

popular-tags = Popular tags
all-tags = All tags
