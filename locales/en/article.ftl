### One article.

updated = Updated
contents = In this article
series = Series: { $name }
next-part = Next in the series:
read-next =
    .aria-label = Read next
related = Related articles

unknown = There is no article here. It may have been renamed.
