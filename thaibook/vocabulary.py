"""The classes by which a section's body says what its parts are.

A class stands here if one room writes it and another one reads it: markup and compose write
them, the exporters and the proof of the finished files read them. What only style sheets read
(the kinds of boxes, the sizes of titles), and what passes between two modules of one room,
stands where it is written.
"""

from __future__ import annotations

# --- notes
NOTES = "notes"  # <section>: the notes at the end of a chapter
NOTE = "note"  # <aside>: one of them
NOTE_CALL = "noteref"  # <sup>: the raised number in the text
CALL_LINK = "call"  # <a>: the link in it
NOTE_CALLS = (f'<sup class="{NOTE_CALL}"', f'<a class="{CALL_LINK}"')  # how their tags begin
NOTE_NUMBER = "note-number"  # <span>: the number before a note
BACKLINK = "backref"  # <a>: from a note back to its call

# --- references and index
LABEL = "label"  # <span>: ภาพที่ 3 before a caption, (3) beside a formula
REFERENCE = "ref"  # <a>: a link to another place of the book
AUTOMATIC = "auto"  # the words are the book's, not the author's: a title for a reference …
PAGE_NUMBER = "page"  # <a>: a reference that wants only the number of the page
ANSWERS = "answers-of-chapters"  # <div>: what goes to the end of the book; its section's name
INDEX_TERM = "index"  # <span>: a place that the index names, its entry in data-term
INDEX_LINK = "index-ref"  # <a>: from the index to such a place

# --- lists, tables, pictures
MARKER = "marker"  # <span>: the number of an item as the author typed it
WIDE = "wide"  # <table>: more than a page of A5 has room for
FITS = "fits-"  # <table>: followed by that width, and that in which no phrase is parted
BRIEF = "brief"  # <table>: stays on one page
NEEDS = "needs-"  # <table>: followed by the width in em that it needs, needs-20
ORIGIN = "source"  # <p>: where a poem or a quotation is from, below it
CREDIT = "credit"  # <span>: whose a picture is, at the end of its caption
ADDRESS = "address"  # <a>: the address of a remote picture, in place of the picture
URL = "url"  # a web address that is shown as it is

# --- how a chapter begins
DROP_CAP = "drop-cap"  # <span>: its first cluster, large

# --- line ends in an EPUB
# An element of our own (HTML Standard, 4.13: a custom element, which has no meaning to anybody), as
# short as one can be, since a fifth of all words are one.
WORD = "w-"  # words in which no line ends
LONG = "far"  # of such words: wider than the narrowest line
KEEP = "keep"  # <span>: words that stay on one line

# What the book adds to the author's words: numbers of notes, of figures and tables, titles
# of what a reference without words points to, addresses of pictures.
ADDED = frozenset((NOTE_CALL, NOTE_NUMBER, BACKLINK, LABEL, AUTOMATIC, ADDRESS))
