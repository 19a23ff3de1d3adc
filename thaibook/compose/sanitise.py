"""HTML of an author's, made of nothing but what a book may hold.

Enters: the HTML of a chapter, with anything in it. Leaves: HTML of TAGS and ATTRIBUTES; of
all other elements the words stay, but for scripts and styles.
"""

from __future__ import annotations

import re
from functools import cache

import nh3

from thaibook.compose.addresses import SCHEMES

# What a book's text may be made of; everything else is cleaned away (HTML Standard,
# 4.3 to 4.9, less what runs, embeds, loads or asks for input).
TAGS = frozenset(
    "a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em "
    "figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp "
    "small span strong sub summary sup table tbody td tfoot th thead time tr u ul var".split()
)
ATTRIBUTES = {
    "*": {"lang", "dir", "title", "class", "id"},
    "a": {"href", "name"},
    "img": {"src", "alt", "width", "credit", "float"},
    "span": {"term"},
    "ol": {"start", "reversed", "type"},
    "li": {"value"},
    "td": {"colspan", "rowspan", "align"},
    "th": {"colspan", "rowspan", "align", "scope"},
    "time": {"datetime"},
}
RAW_TAG = re.compile(r"<([!?]?[A-Za-z\[][^\s<>/&]*)")
TAG = re.compile(r"<(/?)([A-Za-z][^\s<>/&]*)(?=[\s/>])")
UNSHOWN = {"script", "style"}
DRAWINGS = ("svg", "math")  # of which nh3 leaves nothing
ALL, REST = "all", "rest"  # what a tag takes from the text: what stands in it, what follows


def sanitised(marked_up: str) -> str:
    """The HTML that a book may hold, with all the words."""
    return nh3.clean(
        _tamed(marked_up),
        tags=set(TAGS),
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel=None,
        clean_content_tags=UNSHOWN,
    )


def strange_tags(marked_up: str) -> list[str]:
    """The names of tags that the book leaves out, outside of comments."""
    first, *rest = marked_up.split("<!--")
    outside_comments = first + "".join(part.partition("-->")[2] for part in rest)
    return sorted({tag.lower() for tag in RAW_TAG.findall(outside_comments)} - TAGS)


def _tamed(marked_up: str) -> str:
    """The HTML with `<path>` and `<title>` made into `<x-path>` and `<x-title>` where they are
    words in angle brackets: a parser would drop what follows them, or show its tags."""
    tags = [tag for tag in TAG.finditer(marked_up) if tag[2].lower() not in TAGS]
    closings = {tag[2].lower(): tag.start() for tag in tags if tag[1]}  # the last of each name
    parts, copied_to = [], 0
    for tag in tags:
        name = tag[2].lower()
        closed = bool(tag[1]) or closings.get(name, -1) > tag.start()
        if _takes(name) in ((ALL,) if closed else (ALL, REST)):
            parts += [marked_up[copied_to : tag.start(2)], "x-"]
            copied_to = tag.start(2)
    return "".join([*parts, marked_up[copied_to:]])


@cache
def _takes(name: str) -> str:
    """What the tag `name` takes from the text: nothing, ALL or REST."""
    if name in DRAWINGS:
        return ALL
    closed = nh3.clean(f"<p><{name}>1</{name}></p><p>2</p>", tags=set(TAGS))
    if name not in UNSHOWN and ("1" not in closed or "2" not in closed or "&lt;" in closed):
        return ALL
    opened = nh3.clean(f"<p><{name}>1</p><p>2</p>", tags=set(TAGS))
    return REST if "1" not in opened or "2" not in opened or "&lt;" in opened else ""
