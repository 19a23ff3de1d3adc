"""All that the pages of a PDF draw, in other colours.

Enters: an open PDF, page by page. Leaves: the same pages; each form, pattern, shading, picture
and glyph that they use is converted once, wherever it is used.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, Stream

from thaibook.pdf.press.colour_spaces import reader_of
from thaibook.pdf.press.contents import KNOCK_OUT, OVER, Names, rewritten
from thaibook.pdf.press.functions import convert_shading
from thaibook.pdf.press.inks import GreyInks, Inks, ScreenInks, srgb_icc
from thaibook.pdf.press.press_pictures import convert_picture

# What a graphics state says of transparency (11.6.4.4).
TRANSPARENCY = ("/Type", "/ca", "/CA", "/BM", "/SMask", "/AIS", "/TK")


class Converting:
    """One PDF as it is converted. overprint: of black text."""

    def __init__(self, pdf: Pdf, inks: Inks, overprint: bool, transparency: bool) -> None:
        self._pdf, self._inks, self._overprint = pdf, inks, overprint
        self._transparency = transparency
        self._ink: dict[tuple[int, int], float] = {}
        self._names: dict[tuple[int, int], Names] = {}
        self._overprints = {
            # 8.6.7: of what is filled, and so that inks of which it has none are left alone.
            name: pdf.make_indirect(Dictionary(Type=Name.ExtGState, OP=False, op=over, OPM=1))
            for name, over in ((OVER, True), (KNOCK_OUT, False))
        }
        self._coloured: list[Any] = []  # resources, for which sRGB is declared in the end

    def page(self, page: Any) -> bytes:
        """The content of a page, converted; its resources are converted with it."""
        names = self._resources(page.Resources, self._inks)
        content, _ = rewritten(content_of(page), names, self._inks, self._overprint, is_page=True)
        return content

    def finish(self) -> None:
        """Say of RGB which it is, where there is any (8.6.5.6, default colour spaces)."""
        if isinstance(self._inks, ScreenInks) and self._inks.is_coloured:
            profile = self._pdf.make_indirect(Stream(self._pdf, srgb_icc(), N=3))
            space = self._pdf.make_indirect(Array([Name.ICCBased, profile]))
            for resources in self._coloured:
                spaces = resources.get("/ColorSpace", Dictionary())
                resources.ColorSpace = Dictionary({**dict(spaces.items()), "/DefaultRGB": space})

    def _resources(self, resources: Any, inks: Inks) -> Names:
        key = resources.objgen
        if key == (0, 0) or key not in self._names:
            names = self._converted(resources, inks)
            if key == (0, 0):
                return names
            self._names[key] = names
        return self._names[key]

    def _converted(self, resources: Any, inks: Inks) -> Names:
        """What resources call things; what they hold is converted."""
        states = dict(resources.get("/ExtGState", Dictionary()).items())
        ours = is_plain if self._transparency else is_transparency
        plain = {name.encode() for name, state in states.items() if ours(state)}
        spaces = {"/DeviceGray": Name.DeviceGray, "/DeviceRGB": Name.DeviceRGB,
                  "/DeviceCMYK": Name.DeviceCMYK}  # fmt: skip
        named = resources.get("/ColorSpace", Dictionary())
        readers = {
            name.encode(): reader_of(space)
            for name, space in (*spaces.items(), *named.items())
            if reader_of(space)
        }
        found = Names(readers, () if self._transparency else plain)
        if named:  # those that were read are used no more
            kept = {name: space for name, space in named.items() if name.encode() not in readers}
            resources.ColorSpace = Dictionary(kept)
        self._coloured.append(resources)
        self._states(resources, states, plain)
        ink = {}
        for kind in ("/XObject", "/Pattern", "/Shading"):
            for name, thing in resources.get(kind, Dictionary()).items():
                ink[name.encode()] = self._once(thing, inks)
        for font in resources.get("/Font", Dictionary()).values():
            if font.get("/Subtype") == "/Type3":
                self._once(font, inks)
        return replace(found, ink=ink)

    def _states(self, resources: Any, states: dict[str, Any], plain: set[bytes]) -> None:
        """The graphics states: masks are grey, overprint is added."""
        kept = {
            name: state
            for name, state in states.items()
            if self._transparency or name.encode() not in plain
        }
        for state in kept.values():
            mask = state.get("/SMask")
            if isinstance(mask, Dictionary) and "/G" in mask:
                self._once(mask.G, GreyInks())
        if self._overprint:
            kept |= self._overprints
        resources.ExtGState = Dictionary(kept)

    def _once(self, thing: Any, inks: Inks) -> float:
        """Convert something that resources name, unless that is done; the most ink on one place
        of it, in percent."""
        key = thing.objgen
        if key == (0, 0):
            return self._convert(thing, inks)
        if key not in self._ink:
            self._ink[key] = 0.0  # of itself inside itself
            self._ink[key] = self._convert(thing, inks)
        return self._ink[key]

    def _convert(self, thing: Any, inks: Inks) -> float:
        if thing.get("/Subtype") == "/Image":
            if "/SMask" in thing:
                self._once(thing.SMask, GreyInks())
            return convert_picture(thing, inks)
        if "/ShadingType" in thing:
            return convert_shading(self._pdf, thing, inks)
        if thing.get("/PatternType") == 2:
            return self._once(thing.Shading, inks)
        if thing.get("/Subtype") == "/Type3":
            return self._glyphs(thing, inks)
        return self._form(thing, inks)

    def _form(self, stream: Any, inks: Inks) -> float:
        """A form or a tiling pattern."""
        group = stream.get("/Group")
        if group is not None:
            if not self._transparency:
                del stream["/Group"]
            elif "/CS" in group:
                group.CS = Name(inks.space)
        names = self._resources(stream.get("/Resources", Dictionary()), inks)
        overprint = self._overprint and inks is self._inks
        content, ink = rewritten(stream.read_bytes(), names, inks, overprint)
        stream.write(content)
        return ink

    def _glyphs(self, font: Any, inks: Inks) -> float:
        """A font whose glyphs are drawings (9.6.5)."""
        names = self._resources(font.get("/Resources", Dictionary()), inks)
        most = 0.0
        for glyph in font.CharProcs.values():
            content, ink = rewritten(glyph.read_bytes(), names, inks)
            glyph.write(content)
            most = max(most, ink)
        return most


def is_transparency(state: Any) -> bool:
    """Whether a graphics state says nothing but how transparent things are."""
    return all(name in TRANSPARENCY for name in state.keys())


def is_plain(state: Any) -> bool:
    """Whether a graphics state changes nothing where all is opaque."""
    return all(
        name == "/Type"
        or (name in ("/ca", "/CA") and float(value) == 1)
        or (name == "/BM" and value in ("/Normal", "/Compatible"))
        or (name == "/SMask" and value == "/None")
        or (name == "/AIS" and not value)
        for name, value in state.items()
    )


def content_of(page: Any) -> bytes:
    """The content of a page, in one piece."""
    contents = page.get("/Contents", Array())
    if isinstance(contents, Stream):
        return bytes(contents.read_bytes())
    return b"\n".join(part.read_bytes() for part in contents)
