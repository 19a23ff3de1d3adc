"""The table of what stands inside lines: the sign, whose it is, what it becomes or the advice.

Enters: a Draft. Leaves: in it, what each sign means; a Remark where only its program knows.
Patterns are bounded, or cannot go back over what they took, so that all is linear.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from thaibook.grammar.dialects.construct_row import Construct, pattern_of
from thaibook.grammar.dialects.draft import Draft
from thaibook.grammar.dialects.emoji import EMOJI
from thaibook.grammar.dialects.foreign_attributes import read_attributes
from thaibook.grammar.dialects.formulas import read_formulas
from thaibook.grammar.dialects.pandoc_constructs import PANDOC
from thaibook.grammar.dialects.wiki_links import Find, read_wiki_links, width_of
from thaibook.text import late_pattern


def _heading(heading: re.Match[str]) -> str:
    """A heading with the name that stands below it; its classes say how it looks elsewhere."""
    name = re.search(r"#([^\s#.{}=\"']+)", heading["own"])
    return heading["head"] + (f" {{#{name[1]}}}" if name else "") + (heading["line"] or "")


def _bold(words: re.Match[str]) -> str | None:
    inside = words[1]
    if inside == inside.rstrip(" "):
        return None
    gap = "" if words.string[words.end() : words.end() + 1] == " " else " "
    return f"**{inside.rstrip(' ')}**{gap}"


def _emoji(name: re.Match[str]) -> str | None:
    return EMOJI.get(name[1])


FIELD = r"[A-Za-z\u0e01-\u0e5b][\w\u0e01-\u0e5b -]{0,40}"
DATA = pattern_of(r"^ {0,3}\[([^\[\]\n]+)\]:[ \t]*<?data:image/[^\s<>]*>?[ \t]*$")

# Contents, which the book makes itself.
CONTENTS = (
    Construct(
        "", "[", pattern_of(r"^[ \t]*\[{1,2}_?(?:toc|TOC)_?\]{1,2}[ \t]*$"), "contents", True
    ),
    Construct(
        "kramdown",
        "toc",
        pattern_of(
            r"^[ \t]*(?:[*+-]|1\.)[ \t]+[^\n]{0,60}\n[ \t]*\{:\s*(?:\.[\w-]+\s+)*toc[^{}\n]*\}"
        ),
        "contents",
        True,
    ),
    Construct(
        "kramdown", "toc", pattern_of(r"^[ \t]*\{:\s*toc[^{}\n]*\}[ \t]*$"), "contents", True
    ),
)
CONSTRUCTS = (
    # --- Obsidian
    Construct(
        "Obsidian", "^", pattern_of(r"^[ \t]*\^[A-Za-z0-9][A-Za-z0-9-]{2,}[ \t]*$"), lambda _: ""
    ),
    Construct(
        "Obsidian",
        "^",
        pattern_of(r"(?<=\S)[ \t]+\^([A-Za-z0-9][A-Za-z0-9-]{2,})[ \t]*$"),
        lambda b: f"[]{{#{b[1]}}}",
    ),
    Construct(
        "Obsidian",
        "](",
        pattern_of(r"(?<!\\)!\[([^\[\]|\n]{0,300})\|(\d+)(?:x\d+)?\](\([^()\n]{0,500}\))"),
        lambda p: f"![{p[1]}]{p[3]}{width_of(p[2])}",
    ),
    Construct("Obsidian", "<%", pattern_of(r"<%[^\n]{0,300}?%>"), "template"),
    Construct("Obsidian", "- [", pattern_of(r"^[ \t>]*[-*+] \[[^ xX\]\w]\](?= )"), "task"),
    Construct(  # fields of Dataview
        "Obsidian",
        ":: ",
        pattern_of(
            rf"^[ \t>]*(?:[-*+] )?{FIELD}:: [^\n]*|\[{FIELD}:: [^\[\]\n]{{1,200}}\]"
            rf"|\({FIELD}:: [^()\n]{{1,200}}\)"
        ),
        "tag",
    ),
    # --- links that every program but CommonMark's reads
    Construct(
        "",
        "]: ",
        pattern_of(r"^( {0,3}\[[^\[\]\n]{1,200}\]:[ \t]*)<([^<>\n]{1,300}? [^<>\n]{0,300})>"),
        lambda link: f"{link[1]}<{link[2].replace(' ', '%20')}>",
    ),
    Construct(
        "",
        "] (http",
        pattern_of(r"(?<![!\\\]])(\[[^\[\]\n]{2,200}\]) (\(https?://[^\s()]{1,500}\))"),
        lambda link: link[1] + link[2],
    ),
    *PANDOC,
    # --- kramdown and Jekyll
    Construct("kramdown", "{::", pattern_of(r"\{::options[^{}\n]*/?\}"), "options", True),
    Construct(
        "kramdown", "{:", pattern_of(r"\{::?/?(?:nomarkdown)[^{}\n]{0,100}\}|\{:/\}"), lambda _: ""
    ),
    Construct("kramdown", "{::", pattern_of(r"\{::[^{}\n]{0,300}\}"), "attributes"),
    Construct(
        "kramdown",
        "{:",
        pattern_of(
            r"^(?P<head> {0,3}(?:#{1,6} [^\n]*|[^\s#>|*-][^\n]*(?=\n(?:=+|-+)[ \t]*\n)))"
            r"(?P<line>\n(?:=+|-+)[ \t]*)?\n[ \t]*\{:(?P<own>[^{}\n]{0,200})\}[ \t]*$"
        ),
        _heading,
    ),
    Construct("kramdown", "^", pattern_of(r"^\^{1,3}[ \t]*$"), lambda _: ""),
    Construct(
        "MDX",
        "{",
        pattern_of(r"(?<![\\$={])\{(?:props|frontMatter)\.[A-Za-z][\w.]*\}"),
        "variable",
    ),
    # --- Google Docs
    Construct(
        "Google Docs",
        "data:",
        pattern_of(r"(?<!\\)!\[[^\[\]\n]*\]\(\s*<?data:image/[^\s()<>]*>?[^()\n]{0,200}\)"),
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
        pattern_of(r"(?<![*\\A-Za-z0-9])\*\*(?=[^\s*])((?:[^*\n]|\*(?!\*))+?)\*\*(?!\*)"),
        _bold,
    ),
    # --- GitHub
    Construct(
        "GitHub", ":", pattern_of(r"(?<![\w:/\\]):([a-z0-9+-][a-z0-9_+-]*):(?![\w:])"), _emoji
    ),
    Construct(
        "GitHub", ":", pattern_of(r"(?<![\w:/\\.]):[a-z][a-z0-9]*_[a-z0-9_]+:(?![\w:])"), "emoji"
    ),
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
    _names_with_signs(draft)


# A source in the sentence, @smith2020; and people, who have no year.
BARE_SOURCE = pattern_of(r"(?<![\w@\\./\[;-])-?@[A-Za-z][A-Za-z_:-]*(?:19|20)\d\d[a-z]?\b")
PERSON = re.compile(r"(?<![\w@\\./\[;-])@(?![A-Za-z_:-]*(?:19|20)\d\d)[A-Za-z][\w.]+(?![\w/])")
SOCIAL = re.compile(
    r"(?:ไลน์|ไอจี|เฟซบุ๊ก|ทวิตเตอร์|ติ๊กต็อก|ยูทูบ|บัญชี|ติดต่อ|ติดตาม|ผู้ใช้|ไอดี|\b(?:line|ig|id|x|twitter|facebook"
    r"|instagram|tiktok|youtube))[^\n]{0,40}$",
    re.IGNORECASE,
)


# The name of a heading as Google Docs and Notion make it of all that the heading says.
NAMED = late_pattern(r"^( {0,3}#{1,6} [^\n]*?\{#)([^\s{}]{1,300})(?=\}[ \t]*$)", re.MULTILINE)
TO_NAME = late_pattern(r"(?<=\]\(#)[^\s()<>]{1,300}(?=\))")
NO_NAME = late_pattern(r"[#.{}=\"'()]")


def _names_with_signs(draft: Draft) -> None:
    """{#1.-บทนำ}: the signs that a name cannot have here become hyphens, in links as well."""
    if "{#" not in draft.text:
        return
    names = {found[2] for found in NAMED.finditer(draft.text) if NO_NAME.search(found[2])}
    if names:
        draft.replace(NAMED, lambda found: found[1] + NO_NAME.sub("-", found[2]))
        draft.replace(
            TO_NAME, lambda link: NO_NAME.sub("-", link[0]) if unquote(link[0]) in names else None
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
