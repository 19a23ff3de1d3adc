"""What MDX adds to Markdown: components with properties, comments in braces, imports.

Enters: a Markdown text. Leaves: the same text, with as many lines, without what is a program's
and not a reader's: `{/* a comment */}`, `import Tabs from '@theme/Tabs'`, and the properties
of `<Image src={photo} />`, which stays as `<Image />`, for HTML cannot read what stands in
braces (mdxjs.com, "What is MDX?"). Code between fences is left as it is.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from itertools import accumulate

from thaibook.grammar.signs import CODE_INDENT
from thaibook.grammar.verbatim import fenced_blocks
from thaibook.text import late_pattern

BRACES = r"\{(?:[^{}]|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*+\})*+\})*+\})*+\}"  # four deep
ATTRIBUTE = rf"(?:[A-Za-z_][\w:.-]*+(?:=(?:\"[^\"]*+\"|'[^']*+'|{BRACES}))?+|{BRACES})"
COMMENT = r"^(?P<before> {0,3}(?:[^\s{`][^\n{`]*+)?)\{/\*(?:(?!\*/)[\s\S]){0,2000}+\*/\}[ \t]*+$"
IMPORT = r"^import (?:[\w*{$][^\n'\"]* from )?(?:'[^'\n]+'|\"[^\"\n]+\");?[ \t]*+$"
# A program's own words, up to an empty line; prose that begins with `export` has no such sign.
EXPORT = (
    r"^export (?:default [A-Za-z_][\w.]*+;?[ \t]*+$|(?:default )?(?:async )?(?:function\b[^\n]*\(|"
    r"(?:const|let|var) [\w{}\[\], ]{1,200}=)[^\n]*+(?:\n(?![ \t]*$)[^\n]*+){0,500}+)"
)
PROPERTIES = rf"(?P<attributes>(?:\s++{ATTRIBUTE}){{0,200}}+)"
TAG = rf"^(?P<tag> {{0,3}}<[A-Za-z][\w.]*+){PROPERTIES}\s*+(?P<end>/?>)"
TOKEN = late_pattern(f"(?P<comment>{COMMENT})|(?P<import>{IMPORT}|{EXPORT})|{TAG}", re.MULTILINE)
SIGNS = late_pattern(r"\{/\*|^(?: {0,3}<[A-Za-z]|import |export )", re.MULTILINE)


def additions(text: str) -> Iterator[re.Match[str]]:
    """Each comment, import and tag with what HTML cannot read, in order."""
    if not any(sign in text for sign in ("{/*", "<", "import ", "export ")) or not SIGNS.search(
        text
    ):
        return
    code = deque([*_code(text), (len(text), len(text))])
    at = 0
    while token := TOKEN.search(text, at):
        while code[0][1] <= token.start():
            code.popleft()
        if code[0][0] <= token.start():
            at = code[0][1]
            continue
        at = token.end()
        properties = token["attributes"] or ""
        component = "\n" in properties and token["tag"].lstrip(" <")[0].isupper()
        if token["comment"] or token["import"] or "{" in properties or component:
            yield token


def _code(text: str) -> Iterator[tuple[int, int]]:
    """From where to where lines stand between fences."""
    lines = text.split("\n")
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    for block in fenced_blocks([line.expandtabs(CODE_INDENT) for line in lines]):
        yield starts[block.first], starts[block.after]


def without_mdx(text: str, keep_lines: bool = True) -> str:
    """The text without what MDX adds; what is taken leaves its line ends, where they count."""
    parts, at = [], 0
    for token in additions(text):
        bare = (
            f"{token['tag']} {token['end']}" if token["tag"] else (token["before"] or "").rstrip()
        )
        parts += [text[at : token.start()], bare, "\n" * token[0].count("\n") * keep_lines]
        at = token.end()
    return "".join([*parts, text[at:]])


def span(addition: re.Match[str]) -> tuple[int, int]:
    """From where to where an addition goes, without the words before a comment."""
    return addition.start() + len(addition["before"] or ""), addition.end()


def imports(text: str) -> Iterator[tuple[int, str]]:
    """(line, words) of each import: words that the book leaves out."""
    for token in additions(text):
        if token["import"]:
            yield text.count("\n", 0, token.start()) + 1, token[0].strip().split("\n")[0]
