"""The families of fonts that a book may be set in: the program's and the author's own.

Enters: what book.yaml calls, and the files of the book's fonts/. Leaves: Faces, the style sheets
and fonts of the two families of a book, for both formats and for paper alone. Sizes are matched:
whatever the family, ก is as high as in the family that the style sheets were made for (Sarabun
for text, Pridi for headings), and a Latin face has the x-height of the text's own Latin.
"""

from __future__ import annotations

import hashlib
import re
import struct
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

import uharfbuzz

from thaibook.design.bundled_files import bundled_font, font_of, read_sheet
from thaibook.design.font_tests import heights, reach
from thaibook.design.own_fonts import OwnFont, own_font
from thaibook.messages import Problem, problem
from thaibook.model import FaceNames, Font, OwnFile, Typography
from thaibook.storage import FONTS, STYLES
from thaibook.text import late_pattern

TEXT, HEADINGS = "Sarabun", "Pridi"  # the families that the style sheets name
OWN = "own"  # the folder of the author's fonts in a book
FONT_URL = re.compile(r"url\(\.\./fonts/([^)]+)\)")
# A list of two faces or more; those of @font-face have one.
LISTS = late_pattern(r"(?<=font-family)(: )([^;{}]*,[^;{}]*)(?=;)")
FAMILY = late_pattern(r"(?<=font-family)(?:: )([^;,]+)[;,]")
NAMED = late_pattern(r"\b(?:Sarabun|Pridi)\b")
LEADING, REACH = 1.7, 1.6  # of the text, and what marks may reach for it
LATIN = frozenset(
    (*range(0x30, 0x3A), *range(0x41, 0x5B), *range(0x61, 0x7B), *range(0xC0, 0x250))
) - {0xD7, 0xF7}  # letters and digits; × and ÷ are signs

Sheet = tuple[str, str]


class _Family(NamedTuple):
    """One family in a role: its CSS name, its sheets, its fonts and how it is scaled."""

    name: str
    sheets: tuple[Sheet, ...] = ()
    fonts: tuple[Font, ...] = ()
    regular: str = ""
    in_epub: bool = True


class Faces(NamedTuple):
    """What a book is set in. shared: for both formats; printed: on top of it on paper; names,
    printed_names: of the text and of headings, as CSS writes them; regular: the text's upright
    font."""

    shared: tuple[Sheet, ...]
    printed: tuple[Sheet, ...]
    names: tuple[str, str]
    printed_names: tuple[str, str]
    fonts: Mapping[str, Font]
    regular: str

    @property
    def text_face(self) -> bytes:
        """The upright font of the text on paper."""
        font = self.fonts.get(self.regular)
        return font.data if font else b""


def named_in(css: str, names: tuple[str, str]) -> str:
    """A style sheet of the program's, with other families in the place of its own."""
    if names == (TEXT, HEADINGS):
        return css
    new = dict(zip((TEXT, HEADINGS), names, strict=True))

    def listed(match: re.Match[str]) -> str:
        families = NAMED.sub(lambda name: new[name[0]], match[2]).split(",")
        return match[1] + ", ".join(dict.fromkeys(family.strip() for family in families))

    return LISTS.sub(listed, css)


def bundled(role: str) -> tuple[str, ...]:
    """The program's families for "text" or "display", the default first."""
    names = {path.stem.partition("-")[2] for path in STYLES.glob(f"{role}-*.css")}
    first = TEXT if role == "text" else HEADINGS
    return tuple(sorted(names | {first}, key=lambda name: (name != first, name)))


def face_names(own_files: Sequence[OwnFile]) -> FaceNames:
    """What book.yaml may call; of the author's own also what turns out to be unusable, so
    that it is told why."""
    own = tuple(dict.fromkeys(font.family for font in author_fonts(own_files)))
    text, display = bundled("text"), bundled("display")
    cover = tuple(dict.fromkeys((*text, *display, *own)))
    return FaceNames((*text, *own), (*display, *own), (*own, *text), cover)


def author_fonts(own_files: Iterable[OwnFile]) -> list[OwnFont]:
    """The author's fonts, the good and the bad."""
    return [own_font(file) for file in own_files if file.name.startswith("fonts/")]


def font_problems(
    typography: Typography, own_files: Sequence[OwnFile], title_face: str = ""
) -> list[Problem]:
    """What is wrong with the author's fonts: with one that the book is set in, an error.
    title_face: the family of the title on the cover, "" for the usual."""
    thai = {typography.body, typography.headings, title_face}
    used = {*thai, typography.latin}
    in_epub = used - {title_face} | {typography.body, typography.headings}  # a cover is a picture
    paths = {file.name: file.path for file in own_files}
    problems = []
    for font in author_fonts(own_files):
        path = paths[font.name]
        code = "font-refused" if font.family in used else "font-unusable"
        problems += [
            problem(code, path, family=font.family, reason=reason) for reason in font.faults
        ]
        if not font.faults and not font.has_thai and font.family in thai:
            problems.append(problem("font-without-thai", path, family=font.family))
        if not font.faults and not font.in_epub and font.family in in_epub:
            problems.append(problem("font-not-in-epub", path, family=font.family))
    return problems


def faces_of(typography: Typography, own_files: Sequence[OwnFile]) -> Faces:
    """The sheets and fonts of the families that a book is set in."""
    own = [font for font in author_fonts(own_files) if not font.faults]
    text = _family(typography.body, "text", own)
    # One family for both has one size.
    as_text = typography.headings == typography.body
    headings = _family(typography.headings, "display", own, "text" if as_text else "display")
    latin = _latin(typography.latin, text, own) if typography.latin else _Family("")
    everything = (text, headings, latin)
    in_epub = (
        text if text.in_epub else _family(TEXT, "text", own),
        headings if headings.in_epub else _family(HEADINGS, "display", own),
        latin if latin.in_epub else _Family(""),
    )
    fonts = {own_place(each.name): _plain_font(each) for each in own}  # that own sheets name
    fonts |= {f.name: f for family in (*everything, *in_epub) for f in family.fonts}
    printed: tuple[Sheet, ...] = ()
    if in_epub != everything:
        printed = tuple(chain.from_iterable(family.sheets for family in everything))
    faces = Faces((), (), _names(in_epub), _names(everything), fonts, text.regular)
    shared = chain.from_iterable(family.sheets for family in in_epub)
    return faces._replace(
        shared=tuple((name, named_in(css, faces.names)) for name, css in shared),
        printed=tuple((name, named_in(css, faces.printed_names)) for name, css in printed),
    )


def cover_face(family: str, own_files: Sequence[OwnFile]) -> tuple[str, tuple[Font, ...]]:
    """The rules that load a family of the author's for the cover, and its fonts; ("", ()) where it
    is none of theirs."""
    cuts = [each for each in author_fonts(own_files) if each.family == family and not each.faults]
    if not cuts or family in bundled("text") or family in bundled("display"):
        return "", ()
    css, _ = _own_faces(f'"{family}"', cuts, 1.0, text=False)
    return css, tuple(map(_plain_font, cuts))


def _names(families: Sequence[_Family]) -> tuple[str, str]:
    """What stands in lists of faces for the text and for headings: Latin letters first."""
    text, headings, latin = families
    return ", ".join(filter(None, (latin.name, text.name))), headings.name


def _family(name: str, role: str, own: Sequence[OwnFont], sized_as: str = "") -> _Family:
    """A family for "text" or "display", with the sizes of that role or of `sized_as`; one that is
    nowhere is the default's."""
    sized_as = sized_as or role
    if cuts := [font for font in own if font.family == name]:
        return _own_family(name, role, cuts, sized_as)
    default = TEXT if role == "text" else HEADINGS
    name = name if name in bundled(role) else default
    file = "display.css" if (role, name) == ("display", HEADINGS) else f"{role}-{name}.css"
    css = read_sheet(file)
    named = FAMILY.search(css)
    fonts = tuple(_bundled_font(each, sized_as) for each in FONT_URL.findall(css))
    return _Family(named[1] if named else name, ((file, css),), fonts, f"{name}/{name}-Regular.ttf")


def _own_family(name: str, role: str, cuts: Sequence[OwnFont], sized_as: str) -> _Family:
    regular = min(cuts, key=lambda cut: (cut.italic, abs(cut.weight - 400)))
    boldest = max(cut.weight for cut in cuts if cut.italic == regular.italic)
    factor = _factor(heights(regular.data).thai, sized_as)
    css_name = f'"{name}"'
    faces, fonts = _own_faces(css_name, cuts, factor, text=role == "text")
    leading = max(LEADING, round(LEADING * reach(regular.data) * factor / REACH, 2))
    words = {"family": css_name, "leading": f"{leading:g}", "weight": str(boldest)}
    sheet = f"own-{role}.css"
    return _Family(
        css_name,
        ((f"own-{role}-faces.css", faces), (sheet, filled(read_sheet(sheet), words))),
        fonts,
        own_place(regular.name),
        all(cut.in_epub for cut in cuts),
    )


def _own_faces(
    css_name: str, cuts: Sequence[OwnFont], factor: float, text: bool
) -> tuple[str, tuple[Font, ...]]:
    """The @font-face rules of a family, and its fonts."""
    template = read_sheet("own-face.css")
    rules, fonts = [], []
    for cut in cuts:
        weight = cut.weight
        if text:  # there are no more than these in a text
            weight = 400 if weight < 550 else 700
        name = own_place(cut.name)
        style = "italic" if cut.italic else "normal"
        words = {"family": css_name, "weight": str(weight), "style": style, "file": name}
        rules.append(filled(template, words))
        fonts.append(font_of(name, scaled(cut.data, factor), b""))
    return "\n".join(dict.fromkeys(rules)), tuple(fonts)


def _latin(name: str, text: _Family, own: Sequence[OwnFont]) -> _Family:
    """A family for the Latin letters and digits of the text alone."""
    cuts = [font for font in own if font.family == name] or _bundled_cuts(name)
    if not cuts:
        return _Family("")
    regular = min(cuts, key=lambda cut: (cut.italic, abs(cut.weight - 400)))
    of_text = next((f.data for f in text.fonts if f.name == text.regular), b"")
    wanted, found = heights(of_text).latin if of_text else 0.0, heights(regular.data).latin
    factor = wanted / found if wanted and found else 1.0
    css_name = f'"{name} Latin"'
    only = [cut._replace(name=f"latin-{cut.name}", data=_only_latin(cut.data)) for cut in cuts]
    faces, fonts = _own_faces(css_name, only, factor, text=True)
    if licences := [path.read_bytes() for path in (FONTS / name).glob("*.txt")]:
        fonts = tuple(font._replace(licence=licences[0]) for font in fonts)
    in_epub = all(cut.in_epub for cut in cuts)
    return _Family(css_name, (("own-latin-faces.css", faces),), fonts, in_epub=in_epub)


def _bundled_cuts(name: str) -> list[OwnFont]:
    """The cuts of a family of the program's, as if they were the author's."""
    cuts = []
    for path in sorted((FONTS / name).glob("*.ttf")) if name in bundled("text") else ():
        style = path.stem.partition("-")[2]
        weight = 700 if "Bold" in style else 400
        is_italic = "Italic" in style
        if style.removesuffix("Italic") in ("", "Regular", "Bold", "SemiBold"):
            cuts.append(OwnFont(path.name, name, weight, is_italic, data=path.read_bytes()))
    return cuts


@lru_cache(maxsize=16)
def _only_latin(font: bytes) -> bytes:
    """The font with Latin letters and digits alone: spaces and signs are the Thai face's."""
    wanted = uharfbuzz.SubsetInput()
    wanted.unicode_set.update(LATIN)
    wanted.layout_feature_tag_set.clear()
    wanted.layout_feature_tag_set.invert()  # every feature
    return bytes(uharfbuzz.subset(uharfbuzz.Face(font), wanted).blob.data)


def own_place(name: str) -> str:
    """Where a font of the author's lies in the book: ASCII, and no two alike."""
    stem, _, suffix = name.rpartition("/")[2].rpartition(".")
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "-_") else "-" for c in stem)
    is_plain = plain == stem and suffix == "ttf"
    sign = "" if is_plain else f"-{hashlib.sha256(name.encode()).hexdigest()[:6]}"
    prefix = "latin-" if name.startswith("latin-") else ""
    return f"{OWN}/{prefix}{plain}{sign}.ttf"


def filled(template: str, words: Mapping[str, str]) -> str:
    """A sheet with values in the place of its `var(--name)`."""
    for name, value in words.items():
        template = template.replace(f"var(--{name})", value)
    return template


def _factor(thai: float, role: str) -> float:
    """By how much a family whose ก is so high is scaled."""
    of_role = TEXT if role == "text" else HEADINGS
    return _height_of(of_role) / thai if thai else 1.0


@cache
def _height_of(family: str) -> float:
    return heights(bundled_font(f"{family}/{family}-Regular.ttf").data).thai


def _bundled_font(name: str, role: str) -> Font:
    """A font of the program's, matched to the sizes of its role."""
    family = name.partition("/")[0]
    if family == (TEXT if role == "text" else HEADINGS):
        return bundled_font(name)
    return _matched(name, role)


@cache
def _matched(name: str, role: str) -> Font:
    first = min((FONTS / name).parent.glob("*.ttf"), key=lambda p: ("Regular" not in p.stem, p))
    font = bundled_font(name)
    return font._replace(data=scaled(font.data, _factor(heights(first.read_bytes()).thai, role)))


def _plain_font(font: OwnFont) -> Font:
    """A font of the author's as it is."""
    return font_of(own_place(font.name), font.data, b"")


def scaled(font: bytes, factor: float) -> bytes:
    """A TrueType font whose letters are so much larger at the same size of type: an em has
    fewer of its units."""
    if abs(factor - 1) < 0.001:
        return font
    changed = bytearray(font)
    for record in range(struct.unpack_from(">H", font, 4)[0]):
        tag, _, offset, _ = struct.unpack_from(">4sLLL", font, 12 + 16 * record)
        if tag == b"head":
            units = struct.unpack_from(">H", font, offset + 18)[0]
            struct.pack_into(">H", changed, offset + 18, round(units / factor))
    return bytes(changed)
