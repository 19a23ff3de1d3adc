"""The part of the table of constructs that is Pandoc's, Quarto's, R Markdown's and LaTeX's.

Enters, by its rows: what stands in a line. Leaves: what it means in our own Markdown.
"""

from __future__ import annotations

import re

from thaibook.grammar.dialects.construct_row import Construct, pattern_of
from thaibook.text import late_pattern

THAI = late_pattern("[\u0e01-\u0e5b]")
ID = r"[A-Za-z0-9_][\w-]*"
# Of LaTeX, in the text itself: not a part of a path like C:\\input\\color.
ALONE = (
    "noindent|centering|raggedright|bigskip|medskip|smallskip|hfill|vfill|linebreak|newline"
    "|maketitle|tableofcontents|par|item|appendix|frontmatter|mainmatter|backmatter|indent|hrule"
    "|dots|ldots|quad|qquad|today|tiny|small|footnotesize|normalsize|large|Large|huge|bf|em"
)
TEX_BEGIN, TEX_END = r"(?<![A-Za-z0-9_:\\/.])\\", r"(?![A-Za-z0-9_\\/.])"
CROSS = r"(?:fig|tbl|sec|eq|lst|thm|lem|cor|prp|def|exm|exr|nte|tip|wrn|imp|cau)-"
# What such a reference says by itself.
OF_KIND = late_pattern(r"(?:(?:ภาพ|รูป|ตาราง|สมการ)(?:ที่)?|Fig(?:ure|\.)?|Table|Eq(?:uation|\.)?) *")
CROSS_NAME = late_pattern(rf"@{CROSS}[A-Za-z0-9_-]+")
OPTIONS = "title|author|date|tags|layout|draft|format|output|lang|toc|categories|aliases|slug"
INSIDE = r"(?:[^\[\]\n]|\n(?![ \t>]*\n)|\[[^\[\]\n]*\]){1,2000}+"


def _joined(note: re.Match[str]) -> str | None:
    """A note in its line, all of it on the line on which it begins."""
    if "\n" not in note[1]:
        return None
    first, *rest = note[1].split("\n")
    words = first.rstrip()
    for line in rest:
        line = line.strip(" \t>")
        glued = THAI.match(words[-1:]) and THAI.match(line[:1])
        words += ("" if glued else " ") + line
    return f"^[{words}]"


def _unnumbered(heading: re.Match[str]) -> str:
    """A heading without `{-}`, and with the name that may stand in it."""
    return heading[1] + (f" {{{heading[2]}}}" if heading[2] else "")


def _references(found: re.Match[str]) -> str | None:
    """`[@fig-a; @fig-b]`: only where all of them are pictures, tables and the like."""
    names = [name.strip().removeprefix("-") for name in found[1].split(";")]
    if not all(CROSS_NAME.fullmatch(name) for name in names):
        return None
    return ", ".join(f"[](#{name[1:]})" for name in names)


PANDOC = (
    # --- Pandoc and Quarto
    Construct("Pandoc", "^[", pattern_of(rf"(?<!\\)\^\[({INSIDE})\]"), _joined),
    Construct(
        "Pandoc",
        "---",
        pattern_of(
            r"(?<=\n\n)---\n"
            # One line alone may as well be a heading between a scene break and its underline.
            rf"(?=(?:{OPTIONS}):|[a-z][\w-]{{0,40}}:[^\n]*\n(?:[ \t-][^\n]*\n){{0,40}}?"
            r"[a-z][\w-]{0,40}:)"
            r"(?:[a-z][\w-]{0,40}:(?:[ \t][^\n]*)?\n(?:[ \t-]+[^\n]*\n){0,40}?){1,40}?"
            r"(?:---|\.\.\.)[ \t]*$"
        ),
        "options",
        True,
    ),
    Construct("Quarto", "@", pattern_of(rf"(?<!\\)\[(-?@{CROSS}[^\[\]\n]+)\]"), _references),
    Construct(
        "Quarto",
        "@",
        pattern_of(rf"(?<![\\!\]])\[([^\[\]@\n]{{1,60}} )@({CROSS}[A-Za-z0-9_-]+)\](?![(\[:])"),
        lambda r: f"{'' if OF_KIND.fullmatch(r[1]) else r[1]}[](#{r[2]})",
    ),
    Construct(
        "Quarto",
        "@",
        pattern_of(rf"(?<![\w@\\./\[-])-?@({CROSS}[A-Za-z0-9_-]+)"),
        lambda r: f"[](#{r[1]})",
    ),
    Construct(
        "Pandoc",
        "@",
        pattern_of(r"(?<![\w@\\./\[;-])@[A-Za-z][\w:-]*[ \t]+\[[^\[\]\n]{1,100}\](?![(\[:])"),
        "citation",
    ),
    # --- R Markdown, whose chunks name pictures and tables
    Construct(
        "R Markdown", "@ref", pattern_of(r"\\@ref\(([\w:/-]{1,80})\)"), lambda r: f"[](#{r[1]})"
    ),
    Construct(
        "R Markdown", "(\\#", pattern_of(r"\(\\#(?:[a-z]+:)?[\w/-]{1,80}\)"), "attributes", True
    ),
    Construct("R Markdown", "(ref:", pattern_of(r"\(ref:[\w:-]{1,80}\)"), "variable"),
    Construct(
        "Pandoc",
        "@",
        pattern_of(
            r"(?<![\\!\]])\[(?:[^\[\]@\n]{0,80}[\s;(-])?-?@[A-Za-z0-9_{][^\[\]\n]{0,300}\](?![(\[:])"
        ),
        "citation",
    ),
    Construct(
        "Pandoc",
        "{-",
        pattern_of(r"^(#{1,6} [^\n]*?)[ \t]*\{-[ ]*(#[\w-]+)?[^{}\n]{0,99}\}[ \t]*$"),
        _unnumbered,
    ),
    Construct("Pandoc", "{=", pattern_of(r"(?<=\x03)\{=\w+\}"), "raw"),
    Construct(
        "Pandoc",
        "\\",
        pattern_of(r"(?<!\\)\\textbf\{([^{}\n]{1,500})\}"),
        lambda w: f"**{w[1].strip()}**",
    ),
    Construct(
        "Pandoc",
        "\\",
        pattern_of(r"(?<!\\)\\(?:textit|emph)\{([^{}\n]{1,500})\}"),
        lambda w: f"*{w[1].strip()}*",
    ),
    Construct(
        "Pandoc",
        "\\",
        pattern_of(r"(?<!\\)\\href\{([^{}\s]{1,500})\}\{([^{}\n]{1,500})\}"),
        lambda link: f"[{link[2].strip()}](<{link[1]}>)",
    ),
    Construct(
        "Pandoc", "\\", pattern_of(r"(?<!\\)\\url\{([^{}\s]{1,500})\}"), lambda u: f"<{u[1]}>"
    ),
    Construct(
        "Pandoc",
        "\\",
        pattern_of(r"(?<!\\)\\footnote\{([^{}\n]{1,900})\}"),
        lambda w: f"^[{w[1].strip()}]",
    ),
    Construct(
        "Pandoc",
        "\\clear",
        pattern_of(r"^\\(?:clearpage|cleardoublepage)[ \t]*$"),
        lambda _: "\\newpage",
    ),
    Construct(
        "Pandoc",
        "TeX",
        pattern_of(r"(?<![A-Za-z0-9_:\\/.])\\((?:La)?TeX)(?![A-Za-z])(?:\{\}|\\(?= ))?"),
        lambda word: word[1],
    ),
    Construct(
        "Pandoc",
        "\\",
        pattern_of(
            rf"{TEX_BEGIN}(?:[A-Za-z]{{2,20}}\*?(?:\[[^\[\]\n]{{0,200}}\]){{0,2}}"
            rf"(?:\{{[^{{}}\n]{{0,200}}\}}){{1,4}}|(?:{ALONE}){TEX_END})"
        ),
        "tex",
    ),
    Construct(  # alone on its line it is ours
        "Pandoc",
        "\\",
        pattern_of(
            rf"(?:(?<=\S)[ \t]+\\(?:newpage|pagebreak){TEX_END}"
            rf"|{TEX_BEGIN}(?:newpage|pagebreak){TEX_END}(?=[ \t]*\S))"
        ),
        "tex",
    ),
    Construct("Pandoc", "\\ ", pattern_of(r"(?<!\\)\\ (?=\S)"), lambda _: " "),
)
