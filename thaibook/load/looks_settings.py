"""The looks of a book: book.yaml's keys `design`, `openings`, `scenes`, `heads`, `folios`,
`front_numbers` and `contents`, and what a design says in their place.

Enters: the settings of book.yaml, and a design's own in styles/designs/. Leaves: Looks and the
Typography of the design.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from thaibook.images import SUFFIXES, read_image
from thaibook.load.page_settings import PAGE_KEYS
from thaibook.load.typography_settings import read_typography
from thaibook.messages import BookError, Problem
from thaibook.model import Chapter, FaceNames, Image, Looks, Typography
from thaibook.storage import STYLES, YamlMapping, read_text, read_yaml

LOOKS_KEYS = ("design", "openings", "scenes", "heads", "folios", "front_numbers", "contents")
DESIGN_KEYS = ("about", *LOOKS_KEYS[1:], "page", "typography")
OPENING_KEYS = (
    "page", "sinkage", "align", "number", "ornament", "drop_cap", "lead_in", "flush",
)  # fmt: skip
HEAD_KEYS, FOLIO_KEYS, CONTENTS_KEYS = ("left", "right", "rule"), ("place", "style"), ("depth",)
HEADS = ("book", "chapter", "part", "author", "none")
PLACES = ("outside", "center", "inside", "top", "none")
FOLIO_STYLES = ("plain", "dashes", "brackets")
FRONT_NUMBERS = ("none", "thai", "roman")
MOST_SINKAGE = 20  # lines: a page of A5 has about thirty
LONG_CHAPTER = 9000  # letters: eight pages of A5
DROP_CAPS = {"true": "2", "yes": "2", "on": "2", "false": "0", "no": "0", "off": "0", "none": "0"}
ORNAMENT = r"[^\n]{1,120}"  # a few signs, or the name of a picture
FLAGS = {True: "true", False: "false"}


def designs() -> tuple[str, ...]:
    """The designs that there are."""
    return tuple(sorted(path.parent.name for path in STYLES.glob("designs/*/design.yaml")))


def read_looks(settings: YamlMapping, names: FaceNames) -> tuple[Looks, Typography]:
    """What the author says of the looks, on top of what the design says; and the typography of
    the design."""
    known = designs()
    design = settings.text("design", "", "|".join(known), " | ".join(known))
    base, typography = _design(design, names) if design else (Looks(), Typography())
    own = _read(settings)
    return Looks(*(said or default for said, default in zip(own, base, strict=True))), typography


def read_ornaments(
    looks: Looks, settings: YamlMapping, book: Path, path: Path, problems: list[Problem]
) -> tuple[Looks, tuple[Image, ...]]:
    """The pictures that the looks of the book in the folder `book` call as ornaments, and the
    looks, which then call them by their places."""
    images: list[Image] = []
    openings = settings.mapping("openings", OPENING_KEYS)
    lines = {"ornament": openings.line_of("ornament"), "scene": settings.line_of("scenes")}
    for field, line in lines.items():
        name = getattr(looks, field)
        if name.lower().endswith(SUFFIXES):
            try:
                images.append(read_image(book, name, path, line))
                looks = looks._replace(**{field: images[-1].name})
            except BookError as error:
                problems += error.problems
                looks = looks._replace(**{field: ""})
    return looks, tuple(dict.fromkeys(images))


def settled(looks: Looks, chapters: Sequence[Chapter]) -> Looks:
    """The looks with what depends on the text: short chapters begin on any page, since each
    that waits for a right-hand page leaves half a page empty."""
    if looks.openings != "auto":
        return looks
    texts = [len(chapter.text) for chapter in chapters if chapter.kind == "chapter"]
    is_long = len(texts) < 2 or sum(texts) >= LONG_CHAPTER * len(texts)
    return looks._replace(openings="recto" if is_long else "any")


def _design(name: str, names: FaceNames) -> tuple[Looks, Typography]:
    """What a design says. It is ours: nothing is wrong in it."""
    path = STYLES / "designs" / name / "design.yaml"
    problems: list[Problem] = []
    settings = read_yaml(read_text(path), path, DESIGN_KEYS, problems)
    looks, typography = _read(settings), read_typography(settings, names)
    assert not problems, problems
    return looks._replace(design=name, depth_is_own=""), typography


def about(name: str) -> str:
    """A design in its own words: one line in English and Thai."""
    path: Path = STYLES / "designs" / name / "design.yaml"
    return read_yaml(read_text(path), path, DESIGN_KEYS, []).text("about")


def _read(settings: YamlMapping) -> Looks:
    openings = settings.mapping("openings", OPENING_KEYS)
    heads = settings.mapping("heads", HEAD_KEYS)
    folios = settings.mapping("folios", FOLIO_KEYS)
    contents = settings.mapping("contents", CONTENTS_KEYS)
    return Looks(
        openings=_one_of(openings, "page", ("any", "recto", "auto")),
        sinkage=_sinkage(openings),
        align=_one_of(openings, "align", ("left", "center", "right")),
        number=_one_of(openings, "number", ("label", "numeral")),
        ornament=openings.text("ornament", "", ORNAMENT, "❦ | images/leaf.svg | none"),
        drop_cap=_drop_cap(openings),
        lead_in=_flag(openings, "lead_in"),
        flush=_flag(openings, "flush"),
        scene=settings.text("scenes", "", ORNAMENT, "* * * | images/leaf.svg | none"),
        head_left=_one_of(heads, "left", HEADS),
        head_right=_one_of(heads, "right", HEADS),
        folio=_one_of(folios, "place", PLACES),
        head_rule=_flag(heads, "rule"),
        folio_style=_one_of(folios, "style", FOLIO_STYLES),
        front_numbers=_one_of(settings, "front_numbers", FRONT_NUMBERS),
        columns=_one_of(settings.mapping("page", PAGE_KEYS), "columns", ("1", "2")),
        depth=_one_of(contents, "depth", ("1", "2", "3")),
        depth_is_own="true" if contents.has("depth") else "",
    )


def _one_of(settings: YamlMapping, key: str, options: Iterable[str]) -> str:
    """One of the options, or "" where the author says nothing."""
    return settings.text(key, "", "|".join(options), " | ".join(options))


def _flag(settings: YamlMapping, key: str) -> str:
    return FLAGS[settings.flag(key, False)] if settings.has(key) else ""


def _sinkage(openings: YamlMapping) -> str:
    wanted = f"0 – {MOST_SINKAGE}"
    lines = openings.text("sinkage", "", r"\d{1,2}(\.5)?", wanted)
    if lines and float(lines) > MOST_SINKAGE:
        openings.refuse("sinkage", wanted)
    return lines


def _drop_cap(openings: YamlMapping) -> str:
    accepted = "|".join(("[02-4]", *DROP_CAPS))
    said = openings.text("drop_cap", "", f"(?i:{accepted})", "true | false | 2 | 3 | 4").lower()
    return DROP_CAPS.get(said, said)
