"""HTML that authors write beside Markdown: what it says of places, and Markdown in it.

    <center>, <p align="center">, style="text-align: right"     in the middle, at the right
    <aside>                                                     a box (Notion)
    <TabItem label="words">                                     a box (MDX)
    <td>**words**</td>                                          Markdown on the line of a tag

Enters: a Draft. Leaves: in it, HTML with the classes of a book, and elements in place of signs.
"""

from __future__ import annotations

import re

from thaibook.grammar.dialects.draft import HIDDEN, Draft
from thaibook.grammar.verbatim import html_blocks
from thaibook.text import late_pattern

TAG = late_pattern(
    r"<(?P<end>/?)(?P<name>div|p|h[1-6]|center|aside|table|section|figure|span)"
    r"(?P<attributes>(?:\s(?:[^<>\"']|\"[^\"<>]*\"|'[^'<>]*'){0,600}+)?)>",
    re.IGNORECASE,
)
ALIGN = late_pattern(
    r"\s(?:align\s*=\s*[\"']?(?P<align>left|right|center|middle|justify)[\"']?(?=\s|$)"
    r"|style\s*=\s*(?P<quote>[\"'])[^\"']*?text-align\s*:\s*(?P<style>left|right|center)[^\"']*(?P=quote))",
    re.IGNORECASE,
)
CLASS = late_pattern(r"\sclass\s*=\s*[\"']?([^\"'<>]*)[\"']?", re.IGNORECASE)
# A tag over several lines, which typed lines and indents would take apart.
OVER_LINES = re.compile(
    r"<(?:img|a|span|br|iframe|video|audio|source|input|figure|picture|font|u|sub|sup)(?=\s)"
    r"[^<>\n]{0,1000}\n"
    r"(?:[^<>\"'\n]|\"[^\"<>]{0,2000}\"|'[^'<>]{0,2000}'|\n(?![ \t]*\n)){0,1000}+>",
    re.IGNORECASE,
)
# Such a tag, and the rest of its paragraph.
PARAGRAPH = re.compile(
    rf"{OVER_LINES.pattern}[^\n]*(?:\n(?![ \t>]*\n)[^\n]+){{0,200}}+", re.IGNORECASE
)
PLACES = {"center": "center", "middle": "center", "right": "right"}
# An anchor without words, which nobody sees: a link would say where it leads.
ANCHOR = late_pattern(r"<a\s(?P<attributes>[^<>\n]{1,300})>\s*</a>", re.IGNORECASE)
NAME = late_pattern(r"(?:^|\s)(?:id|name)\s*=\s*[\"']?([^\s\"'<>]+)")
# A picture of MDX whose file is reckoned.
RECKONED = late_pattern(
    r"\ssrc=\{(?:require\(|useBaseUrl\()?\s*['\"`]([^'\"`{}\n]{1,300})['\"`]\s*\)?(?:\.default)?\}"
)
# Tabs of MDX, each of which is a box with its label.
TABS = late_pattern(r"^[ \t]*</?Tabs(?:\s[^<>\n]*)?>[ \t]*$", re.MULTILINE)
TAB = late_pattern(
    r"^[ \t]*<(?:(?P<end>/)Tab(?:Item)?|Tab(?:Item)?(?P<attributes>\s[^<>\n]*))>"
    r"[ \t]*$",
    re.MULTILINE,
)
OF_TAB = late_pattern(r"\s(?:label|title)\s*=\s*\{?[\"'`]([^\"'`\n]{1,200})")
VALUE_OF_TAB = late_pattern(r"\svalue\s*=\s*\{?[\"'`]([^\"'`\n]{1,200})")
# A comment that is indented, or quoted: no block of HTML, but never text.
COMMENT = late_pattern(r"^[ \t>]+<!--(?:(?!-->)[\s\S]){0,20000}+-->", re.MULTILINE)
VERBATIM = late_pattern(r"<(?:pre|script|style|textarea|svg|math)[\s>]", re.IGNORECASE)
ANY_TAG = late_pattern(r"(<[^<>\n]*>)")
STRONG = late_pattern(r"(?<![*\\])\*\*(?=[^\s*])([^*\n]+?)(?<![\s\\])\*\*(?!\*)")
EMPHASIS = late_pattern(r"(?<![*\\\w])\*(?=[^\s*])([^*\n]+?)(?<![\s\\])\*(?![*\w])")
STRUCK = late_pattern(r"(?<![~\\])~~(?=[^\s~])([^~\n]+?)(?<!\s)~~(?!~)")
PICTURE = late_pattern(r"(?<!\\)!\[([^\[\]\n]{0,500})\]\(([^\s()<>]{1,500})\)")
LINK = late_pattern(r"(?<![\\!])\[([^\[\]\n]{1,500})\]\(([^\s()<>]{1,500})\)")
SIGNS = late_pattern(r"\*\*|(?<![*\w])\*[^\s*]|~~|\]\(|\x02")

# What is more than _with_elements reads, and what may have words in it.
MORE_SIGNS = late_pattern(
    r"\[\^|\^\[|==[^\s=]|(?<![\w_])_{1,2}[^\s_]|\$[^\s$<>]|\\[!-/:-@\[-`{-~]|[\w)][~^][\w-]{1,20}[~^]"
)
NOTE = late_pattern(r"(?<!\\)\^\[[^\[\]\n]{1,500}\]")
HOLDS_WORDS = late_pattern(
    r"<(div|p|h[1-6]|table|thead|tbody|tfoot|tr|td|th|ul|ol|li|dl|dt|dd|details|summary|section|article"
    r"|blockquote|figure|figcaption)((?:\s(?:[^<>\"']|\"[^\"<>]*\"|'[^'<>]*'){0,600}+)?)>",
    re.IGNORECASE,
)


def read_html(draft: Draft) -> None:
    """Everything of this module."""
    if "<" not in draft.text:
        return
    draft.replace(COMMENT, lambda _: "")
    draft.replace(ANCHOR, _unlinked)
    if "={" in draft.text:
        draft.replace(RECKONED, lambda src: f' src="{src[1].removeprefix("@site/static")}"')
    draft.replace(PARAGRAPH, _in_one_line)
    if "<Tab" in draft.text:
        draft.replace(TABS, lambda _: "")
        draft.replace(TAB, _tab)
    draft.replace(TAG, _placed)
    lines = draft.text.split("\n")
    for block in html_blocks(lines):
        if block.markdown or VERBATIM.search("\n".join(lines[block.first : block.after])):
            continue
        own = range(block.first, block.after)
        if any(MORE_SIGNS.search(draft.shown(lines[number])) for number in own):
            _let_be_read(lines, own, draft)
            continue
        for number in own:
            if SIGNS.search(lines[number]) and lines[number].strip():
                lines[number] = _with_elements(lines[number], draft)
    draft.text = "\n".join(lines)


def _let_be_read(lines: list[str], block: range, draft: Draft) -> None:
    """Let Markdown read the lines of a block, and no indent make code of them."""
    first = lines[block[0]]
    indent = first[: len(first) - len(first.lstrip(" \t>"))]
    for number in block:
        line = HOLDS_WORDS.sub(r'<\1\2 markdown="1">', lines[number])
        lines[number] = indent + line.lstrip(" \t>") if line.strip() else line
        if note := NOTE.search(line):  # which are read before HTML is
            draft.tell_line(number + 1, "Pandoc", note[0], "note")


def _unlinked(anchor: re.Match[str]) -> str | None:
    if "href" not in anchor["attributes"].lower():
        return None
    name = NAME.search(anchor["attributes"])
    return f'<a id="{name[1]}"></a>' if name else ""


def _in_one_line(paragraph: re.Match[str]) -> str:
    """Each tag on the line on which it begins; the lines that are free come last."""
    return OVER_LINES.sub(lambda tag: re.sub(r"[ \t]*\n[ \t>]*", " ", tag[0]), paragraph[0])


def _tab(tag: re.Match[str]) -> str | None:
    if tag["end"]:
        return ":::"
    label = OF_TAB.search(tag["attributes"]) or VALUE_OF_TAB.search(tag["attributes"])
    return f"::: /tab {label[1]}" if label else None


def _placed(tag: re.Match[str]) -> str | None:
    name = tag["name"].lower()
    if name == "center":
        return "</div>" if tag["end"] else '<div class="center">'
    if name == "aside":
        return "</div>" if tag["end"] else '<div class="box aside">'
    align = ALIGN.search(tag["attributes"] or "")
    if not align or tag["end"]:
        return None
    place = PLACES.get((align["align"] or align["style"]).lower())
    attributes = tag["attributes"].replace(align[0], "", 1)
    if not place or name == "table":
        return None
    own = CLASS.search(attributes)
    attributes = CLASS.sub("", attributes, count=1)
    names = f"{own[1]} {place}" if own else place
    return f'<{tag["name"]} class="{names}"{attributes}>'


def _with_elements(line: str, draft: Draft) -> str:
    """A line of HTML with elements in place of the signs of Markdown."""
    if line.lstrip(" ").startswith("\x02"):
        return line
    line = HIDDEN.sub(lambda mark: _code(mark, draft), line)
    line = PICTURE.sub(r'<img src="\2" alt="\1" />', line)
    line = LINK.sub(r'<a href="\2">\1</a>', line)
    parts = ANY_TAG.split(line)
    for index in range(0, len(parts), 2):
        words = STRONG.sub(r"<strong>\1</strong>", parts[index])
        words = EMPHASIS.sub(r"<em>\1</em>", words)
        parts[index] = STRUCK.sub(r"<del>\1</del>", words)
    return "".join(parts)


def _code(mark: re.Match[str], draft: Draft) -> str:
    words = draft.kept[int(mark[1])]
    if not words.startswith("`") or words.startswith("```"):
        return mark[0]
    inside = words.strip("`").strip()
    inside = inside.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<code>{draft.keep(inside)}</code>"
