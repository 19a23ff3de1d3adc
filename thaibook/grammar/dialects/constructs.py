"""The table of what stands inside lines: the sign, whose it is, what it becomes or the advice.

Enters: a Draft. Leaves: in it, what each sign means; a Remark where only its program knows.
Patterns are bounded, or cannot go back over what they took, so that all is linear.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from thaibook.grammar.dialects.draft import Draft
from thaibook.grammar.dialects.emoji import EMOJI
from thaibook.grammar.dialects.foreign_attributes import read_attributes
from thaibook.grammar.dialects.formulas import read_formulas
from thaibook.grammar.dialects.wiki_links import Find, read_wiki_links, width_of
from thaibook.text import late_pattern

THAI = late_pattern("[\u0e01-\u0e5b]")


class Construct(NamedTuple):
    """One kind of construct. sign: letters without which `pattern` cannot match. becomes: what
    it means, or the key of an advice (messages.ADVICE) where nobody but its program can say."""

    dialect: str
    sign: str
    pattern: re.Pattern[str]
    becomes: Callable[[re.Match[str]], str | None] | str
    is_left_out: bool = False


def _of(pattern: str) -> re.Pattern[str]:
    return late_pattern(pattern, re.MULTILINE)


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


def _heading(heading: re.Match[str]) -> str:
    """A heading with the name that stands below it; its classes say how it looks elsewhere."""
    name = re.search(r"#([^\s#.{}=\"']+)", heading["own"])
    return heading["head"] + (f" {{#{name[1]}}}" if name else "")


def _unnumbered(heading: re.Match[str]) -> str:
    """A heading without `{-}`, and with the name that may stand in it."""
    return heading[1] + (f" {{{heading[2]}}}" if heading[2] else "")


def _references(found: re.Match[str]) -> str | None:
    """`[@fig-a; @fig-b]`: only where all of them are pictures, tables and the like."""
    names = [name.strip().removeprefix("-") for name in found[1].split(";")]
    if not all(CROSS_NAME.fullmatch(name) for name in names):
        return None
    return ", ".join(f"[](#{name[1:]})" for name in names)


def _bold(words: re.Match[str]) -> str | None:
    inside = words[1]
    if inside == inside.rstrip(" "):
        return None
    gap = "" if words.string[words.end() : words.end() + 1] == " " else " "
    return f"**{inside.rstrip(' ')}**{gap}"


def _emoji(name: re.Match[str]) -> str | None:
    return EMOJI.get(name[1])


ID = r"[A-Za-z0-9_][\w-]*"
# Of LaTeX, in the text itself: not a part of a path like C:\\input\\color.
ALONE = (
    "noindent|centering|raggedright|bigskip|medskip|smallskip|hfill|vfill|linebreak|newline"
    "|maketitle|tableofcontents|par|item"
)
TEX_BEGIN, TEX_END = r"(?<![A-Za-z0-9_:\\/.])\\", r"(?![A-Za-z0-9_\\/.])"
CROSS = r"(?:fig|tbl|sec|eq|lst|thm|lem|cor|prp|def|exm|exr|nte|tip|wrn|imp|cau)-"
# What such a reference says by itself.
OF_KIND = late_pattern(r"(?:(?:ภาพ|รูป|ตาราง|สมการ)(?:ที่)?|Fig(?:ure|\.)?|Table|Eq(?:uation|\.)?) *")
CROSS_NAME = late_pattern(rf"@{CROSS}[A-Za-z0-9_-]+")
DATA = _of(r"^ {0,3}\[([^\[\]\n]+)\]:[ \t]*<?data:image/[^\s<>]*>?[ \t]*$")
INSIDE = r"(?:[^\[\]\n]|\n(?![ \t>]*\n)|\[[^\[\]\n]*\]){1,2000}+"

# Contents, which the book makes itself.
CONTENTS = (
    Construct("", "[", _of(r"^[ \t]*\[{1,2}_?(?:toc|TOC)_?\]{1,2}[ \t]*$"), "contents", True),
    Construct(
        "kramdown",
        "toc",
        _of(r"^[ \t]*(?:[*+-]|1\.)[ \t]+[^\n]{0,60}\n[ \t]*\{:\s*(?:\.[\w-]+\s+)*toc[^{}\n]*\}"),
        "contents",
        True,
    ),
    Construct("kramdown", "toc", _of(r"^[ \t]*\{:\s*toc[^{}\n]*\}[ \t]*$"), "contents", True),
)
CONSTRUCTS = (
    # --- Obsidian
    Construct("Obsidian", "^", _of(r"^[ \t]*\^[A-Za-z0-9][A-Za-z0-9-]{2,}[ \t]*$"), lambda _: ""),
    Construct(
        "Obsidian",
        "^",
        _of(r"(?<=\S)[ \t]+\^([A-Za-z0-9][A-Za-z0-9-]{2,})[ \t]*$"),
        lambda b: f"[]{{#{b[1]}}}",
    ),
    Construct(
        "Obsidian",
        "](",
        _of(r"(?<!\\)!\[([^\[\]|\n]{0,300})\|(\d+)(?:x\d+)?\](\([^()\n]{0,500}\))"),
        lambda p: f"![{p[1]}]{p[3]}{width_of(p[2])}",
    ),
    Construct("Obsidian", "<%", _of(r"<%[^\n]{0,300}?%>"), "template"),
    Construct("Obsidian", "- [", _of(r"^[ \t>]*[-*+] \[[^ xX\]\w]\](?= )"), "task"),
    # --- Pandoc and Quarto
    Construct("Pandoc", "^[", _of(rf"(?<!\\)\^\[({INSIDE})\]"), _joined),
    Construct("Quarto", "@", _of(rf"(?<!\\)\[(-?@{CROSS}[^\[\]\n]+)\]"), _references),
    Construct(
        "Quarto",
        "@",
        _of(rf"(?<![\\!\]])\[([^\[\]@\n]{{1,60}} )@({CROSS}[A-Za-z0-9_-]+)\](?![(\[:])"),
        lambda r: f"{'' if OF_KIND.fullmatch(r[1]) else r[1]}[](#{r[2]})",
    ),
    Construct(
        "Quarto",
        "@",
        _of(rf"(?<![\w@\\./\[-])-?@({CROSS}[A-Za-z0-9_-]+)"),
        lambda r: f"[](#{r[1]})",
    ),
    Construct(
        "Pandoc",
        "@",
        _of(r"(?<![\w@\\./\[;-])@[A-Za-z][\w:-]*[ \t]+\[[^\[\]\n]{1,100}\](?![(\[:])"),
        "citation",
    ),
    # --- R Markdown, whose chunks name pictures and tables
    Construct("R Markdown", "@ref", _of(r"\\@ref\(([\w:/-]{1,80})\)"), lambda r: f"[](#{r[1]})"),
    Construct("R Markdown", "(\\#", _of(r"\(\\#(?:[a-z]+:)?[\w/-]{1,80}\)"), "attributes", True),
    Construct("R Markdown", "(ref:", _of(r"\(ref:[\w:-]{1,80}\)"), "variable"),
    Construct(
        "Pandoc",
        "@",
        _of(
            r"(?<![\\!\]])\[(?:[^\[\]@\n]{0,80}[\s;(-])?-?@[A-Za-z0-9_{][^\[\]\n]{0,300}\](?![(\[:])"
        ),
        "citation",
    ),
    Construct(
        "Pandoc",
        "{-",
        _of(r"^(#{1,6} [^\n]*?)[ \t]*\{-[ ]*(#[\w-]+)?[^{}\n]{0,99}\}[ \t]*$"),
        _unnumbered,
    ),
    Construct("Pandoc", "{=", _of(r"(?<=\x03)\{=\w+\}"), "raw"),
    Construct(
        "Pandoc", "\\", _of(r"(?<!\\)\\textbf\{([^{}\n]{1,500})\}"), lambda w: f"**{w[1].strip()}**"
    ),
    Construct(
        "Pandoc",
        "\\",
        _of(r"(?<!\\)\\(?:textit|emph)\{([^{}\n]{1,500})\}"),
        lambda w: f"*{w[1].strip()}*",
    ),
    Construct(
        "Pandoc",
        "\\",
        _of(r"(?<!\\)\\href\{([^{}\s]{1,500})\}\{([^{}\n]{1,500})\}"),
        lambda link: f"[{link[2].strip()}](<{link[1]}>)",
    ),
    Construct("Pandoc", "\\", _of(r"(?<!\\)\\url\{([^{}\s]{1,500})\}"), lambda u: f"<{u[1]}>"),
    Construct(
        "Pandoc",
        "\\",
        _of(r"(?<!\\)\\footnote\{([^{}\n]{1,900})\}"),
        lambda w: f"^[{w[1].strip()}]",
    ),
    Construct(
        "Pandoc", "\\clear", _of(r"^\\(?:clearpage|cleardoublepage)[ \t]*$"), lambda _: "\\newpage"
    ),
    Construct(
        "Pandoc",
        "\\",
        _of(
            rf"{TEX_BEGIN}(?:[A-Za-z]{{2,20}}\*?(?:\[[^\[\]\n]{{0,200}}\]){{0,2}}"
            rf"(?:\{{[^{{}}\n]{{0,200}}\}}){{1,4}}|(?:{ALONE}){TEX_END})"
        ),
        "tex",
    ),
    Construct(  # alone on its line it is ours
        "Pandoc",
        "\\",
        _of(
            rf"(?:(?<=\S)[ \t]+\\(?:newpage|pagebreak){TEX_END}"
            rf"|{TEX_BEGIN}(?:newpage|pagebreak){TEX_END}(?=[ \t]*\S))"
        ),
        "tex",
    ),
    Construct("Pandoc", "\\ ", _of(r"(?<!\\)\\ (?=\S)"), lambda _: " "),
    # --- kramdown and Jekyll
    Construct("kramdown", "{::", _of(r"\{::options[^{}\n]*/?\}"), "options", True),
    Construct("kramdown", "{:", _of(r"\{::?/?(?:nomarkdown)[^{}\n]{0,100}\}|\{:/\}"), lambda _: ""),
    Construct("kramdown", "{::", _of(r"\{::[^{}\n]{0,300}\}"), "attributes"),
    Construct(
        "kramdown",
        "{:",
        _of(r"^(?P<head> {0,3}#{1,6} [^\n]*)\n[ \t]*\{:(?P<own>[^{}\n]{0,200})\}[ \t]*$"),
        _heading,
    ),
    Construct("kramdown", "^", _of(r"^\^{1,3}[ \t]*$"), lambda _: ""),
    Construct(
        "MDX",
        "{",
        _of(r"(?<![\\$={])\{(?:props|frontMatter)\.[A-Za-z][\w.]*\}"),
        "variable",
    ),
    # --- Google Docs
    Construct(
        "Google Docs",
        "data:",
        _of(r"(?<!\\)!\[[^\[\]\n]*\]\(\s*<?data:image/[^\s()<>]*>?[^()\n]{0,200}\)"),
        "data",
        True,
    ),
    Construct(
        "Google Docs",
        "data:",
        DATA,
        "data",
        True,
    ),
    Construct(
        "Google Docs",
        "**",
        _of(r"(?<![*\\A-Za-z0-9])\*\*(?=[^\s*])((?:[^*\n]|\*(?!\*))+?)\*\*(?!\*)"),
        _bold,
    ),
    # --- GitHub
    Construct("GitHub", ":", _of(r"(?<![\w:/\\]):([a-z0-9+-][a-z0-9_+-]*):(?![\w:])"), _emoji),
    Construct("GitHub", ":", _of(r"(?<![\w:/\\.]):[a-z][a-z0-9]*_[a-z0-9_]+:(?![\w:])"), "emoji"),
)

PERCENT = late_pattern(r"(?<![\d%\\])(?<!\d )%%(?!%)")
CALL = late_pattern(r"(?<!\\)!\[([^\[\]\n]*)\]\[([^\[\]\n]*)\]")
LABEL_OF_DATA = late_pattern(r"^ {0,3}\[([^\[\]\n]+)\]:[ \t]*<?data:image/", re.MULTILINE)


def read_constructs(draft: Draft, find: Find) -> None:
    """Everything of this module; find: as in wiki_links."""
    if "%%" in draft.text:
        _comments(draft)
    if "data:image" in draft.text:
        _calls_of_data(draft)
    _read(draft, CONTENTS)
    read_wiki_links(draft, find)
    read_formulas(draft)
    _read(draft, CONSTRUCTS)
    _bare_sources(draft)
    read_attributes(draft)


# A source in the sentence, @smith2020; and people, who have no year.
BARE_SOURCE = _of(r"(?<![\w@\\./\[;-])-?@[A-Za-z][A-Za-z_:-]*(?:19|20)\d\d[a-z]?\b")
PERSON = re.compile(r"(?<![\w@\\./\[;-])@(?![A-Za-z_:-]*(?:19|20)\d\d)[A-Za-z][\w.]+(?![\w/])")
SOCIAL = re.compile(
    r"(?:ไลน์|ไอจี|เฟซบุ๊ก|ทวิตเตอร์|ติ๊กต็อก|ยูทูบ|บัญชี|ติดต่อ|ติดตาม|ผู้ใช้|ไอดี|\b(?:line|ig|id|x|twitter|facebook"
    r"|instagram|tiktok|youtube))[^\n]{0,40}$",
    re.IGNORECASE,
)


def _bare_sources(draft: Draft) -> None:
    """`@smith2020` in a sentence; not a name of somebody in a network, which may end so."""
    if "@" not in draft.text or PERSON.search(draft.text):
        return
    for source in BARE_SOURCE.finditer(draft.text):
        line = draft.text.rfind("\n", 0, source.start()) + 1
        if not SOCIAL.search(draft.text[line : source.start()]):
            draft.tell(source.start(), "Pandoc", source[0], "citation")


def _read(draft: Draft, constructs: tuple[Construct, ...]) -> None:
    for each in constructs:
        if each.sign not in draft.text:
            continue
        if isinstance(each.becomes, str):
            dialect = each.dialect or "Obsidian/GitHub"
            draft.name_each(each.pattern, dialect, each.becomes, each.is_left_out)
        else:
            draft.replace(each.pattern, each.becomes)


def _comments(draft: Draft) -> None:
    """`%% comment %%`: in a paragraph, or over several where it begins a line."""
    text = draft.text
    signs = [sign.start() for sign in PERCENT.finditer(text)]
    parts, at, index = [], 0, 0
    while index < len(signs):
        begin = signs[index]
        closing = next((each for each in signs[index + 1 : index + 2]), None)
        begins_line = not text[text.rfind("\n", 0, begin) + 1 : begin].strip(" \t>")
        if closing is None or not (begins_line or "\n\n" not in text[begin:closing]):
            draft.tell(begin, "Obsidian", text[begin : begin + 20].split("\n")[0], "comment")
            index += 1
            continue
        end = closing + 2
        parts += [text[at:begin], "\n" * text.count("\n", begin, end)]
        at, index = end, index + 2
        if text[begin - 1 : begin] == " " and text[at : at + 1] == " ":
            at += 1
    draft.text = "".join([*parts, text[at:]])


def _calls_of_data(draft: Draft) -> None:
    """`![][image1]`, whose label stands for a picture that is written in the text itself: the
    call is told, and takes the label with it."""
    labels = set(LABEL_OF_DATA.findall(draft.text))
    called: set[str] = set()

    def call(found: re.Match[str]) -> str | None:
        label = found[2] or found[1]
        if label not in labels:
            return None
        called.add(label)
        draft.tell(found.start(), "Google Docs", found[0], "data", is_left_out=True)
        return ""

    draft.replace(CALL, call)
    draft.replace(DATA, lambda found: "" if found[1] in called else None)
