### The archive: all months, and the articles of one.

title = Archive

# For search engines.
description = Everything { -brand } has published, by month.

# For search engines: what a month is about.
month-description = What { -brand } published in { $month }.

empty-month = Nothing was published in this month.
