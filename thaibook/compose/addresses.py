"""Where links and pictures lead: only to the network, to an e-mail address, or in the book.

Enters: the HTML of a chapter. Leaves: it with every other address taken away, the words
kept, and a warning for each kind. Rules: WHATWG URL; EPUB 3.3, 4.2.4 (no file: addresses).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote, urlsplit

from lxml import etree

from thaibook.messages import Problem, problem
from thaibook.model import Chapter

SCHEMES = {"http", "https", "mailto"}
ADDRESS = re.compile(
    r"<[A-Za-z][^<>]*?\s(?:href|src)\s*=\s*[\"']?\s*([A-Za-z][\w+.-]*):([^\s\"'>]{0,60})"
)
NOT_IN_URL = re.compile(r"[\s\"<>\\^`{|}\x00-\x1f\x7f]|%(?![0-9A-Fa-f]{2})")
HOST = re.compile(r"(?!\.)(?!.*\.\.)[^\s!\"#$%&'()*+,/:;<=>?@\[\\\]^`{|}]+|\[[0-9A-Fa-f:.]+\]")
MAX_SHOWN = 60  # letters of an address


def refused_schemes(html: str, chapter: Chapter) -> Iterator[Problem]:
    """A warning for each scheme of an address in `html`, not yet clean, that is no SCHEMES."""
    told = set(SCHEMES)
    for address in ADDRESS.finditer(html):
        if (scheme := address[1].lower()) not in told:
            told.add(scheme)
            yield _refused(f"{address[1]}:{address[2]}", f"{address[1]}:", chapter)


def drop_dead_links(root: etree._Element, chapter: Chapter) -> Iterator[Problem]:
    """Take from the links of a clean chapter the addresses that lead nowhere."""
    for link in root.iter("a"):
        href = link.get("href")
        if href is None:
            continue
        address = valid_address(href)
        if address is None:
            del link.attrib["href"]
            yield _refused(href, href, chapter)
        else:
            link.set("href", address)


def valid_address(href: str) -> str | None:
    """The address with nothing that a URL cannot hold, or None where it is none.

    An address without a scheme is one inside the book; it is not looked at here.
    """
    href = NOT_IN_URL.sub(lambda sign: quote(sign[0], safe=""), href.strip())
    address, hash_sign, fragment = href.partition("#")
    href = f"{address}{hash_sign}{fragment.replace('#', '%23')}"
    try:
        parts = urlsplit(href)
        host, port = parts.hostname or "", parts.port
    except ValueError:  # a port that is no number, a bracket that does not close
        return None
    if not parts.scheme:
        return None if parts.netloc or href.startswith("//") else href
    if parts.scheme == "mailto":
        return href if "@" in parts.path else None
    valid = parts.scheme in SCHEMES and HOST.fullmatch(host if ":" not in host else f"[{host}]")
    if not valid or port == 0:
        return None
    server, name, rest = href.partition(parts.netloc)  # which may have brackets: [::1]
    return f"{server}{name}{rest.replace('[', '%5B').replace(']', '%5D')}"


def _refused(address: str, words: str, chapter: Chapter) -> Problem:
    offset = chapter.text.lower().find(words.lower())
    line = chapter.text.count("\n", 0, offset) + 1 if offset >= 0 else 0
    short = address if len(address) <= MAX_SHOWN else f"{address[:MAX_SHOWN]}…"
    return problem("link-refused", chapter.path, line, name=short)
