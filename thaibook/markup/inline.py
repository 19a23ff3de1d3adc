"""What Thai authors write inside a line: Python-Markdown extensions for it.

- `_คำ_` and `__คำ__` beside Thai letters, where snake_case stays as it is;
- `~~คำ~~` for what is struck out; a backslash at the end of a line for a line break;
- `[คำ]{.index}`: words with a class, an id or a language (Pandoc's bracketed spans);
- `[1] [2]`: two references; Python-Markdown takes them for one, and loses the words `2`;
- `$…$` and `$$…$$ {#name}` for mathematics; `\\"` and `\\$` for the signs themselves.
"""

from __future__ import annotations

import re
from string import punctuation
from typing import Any
from xml.etree import ElementTree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import (
    IMAGE_LINK_RE,
    IMAGE_REFERENCE_RE,
    LINK_RE,
    ImageInlineProcessor,
    ImageReferenceInlineProcessor,
    InlineProcessor,
    LinkInlineProcessor,
    SubstituteTagInlineProcessor,
)
from markdown.util import INLINE_PLACEHOLDER_RE, AtomicString

from thaibook.grammar import ATTRIBUTES, BRACES, IN_FORMULAS, SPACED, without_tags
from thaibook.markup.attributes import assign
from thaibook.markup.maths import TEXT_IN_TEX
from thaibook.text import late_pattern

# A letter of a word as underscores see it: all but Thai, which has no spaces around words.
NOT_THAI_WORD = r"[^\W\u0e01-\u0e5b]"
# Pandoc's rule: no space inside the signs, no digit after; then $5 และ $6 are prices. Nor
# a letter: $HOME/$USER are names.
MATH = r"(?<![\\$A-Za-z0-9])(\$)(?![\s$])((?:\\.|[^\\$])+?)(?<!\s)\1(?![A-Za-z\d$])"
DISPLAY_MATH = rf"(?<![\\$])(\$\$)\s*((?:\\.|[^\\$])+?)\s*\1(?!\$)(?:[ ]*{BRACES})?"
# As LaTeX has them: \(a\) in a line, \[a\] apart. Escaped brackets around words are none.
TEX = (
    r"(?<!\\)\\(?:\(((?:[^\\]|\\\\|\\(?![()]).){1,600}?)\\\)"
    r"|\[((?:[^\\]|\\\\|\\(?![\[\]]).){1,600}?)\\\]"
    rf"(?:[ ]*{BRACES})?)"
)
# Names of a letter or two, and of functions: n!, f(x), 2n, (a, b). A number alone is none.
VARIABLES = late_pattern(
    r"\s*(?=[^A-Za-z]*[A-Za-z])(?:(?<![A-Za-z])(?:[A-Za-z]{1,2}|sin|cos|tan|log|lim|max|min|gcd)"
    r"(?![A-Za-z])|[0-9\s,.!'()|\[\]])+\s*$"
)
MOST_LEVELS = 40  # of what is marked in the words of a picture
HAS_WORDS = re.compile(r"\w")  # signs alone are escaped signs: \\[ \\\\ \\]
# What formulas have in which Thai words stand for variables: ความเร็ว = \\frac{ระยะทาง}{เวลา}
WITH_WORDS = late_pattern(
    r"\\(?:frac|times|sqrt|sum|div|cdot|begin|left)|[^\s=]\s*[=^+]\s*[^\s=]|\w_[\w{]|^[ก-ฮ]$"
)
THAI_OUTSIDE_TEXT = late_pattern(r"[\u0e01-\u0e4f\u0e5a\u0e5b]")
TEX_TEXT = late_pattern(TEXT_IN_TEX)
LABEL = late_pattern(r"\[([^\]]*)\]")  # right after the words, not after a space (CommonMark 6.3)
TARGET = late_pattern(rf"\(\s*(?:<|{SPACED})")
SPAN = rf"(?<![!\]])\[([^\[\]]*)\]\{{:?\s*({ATTRIBUTES})\s*\}}"


class InlineExtension(Extension):
    """Everything of this module."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        md.ESCAPED_CHARS = list(punctuation)
        patterns = md.inlinePatterns
        patterns.register(MathProcessor(DISPLAY_MATH, md), "display-math", 187)
        patterns.register(MathProcessor(MATH, md), "math", 186)
        patterns.register(TexProcessor(TEX, md), "tex", 188)
        patterns.register(StraightQuote(r"\\([\"'])", md), "straight-quote", 185)
        patterns.register(SpanProcessor(SPAN, md), "bracketed-span", 172)
        patterns.register(SubstituteTagInlineProcessor(r"\\\n", "br"), "backslash-break", 184)
        patterns.register(LinkProcessor(LINK_RE, md), "link", 160)
        patterns.register(PictureProcessor(IMAGE_LINK_RE, md), "image_link", 150)
        labelled = LabelledPictureProcessor(IMAGE_REFERENCE_RE, md)
        patterns.register(labelled, "image_reference", 140)
        for name in ("reference", "image_reference"):
            patterns[name].RE_LINK = LABEL  # type: ignore[attr-defined]
        _let_underscores_stand_beside_thai(md)


def _let_underscores_stand_beside_thai(md: Markdown) -> None:
    """Let `_คำ_` be emphasis where Thai letters touch it, and `~~` strike out. Four signs and
    more are a blank to fill in, ชื่อ____, __/__/____, or a word that is not to be said."""
    delimiters: Any = md.inlinePatterns["em_strong"]
    delimiters.add("~", "del", double=True)
    underscore, star = delimiters.delimiters["_"], delimiters.delimiters["*"]
    pattern = underscore.boundary.pattern.replace(r"[\w_]", NOT_THAI_WORD)
    pattern = pattern.replace("_{1,}", "_{1,3}").replace(r"(?![\s_])", r"(?![\s_/)])")
    underscore.boundary = late_pattern(pattern)
    pattern = star.boundary.pattern.replace(r"\*{1,}", r"\*{1,3}")
    star.boundary = late_pattern(pattern.replace("(?P<start>", r"(?P<start>(?<!\*)"))


class _Targets:
    """Where `[a](b c)` is text, and `[a](b c.md)` a link; the words of a picture."""

    md: Any

    def getLink(self, data: str, index: int) -> Any:  # noqa: N802 (Python-Markdown's name)
        link = super().getLink(data, index)  # type: ignore[misc]
        if not re.search(r"\s", link[0]) or TARGET.match(data, index):
            return link
        return "", None, index, False

    def unescape(self, text: str) -> str:
        """The text with the words of what was marked in it, which may have marked words, too."""
        nodes = self.md.treeprocessors["inline"].stashed_nodes
        for _ in range(MOST_LEVELS):
            if not INLINE_PLACEHOLDER_RE.search(text):
                break
            text = INLINE_PLACEHOLDER_RE.sub(lambda marked: _words_of(nodes.get(marked[1])), text)
        return text


def _words_of(node: ElementTree.Element | str | None) -> str:
    """What an element says: of a picture, its alternative text."""
    if node is None or isinstance(node, str):
        return node or ""
    said = [node.get("alt", "") if node.tag == "img" else "", node.text or ""]
    for child in node:
        said += [_words_of(child), child.tail or ""]
    return "".join(said)


class LinkProcessor(_Targets, LinkInlineProcessor):
    """Links whose target _Targets takes for one."""


class PictureProcessor(_Targets, ImageInlineProcessor):
    """Pictures whose target _Targets takes for one; their words are read out, without tags."""

    def getText(self, data: str, index: int) -> tuple[str, int, bool]:  # noqa: N802
        text, end, is_closed = super().getText(data, index)
        return without_tags(text), end, is_closed


class LabelledPictureProcessor(_Targets, ImageReferenceInlineProcessor):
    """Pictures whose target is defined elsewhere, `![words][label]`; without tags, too."""

    def getText(self, data: str, index: int) -> tuple[str, int, bool]:  # noqa: N802
        text, end, is_closed = super().getText(data, index)
        return without_tags(text), end, is_closed


class MathProcessor(InlineProcessor):
    """`$a$` becomes <span class="math">, `$$a$$` <span class="math display">."""

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[ElementTree.Element | None, int | None, int | None]:
        if (tex := formula(m[2])) is None:
            return None, None, None
        element = ElementTree.Element("span", {"class": "math display" if m[1] == "$$" else "math"})
        element.text = AtomicString(tex)
        assign(element, m[3] if m[1] == "$$" and m[3] else "")
        return element, m.start(0), m.end(0)


class TexProcessor(InlineProcessor):
    """`\\(a\\)` becomes <span class="math">, `\\[a\\]` <span class="math display">, where what
    stands inside is clearly mathematics; else the brackets are escaped (CommonMark 6.1)."""

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[ElementTree.Element | None, int | None, int | None]:
        inside = m[1] or m[2]
        is_clear = IN_FORMULAS.search(inside) or (m[1] and VARIABLES.match(inside))
        tex = formula(inside) if is_clear and HAS_WORDS.search(inside) else None
        if tex is None:
            return None, None, None
        element = ElementTree.Element("span", {"class": "math" if m[1] else "math display"})
        element.text = AtomicString(tex)
        assign(element, m[3] or "")
        return element, m.start(0), m.end(0)


def formula(text: str) -> str | None:
    """What stands between dollar signs, as TeX; or None where it has Thai words and no sign of
    mathematics: $5 ต่อ $6."""
    if THAI_OUTSIDE_TEXT.search(TEX_TEXT.sub("", text)) and not WITH_WORDS.search(text):
        return None
    return text.strip()


class StraightQuote(InlineProcessor):
    """`\\"` is a straight mark for good."""

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[ElementTree.Element, int, int]:
        element = ElementTree.Element("span", {"class": "straight"})
        element.text = AtomicString(m[1])
        return element, m.start(0), m.end(0)


class SpanProcessor(InlineProcessor):
    """`[words]{.class #id key=value}` becomes a <span>."""

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[ElementTree.Element, int, int]:
        element = ElementTree.Element("span")
        element.text = m[1]
        assign(element, m[2])
        return element, m.start(0), m.end(0)
