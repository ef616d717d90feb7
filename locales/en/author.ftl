### One author.

# For search engines.
description = Articles by { $name } on { -brand }, newest first.

unknown = Nobody of this name writes here.
