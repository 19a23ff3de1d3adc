"""The classes by which a section's body says what its parts are.

markup and compose write them; style sheets and the exporters read them. A class that passes
from one room to another stands here and nowhere else in the code. What only style sheets
read (the kinds of boxes, the sizes of titles) stands where it is written.
"""

from __future__ import annotations

# --- notes
NOTES = "notes"  # the section at the end of a chapter that holds its notes
NOTE = "note"  # one note in it
NOTE_CALL = "noteref"  # the raised number in the text
CALL_LINK = "call"  # the link in it
NOTE_NUMBER = "note-number"  # the number before a note
BACKLINK = "backref"  # from a note back to its call

# --- numbers, references, index
LABEL = "label"  # ภาพที่ 3 before a caption
REFERENCE = "ref"  # a link whose words the book makes: to a figure, a table, a heading
AUTOMATIC = "auto"  # the author gave the reference no words
PAGE_NUMBER = "page"  # such a reference that wants the number of a page
INDEX_LINK = "index-ref"  # from the index to a place in the text
NUMBER = "number"  # บทที่ ๑ before the title of a chapter

# --- lists, tables, pictures
MARKER = "marker"  # the number of an item as the author typed it
CREDIT = "credit"  # whose a picture is, below its caption
ADDRESS = "address"  # the address of a picture of the network, as words
URL = "url"  # an address that is shown as it is
