"""Lines that are put together of letters are what Pango makes of them."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Any

import pytest
import uharfbuzz
from weasyprint.css.properties import INITIAL_VALUES
from weasyprint.text.fonts import FontConfiguration
from weasyprint.text.line_break import Layout, line_size
from weasyprint.urls import URLFetcherResponse

from thaibook.pdf.engine_loading import load_weasyprint, own_fonts
from thaibook.pdf.weasyprint70.glyph_runs import glyphs_of, runs_of
from thaibook.pdf.weasyprint70.justification import Tracked, keep_solid, part_sara_am
from thaibook.pdf.weasyprint70.steady_letters import SteadyFonts, SteadyLetters

FONTS = Path(__file__).parent.parent / "fonts"
TEXTS = (
    "ที่ใหม่ กว่านั้น",
    "นํ้าท่วมปี 2567 ที่ “บ้านกุฏิ” ๑๒ ป",
    "ป่า ",
    " ฐานปู่ญี่ปุ่น\u00a0ฯลฯ",
    "(1) ผู้ใหญ่ๆ  สองช่อง",
)


class Style(dict[str, Any]):
    """A computed style of WeasyPrint, for one family of ours."""

    def __init__(self, config: Any, family: str, **others: Any) -> None:
        super().__init__({**INITIAL_VALUES, "lang": "th", "font_family": (family,), **others})
        self.font_config = config


@pytest.fixture(scope="module")
def config() -> Any:
    """The bundled fonts, and no others."""
    load_weasyprint()
    with own_fonts():
        made = FontConfiguration()
        for family in ("Sarabun", "NotoSansThaiLooped"):
            (path, *_) = sorted((FONTS / family).glob("*-Regular.ttf"))
            made.add_font_face(
                {"src": (("external", path.as_uri()),), "font_family": family}, _fetch
            )
        yield made


def _fetch(url: str, *_: Any) -> Any:
    return URLFetcherResponse(url, Path(url.removeprefix("file://")).read_bytes(), {})


def of_pango(style: Any, text: str, tracking: float, per_space: float) -> list[list[Any]]:
    """The runs of a line as Pango makes them."""
    tracked = Tracked(style, tracking, 0.0) if tracking else style
    layout = Layout(tracked, per_space)
    layout.set_text(text, justify=True)
    if tracking:
        keep_solid(layout, 0.0)
    line, _ = layout.get_first_line()
    font = uharfbuzz.Font(uharfbuzz.Face((FONTS / "Sarabun" / "Sarabun-Regular.ttf").read_bytes()))
    return [list(glyphs_of(run, text.encode(), font)) for run in runs_of(line)]


def letters_of(config: Any, family: str, **others: Any) -> SteadyLetters | None:
    return SteadyFonts().of(Style(config, family, font_size=14.6667, **others))


def test_spacing_is_pangos(config: Any) -> None:
    letters = letters_of(config, "Sarabun")
    assert letters
    style = Style(config, "Sarabun", font_size=14.6667)
    for text, tracking, per_space in product(TEXTS, (0.0, 0.113, -0.07, 2.0), (0.0, 1.37, 4.0)):
        drawn = part_sara_am(text)
        assert letters.runs(drawn, tracking, per_space) == of_pango(
            style, drawn, tracking, per_space
        ), (text, tracking, per_space)


def test_width_is_pangos(config: Any) -> None:
    letters = letters_of(config, "Sarabun")
    assert letters
    style = Style(config, "Sarabun", font_size=14.6667)
    for text in (*TEXTS, "น้ำใจ คำว่า ซ้ำๆ"):
        layout = Layout(style)
        layout.set_text(text)
        assert letters.width(text) == line_size(layout.get_first_line()[0], style)[0]


def test_what_else_a_text_holds_is_left_to_pango(config: Any) -> None:
    letters = letters_of(config, "Sarabun")
    assert letters
    for text in ("ฤๅษี", "AV", "ก\u200bข", "\u0e34", "เ\u0301", "漢"):
        assert letters.width(text) is None
        assert letters.runs(text, 0.0, 0.0) is None


def test_a_font_whose_letters_are_kerned_has_none(config: Any) -> None:
    assert letters_of(config, "NotoSansThaiLooped") is None


def test_a_style_that_asks_for_more_has_none(config: Any) -> None:
    assert letters_of(config, "Sarabun", letter_spacing=1) is None
    assert letters_of(config, "Sarabun", text_decoration_line={"underline"}) is None
    assert letters_of(config, "Sarabun", font_variant_caps="small-caps") is None
    assert letters_of(config, "Sarabun", font_feature_settings=(("ss01", 1),)) is None
