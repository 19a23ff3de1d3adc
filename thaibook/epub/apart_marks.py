"""Break marks that stand beside the text and not in it.

Enters: the XHTML of a document. Leaves: the same, its U+200B in sections of character data. Every
parser of XML takes these for text, so that lines end there; readers written in JavaScript look for
words in the text nodes alone (epub.js, Foliate 2.6), and find them across such a mark. A parser of
HTML takes it for a comment. Rules: XML 1.0, 2.7; DOM, NodeFilter.SHOW_TEXT.
"""

from __future__ import annotations

import re

# In no attribute, which has no sections: the next sign there ends a tag. Not after a space, which
# Okular loses where nothing else stands before a section.
MARK = "\u200b"
IN_TEXT = re.compile(f"(?<! ){MARK}(?=[^<>]*<)")
APART = f"<![CDATA[{MARK}]]>"


def with_marks_apart(document: str) -> str:
    """`document` with its marks beside the text."""
    return IN_TEXT.sub(APART, document)
