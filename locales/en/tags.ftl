### All tags.

title = Tags

# For search engines.
description = Everything { -brand } writes about.
