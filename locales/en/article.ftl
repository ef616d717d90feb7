### An article, on its page and in lists.

# The list of its tags.
tags =
    .aria-label = Tags

missing = There is no article here. It may have been renamed.
