### /editor, where articles are written.

title = Write
    .description = Write an article for { -brand }.

heading = Write an article
note = Publishing needs an account, and { -brand } has none to give out. What you type stays in this browser tab.

headline = Title
description = What is it about?
body = Text (Markdown)
tags = Tags, separated by commas
publish = Publish

# Below the text: $words is how many were written, $minutes how long they take to read.
count = { $words ->
    [0] Nothing written yet
    [one] 1 word
   *[other] { $words } words, about { NUMBER($minutes) } min to read
}
