### What the browser remembers of its reader: settings, reading list, progress.

# The button that opens theme and size of the text.
settings = Reading settings

theme = Theme
theme-system = System
theme-light = Light
theme-dark = Dark

text = Size of the text
text-small = Small
text-medium = Medium
text-large = Large
text-largest = Largest

# The button of an article that is not on the list.
save = Add to reading list

# The button of an article that is.
take-off = Remove from reading list

# A toast, with { undo } as its button.
added = Added to your reading list.
removed = Removed from your reading list.
undo = Undo

# The button that takes a toast away.
dismiss = Dismiss

# A toast on an article that was begun, with { go-on } as its button.
stopped = You stopped at { NUMBER($percent) } %.
go-on = Continue there

# The link in the header.
list = Reading list

list-title = Your reading list
list-description = What you saved for later and what you have begun, kept in this browser.

# Before the page's code is there, and without JavaScript.
list-elsewhere = Your reading list is kept in this browser alone, and shown with JavaScript.

begun = Continue reading
percent-read = { NUMBER($percent) } % read

saved = Saved for later
saved-none = Nothing is saved. Every article has a button that puts it here.
minutes = { NUMBER($minutes) } min read
read = Read
remove = Remove
    .aria-label = Remove “{ $title }”
