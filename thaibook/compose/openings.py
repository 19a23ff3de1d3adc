"""How a chapter begins, where the looks of the book ask for more than a title.

Enters: the dressed tree of a chapter, and the looks. Leaves: the same tree, in which the first
paragraph is called `opening`; an ornament stands before it, its first words are a `lead-in`, and
its first cluster a `drop-cap`: a whole one, since no mark of Thai is parted from its letter.
"""

from __future__ import annotations

from lxml import etree

from thaibook.images import SUFFIXES, name_in_book
from thaibook.markup import Setting, element, has_class
from thaibook.model import Looks
from thaibook.text import late_pattern
from thaibook.vocabulary import DROP_CAP

OPENING, ORNAMENT, LEAD_IN = "opening", "ornament", "lead-in"
DEEP, BELOW = "deep", frozenset("ฺุูฎฏฐญ")  # a cap with something below the line
NOTHING = ("", "0", "false", "none")
# A letter as it stands alone on a line: quotes before it, a vowel before it, a consonant with
# its marks; or one letter or number of another script, with its accents.
FIRST = late_pattern(
    r"[“‘\"'(«]*(?:[เแโใไ]?[\u0e01-\u0e2e][\u0e31\u0e33-\u0e3a\u0e47-\u0e4e]*"
    r"|[^\W\u0e00-\u0e7f][\u0300-\u036f]*|[\u0e50-\u0e59])"
)
LEAST_PARAGRAPH = 120  # letters: a shorter one has fewer lines than a drop cap
MOST_LEAD_IN = 40  # letters
TITLES = ("chapter-subtitle", "byline")


def open_chapter(root: etree._Element, setting: Setting) -> None:
    """Make the beginning of a chapter as the looks want it."""
    looks = setting.looks
    if looks == Looks():
        return
    title = root.find("h1")
    paragraph = _first_paragraph(title) if title is not None else None
    if title is not None and looks.ornament not in NOTHING:
        _add_after(title, _ornament(looks.ornament))
    if paragraph is None:
        return
    paragraph.set("class", " ".join(filter(None, (paragraph.get("class"), OPENING))))
    length = len("".join(map(str, paragraph.itertext())))
    if looks.lead_in not in NOTHING and length > MOST_LEAD_IN:
        _lead_in(paragraph)
    if looks.drop_cap not in NOTHING and length >= LEAST_PARAGRAPH:
        _drop_cap(paragraph)


def _first_paragraph(title: etree._Element) -> etree._Element | None:
    """The paragraph that follows the title, where the chapter begins with running text."""
    for node in title.itersiblings():
        if node.tag == "p" and not any(has_class(node, name) for name in TITLES):
            is_text = bool((node.text or "").strip()) and node.find("img") is None
            return node if is_text else None
        if node.tag not in ("p", "div"):
            return None
    return None


def _add_after(title: etree._Element, node: etree._Element) -> None:
    node.tail, title.tail = title.tail, "\n"
    title.addnext(node)


def _ornament(value: str) -> etree._Element:
    """An ornament, which nobody has to hear of."""
    picture = value.lower().endswith(SUFFIXES)
    node = element("p", "" if picture else value, cls=ORNAMENT, aria_hidden="true")
    if picture:
        node.append(etree.Element("img", {"src": f"../{name_in_book(value)}", "alt": ""}))
    return node


def _lead_in(paragraph: etree._Element) -> None:
    """The words up to the first space, or as many as stand in so many letters."""
    text = (paragraph.text or "").lstrip()
    end = text.find(" ", 1)
    if not 0 < end <= MOST_LEAD_IN:
        from thaibook.thai import segment  # numpy takes 65 ms, and few chapters need it

        end = 0
        for piece in segment(text[: 2 * MOST_LEAD_IN]):
            if end and end + len(piece) > MOST_LEAD_IN // 2:
                break
            end += len(piece)
    if 0 < end < len(text):
        _wrap(paragraph, LEAD_IN, text[:end], text[end:])


def _drop_cap(paragraph: etree._Element) -> None:
    """The first cluster, large; it may stand in a lead-in."""
    first = paragraph[0] if len(paragraph) and has_class(paragraph[0], LEAD_IN) else None
    holder = paragraph if first is None or (paragraph.text or "").strip() else first
    text = (holder.text or "").lstrip()
    if (match := FIRST.match(text)) and match.end() < len(text):
        is_deep = not BELOW.isdisjoint(match[0])
        cls = f"{DROP_CAP} {DEEP}" if is_deep else DROP_CAP
        _wrap(holder, cls, text[: match.end()], text[match.end() :])


def _wrap(holder: etree._Element, cls: str, inside: str, after: str) -> None:
    """Put the beginning of an element's text into a span of its own."""
    node = element("span", inside, cls=cls)
    node.tail, holder.text = after, None
    holder.insert(0, node)
