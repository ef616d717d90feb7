### Names that are the same wherever they stand.

-brand = Conduit
