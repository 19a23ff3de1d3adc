"""Running heads: a heading that is longer than its line says what of it the head has.

Enters: the tree of a section, and how many letters a running head holds. Leaves: the same
tree; print.css sets data-head in the place of the heading, where there is one.
"""

from __future__ import annotations

import lxml.html


def shorten_heads(root: lxml.html.HtmlElement, most: int) -> bool:
    """Give the headings of more than `most` letters a shorter form; whether there are any."""
    # Imported late: numpy takes 65 ms, which an EPUB whose cover is kept does without.
    from thaibook.thai import advancing

    shortened = False
    for heading in root.iter("h1", "h2"):
        title = heading.get("data-title") or heading.text_content()  # without its notes
        title = " ".join(title.split())
        if len(title) > most and len(advancing(title)) > most:
            heading.set("data-head", _beginning(title, most - 1) + "…")
            shortened = True
    return shortened


def _beginning(title: str, room: int) -> str:
    """As many whole words of the title as `room` letters hold."""
    from thaibook.thai import advancing, segment  # as above

    short = ""
    for word in segment(title):
        room -= len(advancing(word))
        if room < 0:
            break
        short += word
    return short.rstrip()
