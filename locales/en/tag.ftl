### The articles of one tag.

kind = Tag

# For search engines.
description = Articles about { $tag } on { -brand }, newest first.

unknown = No article carries this tag.
