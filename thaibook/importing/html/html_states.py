"""What stands in an element of a page: how its letters look, and what its paragraphs are.

Enters: an element with its properties, and the State outside. Leaves: the State inside. What
elements mean: HTML Standard, 4.3 to 4.7 and 15.3 (rendering).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from urllib.parse import unquote

from lxml import etree

from thaibook.importing.html.html_notes import kinds, place_of
from thaibook.importing.html.html_styles import (
    Properties,
    is_bold,
    is_coloured,
    is_italic,
    is_marked,
    points,
    raised,
)
from thaibook.importing.source_document import PLAIN, Item, Look, Role
from thaibook.importing.style_names import role_of

HEADINGS = {f"h{level}": level for level in range(1, 7)}
LOOKS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "cite": "italic",
    "dfn": "italic", "var": "italic", "u": "underline", "ins": "underline", "s": "strike",
    "strike": "strike", "del": "strike", "mark": "mark", "code": "code", "kbd": "code",
    "samp": "code", "tt": "code",
}  # fmt: skip
INLINE = ("span", "font", "a", "b", "i", "em", "strong", "u", "s")
ALIGNED = {"center": "center", "right": "right", "-webkit-center": "center", "end": "right"}
WRAPPED = re.compile(r"https?://www\.google\.com/url\?q=([^&]+)&")
CONTENTS_ID = re.compile(r"Table of Contents\d*$")  # of LibreOffice
SCRIPTS = {"super": "sup", "sub": "sub"}
ROLES = {"title": Role.TITLE, "subtitle": Role.SUBTITLE, "author": Role.AUTHOR}
OF_TAGS = {"figcaption": Role.CAPTION, "dt": Role.TERM, "dd": Role.MEANING}
BLOCKS = frozenset(
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol p pre "
    "search section summary table ul".split()
)
NOTES_BELOW = {"footnotes", "endnotes", "doc-endnotes", "footnotes-end-of-document"}
UNSEEN = frozenset("head script style template noscript title meta link base colgroup col".split())
LEFT_OUT = {
    "nav": "navigation", "iframe": "frame", "frame": "frame", "video": "media", "audio": "media",
    "object": "drawing", "embed": "drawing", "canvas": "drawing", "svg": "drawing",
    "input": "form", "select": "form", "textarea": "form", "button": "form", "rt": "ruby",
}  # fmt: skip
VERSE = ("verse", "poem", "poetry", "klon", "kap", "khlong", "chan", "line-block", "stanza", "rai")


@dataclass(frozen=True)
class State:
    """What an element stands in."""

    look: Look = PLAIN
    link: str = ""
    align: str = ""
    size: float = 0.0
    item: Item | None = None
    quotes: int = 0
    level: int = 0
    role: Role = Role.BODY
    name: str = ""
    keeps_space: bool = False
    font: str = ""
    coloured: bool = False


OUTSIDE = State()


def _direct(href: str) -> str:
    """The address that Google Docs wraps into one of its own."""
    found = WRAPPED.match(href)
    return unquote(found[1]) if found else href


def name_of(element: etree._Element) -> str:
    """The name of an element, without its namespace."""
    return str(etree.QName(element).localname).lower()


def state_in(element: etree._Element, properties: Properties, outer: State, page: str) -> State:
    """What stands in an element, with the looks that it says."""
    tag, link = name_of(element), outer.link
    if tag == "a" and (href := (element.get("href") or "").strip()):
        place = place_of(href, page)
        link = f"#{place}" if place else _direct(href)
    align = ALIGNED.get((element.get("align") or "").lower(), outer.align)
    if wanted := properties.get("text-align"):
        align = ALIGNED.get(wanted, "")
    return replace(
        outer,
        look=_look(tag, properties, outer.look, bool(link)),
        link=link,
        align="center" if tag == "center" else align,
        size=points(properties) or outer.size,
        font=properties.get("font-family") or element.get("face") or outer.font,
        coloured=outer.coloured
        or (tag in INLINE and is_coloured(properties.get("color") or element.get("color") or "")),
        keeps_space=outer.keeps_space or properties.get("white-space", "")[:3] == "pre",
    )


def with_kind(element: etree._Element, state: State) -> State:
    """What the paragraphs in an element are."""
    tag, said = name_of(element), kinds(element)
    if tag in HEADINGS:
        role = next((ROLES[name] for name in sorted(said & set(ROLES))), Role.BODY)
        level = HEADINGS[tag] if role is Role.BODY else 0
        return replace(state, level=level, role=role)
    if tag == "blockquote":
        return replace(state, quotes=state.quotes + 1)
    if tag == "pre":
        classes = " ".join(e.get("class") or "" for e in (element, *element.iter("code")))
        named = re.search(r"(?:language-|sourceCode )([\w+-]+)", classes)
        name = named[1] if named else ""
        return replace(state, role=Role.CODE, keeps_space=True, name=name)
    if tag in OF_TAGS:
        return replace(state, role=OF_TAGS[tag])
    if said & set(VERSE) and tag in ("p", "div", "section", "blockquote"):
        return replace(state, role=Role.VERSE)
    if tag == "p":
        by_name = role_of(name.removeprefix("mso") for name in sorted(said))
        if by_name.role is not Role.BODY or by_name.quotes:
            return replace(state, role=by_name.role, quotes=state.quotes + by_name.quotes)
    return state


def is_contents(element: etree._Element) -> bool:
    """Whether an element is a list of contents, or a line of one."""
    said = kinds(element)
    if said & {"toc", "doc-toc"} or CONTENTS_ID.match(element.get("id") or ""):
        return True
    return (
        element.tag == "p"
        and role_of(name.removeprefix("mso") for name in sorted(said)).is_contents
    )


def _look(tag: str, properties: Properties, look: Look, is_link: bool) -> Look:
    """How letters look in an element, by its name and its properties."""
    wanted: dict[str, bool] = {}
    if name := LOOKS.get(tag):
        wanted[name] = True
    for name, said in (("bold", is_bold(properties)), ("italic", is_italic(properties))):
        if said is not None:
            wanted[name] = said
    decoration = " ".join(
        properties.get(name, "") for name in ("text-decoration", "text-decoration-line")
    )
    if "none" in decoration:
        wanted |= {"underline": False, "strike": False}
    if "underline" in decoration:
        wanted["underline"] = True
    if "line-through" in decoration:
        wanted["strike"] = True
    if is_link:
        wanted["underline"] = False
    if tag in INLINE and is_marked(properties):
        wanted["mark"] = True
    script = raised(properties) or SCRIPTS.get(properties.get("vertical-align", ""), "")
    script = tag if tag in ("sub", "sup") else script or look.script
    return replace(look, **wanted, script=script)
