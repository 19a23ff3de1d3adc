"""Links as Obsidian and other wikis write them: `[[page]]`, `![[picture]]`.

    [[page]], [[folder/page|words]]            a link to a page
    [[page#heading]], [[#heading]], [[page#^block]]
    ![[picture.png|300]], ![[picture.png|words]], ![[picture.png|words|300x200]]

Enters: a Draft, and a function that knows where the files of the book are: a page is named
without its folder. Leaves: in the draft, links and pictures of Markdown; a Remark where a page
would have to be copied to this place.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from thaibook.grammar.dialects.draft import Draft

# The address, from the chapter, of what a link names; None where there is no such file.
Find = Callable[[str], "str | None"]

PICTURES = frozenset("png jpg jpeg gif svg webp bmp avif tif tiff".split())
SUFFIX = re.compile(r"\.([A-Za-z][A-Za-z0-9]{0,4})$")
PAGE_PIXELS = 720  # the width of a page of text where others know pixels
SIZE = re.compile(r"\d+(?:x\d+)?$")
NAME = r"(?P<to>[^\[\]|\n]{1,300}?)(?:\\?\|(?P<words>[^\[\]\n]{0,300}))?\]\]"
SHOWN = re.compile(rf"(?<!\\)!\[\[{NAME}")
LINK = re.compile(rf"(?<![\\!\[])\[\[{NAME}(?![(\[\]])")
EMBEDDED = re.compile(r"(?<!\\)!\[\[[^\[\]\n]{1,300}\]\]")


def read_wiki_links(draft: Draft, find: Find) -> None:
    """Everything of this module."""
    if "[[" not in draft.text:
        return
    draft.replace(SHOWN, lambda wiki: _picture(wiki, find))
    draft.replace(LINK, lambda wiki: _link(wiki, find))
    draft.name_each(EMBEDDED, "Obsidian", "embed")


def _link(wiki: re.Match[str], find: Find) -> str | None:
    if wiki["to"].strip().isdigit():
        return None
    page, _, place = wiki["to"].strip().partition("#")
    page = page.strip()
    place = place.rpartition("#")[2].strip()  # [[page#heading#lower heading]]
    words = (wiki["words"] or "").strip()
    if not words:
        words = page if not place else place if not page else f"{page} > {place}"
        words = words.replace("^", "")
    if page and not SUFFIX.search(page):
        page += ".md"
    fragment = place[1:] if place.startswith("^") else _slug(place)
    target = (page and (find(page) or page)) + (f"#{fragment}" if fragment else "")
    return f"[{words}]({_target(target)})"


def _picture(wiki: re.Match[str], find: Find) -> str | None:
    name = wiki["to"].strip()
    suffix = SUFFIX.search(name)
    if not suffix or suffix[1].lower() not in PICTURES:
        return None
    words = (wiki["words"] or "").rpartition("|")
    alt = "|".join(filter(None, (words[0], words[2]))) if not SIZE.match(words[2]) else words[0]
    width = SIZE.match(words[2])
    own = width_of(width[0]) if width else ""
    return f"![{alt.strip()}]({_target(find(name) or name)}){own}"


def width_of(size: str) -> str:
    """The width that Obsidian has for a picture, `300` or `300x200` pixels, as an attribute."""
    hundredths = round(100 * int(size.partition("x")[0][:6]) / PAGE_PIXELS)
    return f"{{width={min(100, max(1, hundredths))}%}}"


def _slug(words: str) -> str:
    """The name of a heading as GitHub makes it."""
    kept = (c for c in words.lower() if unicodedata.category(c)[0] in "LMN" or c in " -_")
    return "".join(kept).replace(" ", "-")


def _target(target: str) -> str:
    target = target.replace("<", "").replace(">", "")
    return f"<{target}>" if re.search(r"[\s()]", target) else target
