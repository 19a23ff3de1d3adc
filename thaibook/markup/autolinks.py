"""Addresses that stand bare in running text: https://example.org/ก-ข, www.…, name@….

Enters: a line of Markdown, its code, links and tags taken out. Leaves: <span class=BARE>
around each address, which becomes a link when the HTML is a clean tree: what stands in an
author's <a> or <code> is seen only there. Where an address ends: GitHub Flavored Markdown
0.29, 6.9; and Thai letters, which may follow without a space, belong to it where a part of
it begins with them (/ก-ข, ?q=ก), and are text after a Latin one (/pageและ).
"""

from __future__ import annotations

import re
from xml.etree import ElementTree

from lxml import etree
from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

from thaibook.markup.elements import add_class, drop_class, has_class
from thaibook.markup.runs import VERBATIM
from thaibook.vocabulary import URL

BARE = "bare-address"
THAI = "\u0e01-\u0e4e"
_LETTER = r"[^\W_\u0e00-\u0e7f]"  # or a digit; not Thai
_LABEL = rf"{_LETTER}+(?:[-_]+{_LETTER}+)*"
_THAI_LABEL = rf"[{THAI}][{THAI}0-9-]*"
# One name of a host ends with Thai letters; of any other, they are the text that follows.
_HOST = (
    rf"(?:(?:(?:{_LABEL}|{_THAI_LABEL})\.)+ไทย|(?:(?:{_LABEL}|{_THAI_LABEL})\.)*{_LABEL})(?::\d+)?"
)
_REST = r"(?:[/?#][^\s<>\"“”«»`|\\\x02\x03]*)?"
WEB = rf"(?<![A-Za-z0-9+./@-])(?i:https?://|(?=www\.{_LABEL}\.))(?P<host>{_HOST})(?P<rest>{_REST})"
# git@host:folder and name@1.2 are no mail addresses.
MAIL = (
    r"(?<![A-Za-z0-9+./@_-])[A-Za-z0-9][A-Za-z0-9._+-]*+@"
    r"(?>(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,})(?![-_@]|[:/][\w/])"
)
LATIN_PART = re.compile(rf"(?<![^\W_])(?<![{THAI}]){_LETTER}+(?=[{THAI}])")
SENTENCE_SIGNS = "?!.,:;*_~'’…ฯ"  # at the end of an address, they are the sentence's
ENTITY = re.compile("&[A-Za-z0-9#]{1,32};$")
CLOSING = {")": "(", "]": "[", "}": "{"}


class AutolinksExtension(Extension):
    """Registers what this module has: before entities, which addresses may contain."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        md.inlinePatterns.register(AddressProcessor(rf"{WEB}|{MAIL}", md), "bare-address", 85)


class AddressProcessor(InlineProcessor):
    """`www.example.org` becomes <span class="bare-address">www.example.org</span>."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[ElementTree.Element, int, int]:
        end = m.end() if m["host"] is None else m.end("host") + _address_length(m["rest"])
        if data.startswith("==", end - 2) and data.startswith("==", m.start() - 2):
            end -= 2  # the signs of ==https://…/== around it
        element = ElementTree.Element("span", {"class": BARE})
        element.text = AtomicString(data[m.start() : end])
        return element, m.start(), end


def _address_length(rest: str) -> int:
    """How much of what stands after the name of a host is of the address."""
    if latin := LATIN_PART.search(rest):
        rest = rest[: latin.end()]
    open_brackets: list[str] = []
    for place, sign in enumerate(rest):
        if sign in CLOSING.values():
            open_brackets.append(sign)
        elif sign in CLOSING and (not open_brackets or open_brackets.pop() != CLOSING[sign]):
            rest = rest[:place]  # the bracket around the address
            break
    return len(ENTITY.sub("", rest).rstrip(SENTENCE_SIGNS))


def link_addresses(root: etree._Element) -> None:
    """Make links of the bare addresses of a clean tree, but for those in links and in code;
    each link whose words are its address gets the class `url`."""
    for span in [node for node in root.iter("span") if has_class(node, BARE)]:
        drop_class(span, BARE)
        href = _href(span.text or "")
        linked = any(outer.tag == "a" or outer.tag in VERBATIM for outer in span.iterancestors())
        span.tag = "a" if href and not len(span) and not linked else BARE
        if span.tag == "a":
            span.set("href", href)
    etree.strip_tags(root, BARE)
    for link in root.iter("a"):
        if not len(link) and link.text and link.get("href") == _href(link.text):
            add_class(link, URL)


def _href(words: str) -> str:
    """What an address leads to; "" for what is none."""
    if re.match(r"https?://", words, re.IGNORECASE):
        return words
    if words[:4].lower() == "www.":
        return f"http://{words}"
    return f"mailto:{words}" if "@" in words and ":" not in words else ""
