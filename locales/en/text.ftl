### Within the text of an article: what assistive technology reads where others see a number, an
### arrow or a frame.

notes =
    .aria-label = Notes
note =
    .aria-label = Note { NUMBER($number) }

# The way from a note back to the text.
back =
    .aria-label = Back to the text, note { NUMBER($note) }

# The text refers to $note several times; this is the way to the one at $place.
back-to-place =
    .aria-label = Back to the text, note { NUMBER($note) }, place { NUMBER($place) }

# A table without words in its first line.
table =
    .aria-label = Table { NUMBER($number) }

# $number counts the tables of the text, $subject is its caption or the names of its columns.
table-about =
    .aria-label = Table { NUMBER($number) }: { $subject }

code =
    .aria-label = Code
code-in =
    .aria-label = Code, { $language }
