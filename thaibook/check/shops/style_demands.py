"""Questions about style sheets and fonts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from thaibook.check.shops.answers import Answer, Question, without
from thaibook.check.shops.unzipped import Unzipped, declarations, target_of

NO_COLOUR = {"inherit", "currentcolor", "transparent", "none", "initial", "unset", "auto"}
BOLD = ("bold", "600", "700", "800")
RUNNING = {"html", "body", "p"}  # what running text is made of
NORMAL = {"1em", "100%", "1rem", "medium", "normal", "inherit"}
FONTS = (".ttf", ".otf", ".woff", ".woff2", ".ttc", ".eot")


def _styled(book: Unzipped, *names: str) -> Iterator[tuple[str, str]]:
    """(where, value) of these properties, in style sheets and in style attributes."""
    told = [(f"{rule.sheet}: {rule.selector}", rule.declarations) for rule in book.rules]
    for name, tree in book.documents.items():
        styled = (e.get("style", "") for e in tree.iterfind(".//*[@style]"))
        told += [(name, declarations(style)) for style in styled]
    for where, values in told:
        for name in names:
            if name in values:
                yield f"{where} {{{name}: {values[name]}}}", values[name]


def no_text_colour(book: Unzipped) -> Answer:
    """No colour is forced on text, so that night mode works."""
    colours = ((where, value) for where, value in _styled(book, "color"))
    return without(where for where, value in colours if value.lower() not in NO_COLOUR)


def no_background(book: Unzipped) -> Answer:
    """No background is painted behind text."""
    colours = _styled(book, "background", "background-color")
    return without(where for where, value in colours if value.lower() not in NO_COLOUR)


def no_inline_style(book: Unzipped) -> Answer:
    """No element has a style attribute."""
    return without(
        name for name, tree in book.documents.items() if tree.find(".//*[@style]") is not None
    )


def text_at_defaults(book: Unzipped) -> Answer:
    """The reader's own size and leading for running text."""

    def forced() -> Iterator[str]:
        for rule in book.rules:
            if not RUNNING & {part.strip() for part in rule.selector.split(",")}:
                continue
            for name in ("font-size", "line-height"):
                value = rule.declarations.get(name, "normal")
                if value.lower() not in NORMAL:
                    yield f"{rule.sheet}: {rule.selector} {{{name}: {value}}}"

    return without(forced())


def font_kinds(*endings: str) -> Question:
    """Every font is in one of these formats, told by the end of its name."""

    def ask(book: Unzipped) -> Answer:
        fonts = [
            name
            for name, item in book.items.items()
            if "font" in item.media_type or name.lower().endswith(FONTS)
        ]
        return without(name for name in fonts if not name.lower().endswith(endings))

    return ask


def fonts_declared(book: Unzipped) -> Answer:
    """Where there are fonts, the package says that they are to be shown; Apple Books shows its
    own else."""
    if not any(name.lower().endswith(FONTS) for name in book.items):
        return Answer(True)
    declared = book.metadata("opf:meta[@property='ibooks:specified-fonts']")
    return Answer("true" in declared, "" if declared else "ibooks:specified-fonts")


def _faces(book: Unzipped) -> dict[str, dict[str, str]]:
    """family -> weight -> file of the upright fonts that are in the EPUB."""
    faces: dict[str, dict[str, str]] = {}
    for rule in book.rules:
        source = re.search(r"url\(\s*['\"]?([^'\")]+)", rule.declarations.get("src", ""))
        upright = rule.declarations.get("font-style", "normal") == "normal"
        if rule.selector != "@font-face" or not source or not upright:
            continue
        if target_of(rule.sheet, source[1]) in book.names:
            family = rule.declarations.get("font-family", "").strip("'\"")
            weight = rule.declarations.get("font-weight", "normal")
            faces.setdefault(family, {})[weight] = source[1].rpartition("/")[2]
    return faces


def real_bold(book: Unzipped) -> Answer:
    """The embedded face of the running text has a bold cut of its own."""
    faces = _faces(book)
    named = [r.declarations.get("font-family", "") for r in book.rules if r.selector == "body"]
    family = next((n for n in reversed(named) if n), "").split(",")[0].strip("'\" ")
    if family not in faces:
        return Answer(True)  # the reader's own face, which has its own bold
    bold = [file for weight, file in faces[family].items() if weight in BOLD]
    return Answer(bool(bold), bold[0] if bold else family)
