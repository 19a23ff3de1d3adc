r"""Formulas as LaTeX has them beside text, without the signs of a formula around them.

    \begin{align} … \end{align}       in lines of their own
    สมการที่ \eqref{eq:ohm}            a reference to a formula that has a \label
    \\(x\\), \\[x\\]                 mdBook's, which escapes the backslash
    $`x`$                             GitHub's

Enters: a Draft. Leaves: in it, formulas between `$$` and references of Markdown. A reference to
what no formula of the text is called stays as it was typed.
"""

from __future__ import annotations

import re

from thaibook.grammar.dialects.draft import HIDDEN, Draft
from thaibook.grammar.kinds import Kind

LINES = re.compile(
    r"^(?P<indent>[ \t>]*)(?P<begin>\\begin\{"
    r"(?P<name>(?:equation|align|gather|multline|eqnarray|alignat|flalign)\*?)\}(?:\{\d\})?)"
    r"(?P<rows>(?:(?!\\end\{(?P=name)\})[^\n]|\n(?![ \t>]*\n)){0,2000}+)"
    r"(?P<end>\\end\{(?P=name)\})[ \t]*$",
    re.MULTILINE,
)
# A formula over several lines of a paragraph, each of them behind a mark.
OVER_LINES = re.compile(
    rf"^(?P<indent>[ \t>]*){HIDDEN.pattern}(?:\n{HIDDEN.pattern}){{2,60}}[ \t]*$", re.MULTILINE
)
# R Markdown's name of a formula.
HASHED = re.compile(r"\(\\#(eq:[\w/-]{1,80})\)")
OF_MDBOOK = re.compile(
    r"\\\\(?P<open>[(\[])(?P<tex>(?:(?!\\\\[)\]]|\n[ \t]*\n)[\s\S]){1,2000}+)\\\\(?P<close>[)\]])"
)
THAI = re.compile("[\u0e01-\u0e3a]")
IN_BACKTICKS = re.compile(rf"\${HIDDEN.pattern}\$")
# A bar in a formula in a row of a table, where it would part two cells.
IN_ROW = re.compile(r"\$(?![\s$|])[^$\n]*(?<![\s|])\$$")
BAR = re.compile(r"(?<!\\)\|")
LABEL = re.compile(r"\\label\{([^{}\s]{1,100})\}")
# The word before it is a part of what the reference becomes: สมการที่ 1.
REFERENCE = re.compile(
    r"(?:สมการ(?:ที่)?[ \t]*)?(?<!\\)\\(?:eq|auto|c)?ref\{(?P<to>[^{}\s]{1,100})\}"
)


def read_formulas(draft: Draft) -> None:
    """Everything of this module."""
    if "\\\\" in draft.text:
        draft.replace(OF_MDBOOK, lambda tex: draft.keep(_singly(tex)))
    for number, words in enumerate(draft.kept):
        code = IN_BACKTICKS.fullmatch(words)
        if code and (inside := draft.kept[int(code[1])]).startswith("`"):
            draft.kept[number] = f"${inside.strip('`').strip()}$"
    if any("|" in words and words.startswith("$") for words in draft.kept):
        _without_bars(draft)
    if "\\begin{" in draft.text:
        draft.replace(LINES, lambda tex: _formula(draft, tex))
    if any(words.startswith("$$") and len(words) > 2 for words in draft.kept):
        draft.replace(OVER_LINES, lambda marks: _displayed(draft, marks))
    if "ref{" in draft.text:
        labels = {name for words in draft.kept for name in LABEL.findall(words)}
        draft.replace(
            REFERENCE, lambda found: f"[](#{found['to']})" if found["to"] in labels else None
        )


def _singly(tex: re.Match[str]) -> str:
    """A formula of mdBook with one backslash."""
    return f"\\{tex['open']}{tex['tex']}\\{tex['close']}"


def _without_bars(draft: Draft) -> None:
    """Bars of formulas in rows of tables in the words of TeX."""
    for line, kind in zip(draft.text.split("\n"), draft.kinds, strict=False):
        if kind is not Kind.ROW:
            continue
        for mark in HIDDEN.finditer(line):
            words = draft.kept[int(mark[1])]
            if "|" in words and IN_ROW.match(words) and not THAI.search(words):
                draft.kept[int(mark[1])] = BAR.sub(r"\\vert ", words)


def _displayed(draft: Draft, marks: re.Match[str]) -> str | None:
    """`$$a` … `b$$` with each sign on a line of its own, so that no line of it is taken for one
    of the text."""
    lines = draft.shown(marks[0]).strip(" \t>").split("\n")
    inside = "\n".join(lines)[2:-2]
    if not (lines[0].startswith("$$") and lines[-1].endswith("$$")) or "$$" in inside:
        return None
    first, *rows, last = inside.split("\n")
    if not first.strip() or not last.strip():
        return None
    rows[0] = f"{marks['indent']}{first} {rows[0].lstrip(' >')}"
    rows[-1] += f" {last.lstrip(' >')}"
    signs = f"{marks['indent']}$$"
    return draft.keep("\n".join([signs, *rows, signs]))


def _formula(draft: Draft, tex: re.Match[str]) -> str:
    """The formula in as many lines: its first and its last one are those of the signs."""
    indent = tex["indent"]
    words = tex["begin"] + tex["rows"] + tex["end"]
    lines = HASHED.sub(r"\\label{\1}", words).split("\n")
    if len(lines) < 3:
        return draft.keep(f"{indent}$$" + "\n".join(lines) + "$$")
    first, *rows, last = lines
    rows[0] = f"{indent}{first} {rows[0].lstrip(' >')}"
    rows[-1] += f" {last.lstrip(' >')}"
    return draft.keep("\n".join([f"{indent}$$", *rows, f"{indent}$$"]))
