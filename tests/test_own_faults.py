"""What an engine cannot do is told to the author; a bug of ours comes through as it is."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from conftest import ROOT

from thaibook.markup import maths
from thaibook.pdf import formula_drawing
from thaibook.pdf.svg_fault import NotDrawnError
from thaibook.pdf.weasyprint70.black_ink import grey_as_grey
from thaibook.pdf.weasyprint70.svg_errors import draw_svg

FACE = (ROOT / "fonts/Sarabun/Sarabun-Regular.ttf").read_bytes()
THAI = "<math><mrow><mtext>ไทย</mtext><mn>{}</mn></mrow></math>"


class OurBugError(Exception):
    pass


def _raising(error: type[Exception]) -> Callable[..., Any]:
    def fail(*_: object, **__: object) -> Any:
        raise error

    return fail


def _draw(drawing: Callable[..., object]) -> None:
    stream = SimpleNamespace(_ctm_stack=[])
    svg = SimpleNamespace(draw=drawing)
    figure = SimpleNamespace(_svg=svg, _base_url="images/a.svg", _context=None)
    draw_svg(figure, stream, 1, 1, None)


def _theirs(code: str) -> Callable[..., Any]:
    """A function of a module that is not ours."""
    names: dict[str, Any] = {"__name__": "weasyprint.svg"}
    exec(f"def draw(*_, **__):\n    {code}\n", names)
    drawing: Callable[..., Any] = names["draw"]
    return drawing


@pytest.mark.parametrize("code", ["1 / 0", "{}['x']", "int('none')", "draw()"])
def test_a_drawing_that_weasyprint_cannot_draw_is_named(code: str) -> None:
    with pytest.raises(NotDrawnError):
        _draw(_theirs(code))


def test_a_drawing_for_which_there_is_no_memory_is_not_called_faulty() -> None:
    with pytest.raises(MemoryError):
        _draw(_theirs("raise MemoryError"))


def test_a_bug_in_what_draws_in_weasyprints_place_comes_through() -> None:
    """What stands in for set_color_rgb takes back what the latter wrote: here, nothing."""
    ours = grey_as_grey(lambda *_: None)
    with pytest.raises(AttributeError, match="stream"):
        _draw(lambda stream, *_: ours(stream, 0, 0, 0))


def test_a_formula_that_latex2mathml_cannot_read_is_none() -> None:
    for tex in (r"\frac", r"\left(", "x_1_2", r"\begin{matrix}", r"\sqrt{", r"\text{<}\frac"):
        assert maths.mathml(tex, display=True) is None


def test_a_bug_in_reading_formulas_comes_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(maths, "_readable", _raising(OurBugError))
    with pytest.raises(OurBugError):
        maths.mathml("x", display=False)


def test_a_formula_for_which_there_is_no_memory_is_not_called_unreadable(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("latex2mathml.converter.convert", _raising(MemoryError))
    with pytest.raises(MemoryError):
        maths.mathml("x", display=False)


def test_a_bug_in_drawing_formulas_comes_through(monkeypatch: pytest.MonkeyPatch) -> None:
    """The words of a formula are ours, and drawn by ziamath's leave."""
    wrong = SimpleNamespace(_asdict=lambda: {"advance": "no number"})
    monkeypatch.setattr(formula_drawing, "outline", lambda *_: wrong)
    with pytest.raises(ValueError, match="no number"):
        formula_drawing.draw_formula(THAI.format(1), FACE)


def test_a_formula_for_which_there_is_no_memory_is_not_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(formula_drawing, "_math", lambda: _raising(MemoryError))
    with pytest.raises(MemoryError):
        formula_drawing.draw_formula(THAI.format(2), FACE)


def test_a_formula_that_ziamath_cannot_draw_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formula_drawing, "_math", lambda: _theirs("raise KeyError"))
    assert formula_drawing.draw_formula(THAI.format(3).replace("ไทย", "a"), FACE) is None
