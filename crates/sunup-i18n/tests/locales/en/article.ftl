# Below the title of an article.
reading-time = { NUMBER($minutes) } min read

comments = { $count ->
    [0] No comments
    [one] One comment
   *[other] { $count } comments
}

# $author wrote it, $reader reads it.
greeting = Dear { $reader }, { $author } wrote this.

# $kind says which list it is, $name is its tag or author.
heading = { $kind ->
    [tag] Articles about { $name }
    [author] Articles by { $name }
   *[all] All articles of { -brand }
} in { NUMBER($year, useGrouping: 0) }
    .aria-label = { "{" } "quoted" { "\u00e9\"\\" }

long =
    First line,
      second line, indented by two,
    { $thing } third line.

middle = { $n ->
    [0] none
   *[one] single
    [1] never
}
