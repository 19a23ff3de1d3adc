"""The tags of programs that make pages of templates.

    {% hint style="info" %} … {% endhint %}      GitBook, Jekyll (Liquid)
    {{< figure src="a.png" >}}, {{% notice %}}   Hugo, Quarto
    {{ site.title }}, {{#include a.md}}          Liquid, mdBook

Enters: a Draft. Leaves: in it, what the tags mean: a division, a picture, a link, nothing; a
Remark for each tag that means something to its program alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from thaibook.grammar.dialects.draft import Draft
from thaibook.text import late_pattern

LIQUID = (
    r"\{%-?[ \t]*(?P<end>end(?=[a-z]))?(?P<name>[\w@/.-]+)"
    r"(?P<args>(?:(?!%\}|\n[ \t]*\n)[\s\S]){0,600}+)%\}"
)
SHORTCODE = (
    r"\{\{(?P<sign>[<%])[ \t]*(?P<close>/?)[ \t]*(?P<code>[\w./-]+)"
    r"(?P<params>(?:(?![>%]\}\}|\n[ \t]*\n)[\s\S]){0,600}+)[>%]\}\}"
)
TAG = late_pattern(f"{LIQUID}|{SHORTCODE}")
ARGUMENT = late_pattern(
    r"(?:(?P<key>[\w-]+)\s*[=:]\s*)?(?:\"([^\"]*)\"|'([^']*)'|`([^`]*)`|([^\s\"'=,/]\S*))"
)
VARIABLE = late_pattern(r"(?<!\\)\{\{(?![<%{])[^{}\n]{1,300}\}\}(?!\})")
MDBOOK = late_pattern(r"(?<!\\)\{\{[ \t]*#[A-Za-z_]+[^{}\n]{0,300}\}\}")
FOOTNOTE = late_pattern(r"\{\{footnote:[ \t]*([^{}\n]*?)[ \t]*\}\}")
COMMENTS = tuple(
    late_pattern(pattern)
    for pattern in (
        r"\{%-?\s*comment\s*-?%\}(?:(?!\{%-?\s*endcomment)[\s\S]){0,20000}+\{%-?\s*endcomment\s*-?%\}",
        r"\{::comment\}(?:(?!\{:/)[\s\S]){0,20000}+\{:/(?:comment)?\}",
        r"(?<!\\)\{#[ \t\n](?:(?!#\})[\s\S]){0,5000}+#\}",
        r"(?<!\\)\{#[^{}\n]{1,300}#\}",
        r"\{%-?\s*#(?:(?!%\})[^\n]){0,2000}+%\}",
        r"\{\{-?\s*/\*(?:(?!\*/)[\s\S]){0,5000}+\*/\s*-?\}\}",
        # One of MDX that ends its line is for thaibook.grammar.mdx.
        r"\{/\*(?:(?!\*/)[^\n]){0,2000}+\*/\}(?=[ \t]*[^\s])",
        r"\{\{!--(?:(?!--\}\})[\s\S]){0,5000}+--\}\}",
    )
)
RAW = late_pattern(
    r"\{%-?\s*raw\s*-?%\}((?:(?!\{%-?\s*endraw)[\s\S]){0,20000}+)\{%-?\s*endraw\s*-?%\}"
)
HIGHLIGHT = late_pattern(
    r"(?P<begin>\{%-?\s*highlight\s+(?P<liquid>[\w+#-]+)[^%\n]*%\}"
    r"|\{\{[<%]\s*highlight\s+\"?(?P<hugo>[\w+#-]+)[^\n]*?[>%]\}\})"
    r"(?P<code>(?:(?!\{%-?\s*endhighlight|\{\{[<%]\s*/\s*highlight)[\s\S]){0,20000}+)"
    r"(?:\{%-?\s*endhighlight\s*-?%\}|\{\{[<%]\s*/\s*highlight\s*[>%]\}\})"
)
HREF = late_pattern(
    r"(?<=\]\()\s*\{\{[<%]\s*(?:rel)?ref\s+(?:path=)?\"?([^\"\s>%]+)\"?"
    r"[^>%\n]{0,200}[>%]\}\}"
)
LIQUID_HREF = late_pattern(r"\{%-?\s*(?:link|post_url)\s+([^\s%]+)\s*-?%\}")
SITE_HREF = late_pattern(
    r"(?<=\]\()\s*\{\{\s*(?:site\.(?:baseurl|url)|page\.\w+)\s*\}\}/?(?=[^\s)])"
)
# An address or word that a filter only makes longer: {{ "/a.md" | relative_url }}.
FILTERED = late_pattern(
    r"\{\{-?\s*[\"']([^\"'{}\n]*)[\"']\s*\|\s*(?:relative|absolute)_url\s*-?\}\}"
)
# A tag that its author shows to readers.
SHOWN = late_pattern(r"\{\{([<%])/\*((?:(?!\*/)[^\n]){0,300}+)\*/([>%])\}\}")
SIGN = late_pattern(r"[<>{}*_%]")
# What a program draws or sets: a formula, code.
DRAWN = late_pattern(
    r"\{\{[<%]\s*(?P<name>katex|math|mermaid)(?P<display>[^{}\n]*?)[>%]\}\}"
    r"(?P<inside>(?:(?!\{\{[<%]\s*/)[\s\S]){0,20000}+)\{\{[<%]\s*/\s*(?P=name)\s*[>%]\}\}"
)
MARKED = late_pattern(r"[*`]|\]\([^()]*\)|\[")
COLUMN = late_pattern(r"^[ \t]*<--->[ \t]*$", re.MULTILINE)

# The kinds of boxes of others, and ours.
KINDS = {
    "info": "info", "success": "tip", "warning": "warning", "danger": "danger", "note": "note",
    "tip": "tip", "error": "danger", "important": "important", "caution": "caution",
    "example": "example", "working": "info",
}  # fmt: skip
BOXES = frozenset("hint notice alert callout admonition note tip info warning danger caution "
                  "important example".split())  # fmt: skip
OPENED = frozenset(("details", "expand", "collapse", "spoiler", "accordion", "accordion-item"))
TABS = frozenset(("tab", "tabitem", "tabpanel"))
# What only holds others, or says how they look.
HOLDERS = frozenset("code-tabs code-tabs-item lead tabs tabpane stepper step columns column "
                    "code content-ref rawhtml raw-html "
                    "steps cards accordions".split())  # fmt: skip
VIDEOS = {
    "youtube": "https://www.youtube.com/watch?v=",
    "vimeo": "https://vimeo.com/",
    "tweet": "https://twitter.com/i/status/",
    "gist": "https://gist.github.com/",
    "instagram": "https://www.instagram.com/p/",
}
GITBOOK = frozenset("hint tabs tab code embed content-ref stepper step columns column file "
                    "swagger openapi updates reusable".split())  # fmt: skip
QUARTO = frozenset("include video pagebreak kbd var meta env lipsum embed placeholder".split())

Arguments = Mapping[str, str]


def read_tags(draft: Draft) -> None:
    """Everything of this module."""
    if "{" not in draft.text:
        return
    for pattern in COMMENTS:
        draft.replace(pattern, lambda _: "")
    draft.replace(RAW, lambda raw: draft.keep(raw[1].strip("\n") if "\n" in raw[1] else raw[1]))
    draft.replace(HIGHLIGHT, lambda code: _code(draft, code))
    draft.replace(DRAWN, lambda drawn: draft.keep(_drawn(drawn)))
    draft.replace(SHOWN, lambda tag: draft.keep(SIGN.sub(r"\\\g<0>", _shown(tag))))
    if "columns" in draft.text:
        draft.replace(COLUMN, lambda _: "")
    draft.replace(HREF, lambda href: href[1])
    draft.replace(FILTERED, lambda word: word[1].lstrip("/"))
    draft.replace(SITE_HREF, lambda _: "")
    draft.replace(LIQUID_HREF, lambda href: href[1] if _is_target(draft, href) else None)
    draft.replace(FOOTNOTE, lambda note: f"^[{note[1]}]")
    _tags(draft)
    draft.name_each(MDBOOK, "mdBook", "include")
    draft.name_each(VARIABLE, "Jekyll/Hugo", "variable")


def _is_target(draft: Draft, href: re.Match[str]) -> bool:
    return draft.text[max(0, href.start() - 2) : href.start()] == "]("


def _code(draft: Draft, code: re.Match[str]) -> str:
    words = draft.shown(code["code"])
    if "\n" not in words:
        return draft.keep(f"`{words.strip()}`")
    language = code["liquid"] or code["hugo"]
    inside = words.strip("\n")
    before = words[: len(words) - len(words.lstrip("\n"))].count("\n")
    lines = [f"```{language}", *([""] * (before - 1)), *inside.split("\n"), "```"]
    return draft.keep("\n".join(lines))


def _drawn(drawn: re.Match[str]) -> str:
    inside = drawn["inside"]
    if drawn["name"] == "mermaid":
        return f"```mermaid{inside}```" if "\n" in inside else f"`{inside.strip()}`"
    if "display" in drawn["display"] or "\n" in inside:
        return f"$${inside}$$"
    return f"${inside.strip()}$"


def _shown(tag: re.Match[str]) -> str:
    return "{{" + f"{tag[1]} {tag[2].strip()} {tag[3]}" + "}}"


class _Tag:
    """One tag: its name, whether it closes, and what is said in it."""

    def __init__(self, found: re.Match[str], text: str) -> None:
        self.found = found
        self.is_liquid = found["name"] is not None
        self.name = (found["name"] or found["code"]).lower()
        self.closes = bool(found["end"] or found["close"])
        words = (found["args"] or found["params"] or "").strip().strip("-/").strip()
        self.arguments: dict[str, str] = {}
        for number, part in enumerate(ARGUMENT.finditer(words)):
            value = next((each for each in part.groups()[1:] if each is not None), "")
            self.arguments.setdefault(part["key"] or str(number), value)
        begin = text.rfind("\n", 0, found.start()) + 1
        end = text.find("\n", found.end())
        line = text[begin : found.start()] + text[found.end() : end if end >= 0 else len(text)]
        self.is_alone = not line.strip(" \t>")

    def get(self, *keys: str) -> str:
        """The value of the first key that is given."""
        return next((self.arguments[key] for key in keys if self.arguments.get(key)), "")

    @property
    def dialect(self) -> str:
        """Whose it is."""
        if self.is_liquid:
            return "GitBook" if self.name in GITBOOK else "Jekyll/GitBook"
        return "Quarto" if self.name in QUARTO else "Hugo"


def _tags(draft: Draft) -> None:
    tags = [_Tag(found, draft.text) for found in TAG.finditer(draft.text)]
    partner: dict[int, int] = {}
    opened: dict[str, list[int]] = {}
    for number, tag in enumerate(tags):
        if not tag.closes:
            opened.setdefault(tag.name, []).append(number)
        elif opened.get(tag.name):
            begin = opened[tag.name].pop()
            partner[begin], partner[number] = number, begin
    parts, at = [], 0
    for number, tag in enumerate(tags):
        words = _said(tags, number, partner.get(number))
        if words is None:
            draft.tell(tag.found.start(), tag.dialect, tag.found[0], "tag")
            continue
        missing = tag.found[0].count("\n") - words.count("\n")
        parts += [draft.text[at : tag.found.start()], words, "\n" * missing]
        at = tag.found.end()
    draft.text = "".join([*parts, draft.text[at:]])


def _said(tags: list[_Tag], number: int, partner: int | None) -> str | None:
    """What stands for a tag; None where nothing does."""
    tag = tags[number]
    if partner is None:
        return None if tag.closes else _single(tag)
    opening, closing = (tags[partner], tag) if tag.closes else (tag, tags[partner])
    signs = _pair(opening, opening.is_alone and closing.is_alone)
    if not signs and opening.found.end() == closing.found.start():  # with nothing between them
        single = _single(opening)
        signs = (single, "") if single is not None else None
    return signs[tag.closes] if signs else None


def _pair(tag: _Tag, in_lines: bool) -> tuple[str, str] | None:
    """What stands for the two tags around something."""
    if tag.name in HOLDERS:
        title = tag.get("title")
        return (f"**{title}**" if title and tag.name != "tabs" else ""), ""
    if tag.name in BOXES or tag.name in OPENED or tag.name in TABS:
        return _box(tag, in_lines)
    if tag.name == "center":
        return ("::: center", ":::") if in_lines else None
    if tag.name == "embed":
        return _address(tag.get("url")) + " ", ""
    if tag.name == "button":
        return "[", f"]({tag.get('href', 'relref', 'url')})"
    if tag.name in ("kbd", "mark", "sub", "sup"):
        return f"<{tag.name}>", f"</{tag.name}>"
    return None


def _box(tag: _Tag, in_lines: bool) -> tuple[str, str]:
    word = tag.get("style", "type", "kind", "0").lower()
    title = tag.get("title", "summary", "name", "header", "label")
    if not title and tag.name not in BOXES:
        title, word = tag.get("0"), ""
    elif not title and word in KINDS:
        title = tag.get("1")
    kind = KINDS.get(word) or KINDS.get(tag.name) or ("tab" if tag.name in TABS else "details")
    if tag.name in BOXES and kind == "details":
        kind = "note"
    title = title if kind not in ("tab", "details") or title else "…"
    if in_lines:
        return f"::: /{kind} {title}".rstrip(), ":::"
    heading = f'<p class="block-title">{title}</p>' if title else ""
    return f'<div class="box {kind}">{heading}<p>', "</p></div>"


def _address(url: str) -> str:
    return f"<{url}>" if "://" in url else f"[{url}]({url})"


def _single(tag: _Tag) -> str | None:
    """What stands for a tag that closes nothing and is not closed."""
    one: dict[str, Callable[[], str | None]] = {
        "figure": lambda: _picture(tag, "src"),
        "img": lambda: _picture(tag, "src"),
        "image": lambda: _picture(tag, "src"),
        "pagebreak": lambda: "\\newpage" if tag.is_alone else "",
        "br": lambda: "<br>",
        "embed": lambda: _address(tag.get("url", "0")),
        "video": lambda: _address(tag.get("src", "0")),
        "kbd": lambda: f"<kbd>{tag.get('0')}</kbd>",
        "icon": lambda: "",
        "content-ref": lambda: "",
    }
    if tag.name in VIDEOS and not tag.is_liquid and (name := tag.get("id", "0")):
        second = tag.get("1") if tag.name == "gist" else ""
        return f"<{VIDEOS[tag.name]}{name}{'/' if second else ''}{second}>"
    if tag.name in one and (tag.arguments or tag.name in ("pagebreak", "br")):
        return one[tag.name]()
    return None


def _picture(tag: _Tag, key: str) -> str | None:
    source = tag.get(key, "0")
    if not source:
        return None
    words = tag.get("caption", "title")
    alt = MARKED.sub("", tag.get("alt") or words).replace("]", "")
    by = tag.get("attr", "credit")
    if tag.is_alone and MARKED.search(words):
        said = f'{words} <span class="credit">{by}</span>' if by else words
        return f'<figure><img src="{source}" alt="{alt}" /><figcaption>{said}</figcaption></figure>'
    title = f' "{words}"' if words else ""
    target = f"<{source}>" if " " in source else source
    return f"![{alt}]({target}{title})" + (f'{{credit="{by}"}}' if by else "")
