"""Code between fences, highlighted by Pygments.

Enters: a tree with <pre><code class="language-x">. Leaves: the same code with
<span class="k"> and the like around its words, which styles/code.css gives their looks. A language
that Pygments does not know is reported; its code stays plain.
"""

from __future__ import annotations

from lxml import etree
from pygments import lex
from pygments.token import STANDARD_TYPES
from pygments.util import ClassNotFound

from thaibook.markup.elements import append_text, element
from thaibook.markup.source import Source

LONGEST = 200_000  # characters; a lexer may take minutes for more
# What is no language, but says so.
PLAIN = frozenset(
    ("text", "txt", "plain", "plaintext", "none", "output", "console-output", "csv", "tsv", "log")
)
# Names that other programs know: endings of files, mostly.
OTHERS = {"mjs": "js", "cjs": "js", "mts": "ts", "cts": "ts", "cmd": "bat", "patch": "diff",
          "mdx": "md", "jsonc": "json", "env": "ini", "dotenv": "ini", "shellsession": "console",
          "sh-session": "console"}  # fmt: skip


def highlight(root: etree._Element, source: Source) -> None:
    """Highlight each block of code of a chapter."""
    for code in root.iterfind(".//pre/code"):
        language = (code.get("class") or "").removeprefix("language-")
        if not language or language in PLAIN or len(code):
            continue
        text = code.text or ""
        if len(text) <= LONGEST:
            _highlight(code, language, text, source)


def _highlight(code: etree._Element, language: str, text: str, source: Source) -> None:
    """Put the words of one listing into spans, by what they are in its language."""
    from pygments.lexers import get_lexer_by_name  # slow to load, and few books have code

    try:
        lexer = get_lexer_by_name(OTHERS.get(language, language), stripnl=False, ensurenl=False)
    except ClassNotFound:
        source.report("code-language", f"```{language}", language=language)
        return
    tokens = list(lex(text, lexer))
    if "".join(value for _, value in tokens) != text:
        return  # a lexer that changes the text is none
    code.text = None
    for kind, value in tokens:
        short = STANDARD_TYPES.get(kind, "")
        name = short[:1] if short[:1] in ("c", "k") else short[:2]
        if value.strip() and name in ("c", "k", "nt", "gd", "gi"):
            code.append(element("span", value, cls=name))
        else:
            append_text(code, value)
