"""The author's own style sheets: the folder styles/ of a book.

Enters: the sheets, as files. Leaves: the same sheets with the addresses that pictures and fonts
have in the book, the pictures, and every fault with its line. Nothing is taken from elsewhere: an
address leads to a picture or a font of the book's folder, or the sheet is refused. Rules: CSS
Syntax 3 as tinycss2 reads it; EPUB 3.3, 6.3 (what a sheet must not say).
"""

from __future__ import annotations

import os
import re
from bisect import bisect_right
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

import tinycss2

from thaibook.design.families import own_place
from thaibook.design.sheet_bounds import Excess, selector_excess, unfolded_excess, value_excess
from thaibook.images import SUFFIXES, name_in_book, read_image
from thaibook.messages import MAX_TOLD, BookError, Phrase, Problem, problem
from thaibook.model import Image, OwnFile
from thaibook.storage import locate
from thaibook.text import late_pattern

COMMENT = late_pattern(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
ADDRESS = late_pattern(
    r"""url\(\s*(?:"([^"\\\n]*)"|'([^'\\\n]*)'|([^"'()\\\s]*))\s*\)""", re.IGNORECASE
)
FONTS = (".ttf", ".otf", ".woff2")
MOST_ADDRESSES = 200  # of one sheet
DEEPEST = 40  # brackets within brackets
MAX_DECLARATIONS = 20_000  # of one sheet
KNOWN_RULES = (
    "page", "font-face", "media", "supports", "counter-style", "container", "layer", "namespace",
    "import", "charset",
)  # fmt: skip
WITH_RULES = ("media", "supports", "container", "layer")  # that have rules inside
# What stands for an address without being a url(), and what runs a script somewhere.
REFUSED_FUNCTIONS = ("image", "image-set", "-webkit-image-set", "src", "expression", "element")
REFUSED_NAMES = ("behavior", "-moz-binding", "-ms-behavior")
NOT_IN_EPUB = ("direction", "unicode-bidi")  # EPUBCheck's CSS-001
# What draws strings; in the margin of a page they are the running heads.
DRAWS = ("content", "list-style-type", "list-style", "quotes")
ON_PAPER = ("print.css", "cover.css")


class OwnStyles(NamedTuple):
    """The files of looks with their sheets as the book has them; the pictures that these show."""

    files: tuple[OwnFile, ...]
    images: tuple[Image, ...]
    problems: tuple[Problem, ...]


def placed_styles(book: Path, files: Sequence[OwnFile]) -> OwnStyles:
    """The sheets among the files of looks of the book in the folder `book`."""
    images: dict[str, Image] = {}
    problems: list[Problem] = []
    fonts = {file.name: own_place(file.name) for file in files if file.name.startswith("fonts/")}
    made = []
    for file in files:
        if file.name.startswith("styles/"):
            sheet = _Sheet(file, book, fonts, images, problems)
            file = file._replace(data=sheet.rewritten().encode())
        made.append(file)
    return OwnStyles(tuple(made), tuple(images.values()), tuple(dict.fromkeys(problems)))


class _Sheet:
    """One sheet. fonts: where each font of the book lies in it; images, problems: are filled."""

    def __init__(
        self, file: OwnFile, book: Path, fonts: Mapping[str, str], images: dict[str, Image],
        problems: list[Problem],
    ) -> None:  # fmt: skip
        self._file, self._book, self._fonts = file, book, fonts
        self._images, self._problems = images, problems
        self._name = PurePosixPath(file.name).name
        # Comments keep their lines.
        self._css = COMMENT.sub(lambda each: "\n" * each[0].count("\n"), file.data.decode())
        self._selectors, self._declarations = 0, list[Any]()
        self._drawn: list[Any] = []  # declarations of what is drawn and stands in no chapter
        self._known: dict[str, str] = {}  # addresses, and what they are in the book
        self._line_starts = [0, *(each.end() for each in re.finditer("\n", self._css))]

    def _tell(self, code: str, line: int, **words: object) -> None:
        if len(self._problems) < MAX_TOLD:
            self._problems.append(problem(code, self._file.path, line, **words))

    def rewritten(self) -> str:
        """The sheet with the addresses of the book; what is wrong with it is told."""
        self._look_for_ends()
        found = 0
        for node, depth in _nodes(tinycss2.parse_component_value_list(self._css)):
            if depth > DEEPEST:
                self._tell(
                    "style-broken", node.source_line, reason=Phrase("it is nested too deeply")
                )
                return ""
            found += self._look_at(node)
        self._look_at_rules()
        if found != len(ADDRESS.findall(self._css)):  # one that is written with escapes
            self._tell("style-address", 1, address="url(…\\…)")
        return ADDRESS.sub(self._address, self._css)

    def _look_for_ends(self) -> None:
        """Tell of a { that has no }, which would take in all that follows."""
        plain = re.sub(r""""(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'""", "", self._css)
        open_lines: list[int] = []
        for number, line in enumerate(plain.split("\n"), 1):
            for sign in re.findall("[{}]", line):
                if sign == "{":
                    open_lines.append(number)
                elif open_lines:
                    open_lines.pop()
                else:
                    self._tell("style-broken", number, reason=Phrase("a } has no {"))
        if open_lines:
            self._tell("style-broken", open_lines[-1], reason=Phrase("a { has no }"))

    def _look_at(self, node: Any) -> bool:
        """Tell of what no sheet may say; whether the node is an address."""
        is_function = node.type == "function"
        if is_function and node.lower_name in REFUSED_FUNCTIONS:
            self._tell("style-refused", node.source_line, what=f"{node.lower_name}()")
        elif node.type == "ident" and node.lower_value in REFUSED_NAMES:
            self._tell("style-refused", node.source_line, what=node.lower_value)
        elif node.type == "error":
            self._tell(
                "style-broken", node.source_line, reason=Phrase("a string or bracket has no end")
            )
        elif node.type == "at-keyword" and node.lower_value == "import":
            self._tell("style-refused", node.source_line, what="@import")
        return bool(node.type == "url" or (is_function and node.lower_name == "url"))

    def _look_at_rules(self) -> None:
        waiting = deque(tinycss2.parse_stylesheet(self._css, True, True))
        while waiting:
            rule = waiting.popleft()
            name = rule.lower_at_keyword if rule.type == "at-rule" else ""
            if rule.type == "error":
                self._tell("style-broken", rule.source_line, reason=Phrase("this is no rule"))
            elif name and name not in KNOWN_RULES:
                self._tell("style-unknown-rule", rule.source_line, what=f"@{rule.at_keyword}")
            elif name in WITH_RULES:
                inner = tinycss2.parse_rule_list(rule.content or [], True, True)
                waiting.extendleft(reversed(inner))
            elif rule.content is not None:
                self._look_at_selectors(rule)
                self._look_at_declarations(rule.content, is_page=name == "page")
        self._look_at_amounts()
        self._look_for_words()

    def _look_at_selectors(self, rule: Any) -> None:
        if rule.type == "qualified-rule":
            self._selectors, excess = selector_excess(rule, self._selectors)
            self._tell_excess(excess)

    def _look_at_amounts(self) -> None:
        """Tell of what would take too long to lay out."""
        count = len(self._declarations)
        if count > MAX_DECLARATIONS:
            line = self._declarations[MAX_DECLARATIONS].source_line
            self._tell_excess(Excess(line, "declarations", str(count), str(MAX_DECLARATIONS)))
            return
        for each in self._declarations:
            self._tell_excess(next(value_excess(each), None))
        customs = [each for each in self._declarations if each.name.startswith("--")]
        self._tell_excess(next(unfolded_excess(customs), None))

    def _tell_excess(self, excess: Excess | None) -> None:
        if excess:
            words = {"count": excess.found, "limit": excess.limit}
            self._tell("style-too-much", excess.line, what=Phrase(excess.what), **words)

    def _look_for_words(self) -> None:
        """Tell of letters that the sheet draws; those of a var() are the custom property's."""
        customs = {each.name: each.value for each in self._declarations if each.name[:2] == "--"}
        for each in self._drawn:
            nodes = [node for node, _ in _nodes(each.value)]
            names = [node.value for node in nodes if node.type == "ident"]
            nodes += [node for name in names for node, _ in _nodes(customs.get(name, ()))]
            letters = "".join(node.value for node in nodes if node.type == "string")
            letters += "".join(f"attr({_ident(node)})" for node in each.value if _is_attr(node))
            if any(map(str.isalpha, letters)):
                self._tell("style-adds-words", each.source_line, letters=letters.strip()[:40])

    def _look_at_declarations(self, content: Any, is_page: bool = False) -> None:
        for item in tinycss2.parse_blocks_contents(content, True, True):
            if item.type == "error":
                self._tell(
                    "style-broken", item.source_line, reason=Phrase("this is no declaration")
                )
            elif item.type == "declaration":
                self._declarations.append(item)
                if item.lower_name in DRAWS and not is_page:
                    self._drawn.append(item)
                if item.lower_name in NOT_IN_EPUB and self._name not in ON_PAPER:
                    self._tell("style-refused", item.source_line, what=item.lower_name)
            elif item.type in ("qualified-rule", "at-rule") and item.content is not None:
                self._look_at_selectors(item)
                self._look_at_declarations(item.content, is_page)

    def _address(self, match: re.Match[str]) -> str:
        """An address as the book has it."""
        address = next((group for group in match.groups() if group), "")
        if address not in self._known and len(self._known) < MOST_ADDRESSES:
            line = bisect_right(self._line_starts, match.start())
            self._known[address] = self._in_book(address, line)
        return self._known.get(address, "url()")

    def _in_book(self, address: str, line: int) -> str:
        place = self._place(address)
        if place is None:
            self._tell("style-address", line, address=address)
            return "url()"
        if place.lower().endswith(FONTS):
            if place not in self._fonts:
                self._tell("style-missing", line, name=address)
            return f"url(../fonts/{self._fonts.get(place, '')})"
        if not place.lower().endswith(SUFFIXES):
            self._tell("style-address", line, address=address)
            return "url()"
        try:
            image = read_image(self._book, place, self._file.path, line)
        except BookError as error:
            self._problems += error.problems
            return "url()"
        self._images.setdefault(image.name, image)
        return f"url(../{name_in_book(image.name)})"

    def _place(self, address: str) -> str | None:
        """Where an address leads in the book's folder, from the sheet's; None for elsewhere."""
        if not address or re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|[/\\#]", address):
            return None
        place = os.path.normpath(f"styles/{address}").replace(os.sep, "/")
        inside = locate(self._book, place)
        return place if inside and not place.startswith("..") else None


def _is_attr(node: Any) -> bool:
    """Whether it is attr() of an attribute that is not there to be drawn, as data-page is."""
    is_attr = bool(node.type == "function" and node.lower_name == "attr")
    return is_attr and not _ident(node).startswith("data-")


def _ident(function: Any) -> str:
    return "".join(node.value for node in function.arguments if node.type == "ident")


def _nodes(tokens: Sequence[Any]) -> Iterator[tuple[Any, int]]:
    """Every token with how many brackets it stands in."""
    waiting = [(token, 0) for token in reversed(tokens)]
    while waiting:
        node, depth = waiting.pop()
        yield node, depth
        inner = getattr(node, "content", None) or getattr(node, "arguments", None) or ()
        waiting += [(token, depth + 1) for token in reversed(inner)]
