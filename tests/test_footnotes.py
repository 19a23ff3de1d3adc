"""Footnotes as they stand on paper, read off the laid-out pages.

The lines of the text say t1, t2 …; a line that calls note 1 also says c1, and the lines of
the note say n1.1, n1.2 …, so that a page can be read.
"""

from __future__ import annotations

import inspect
import random
import re
from collections.abc import Callable
from typing import Any

import pytest
from test_setting import tree
from weasyprint.formatting_structure import boxes, build
from weasyprint.layout import LayoutContext, page

Page = tuple[list[str], list[str]]  # the words of the text, those of its notes


def note(number: int, lines: int) -> str:
    """A call, and its note of so many lines."""
    text = "<br>".join(f"n{number}.{line}" for line in range(1, lines + 1))
    call = f'<span class="footnote" data-call="c{number}">'
    return f'{call}<span class="as-p">{text}</span></span>'


def text(first: int, last: int, **notes: str) -> str:
    """Lines of text; t3=note(…) puts a note on the third."""
    return "<br>".join(f"t{n}{notes.get(f't{n}', '')}" for n in range(first, last + 1))


def pages(body: str, style: str = "") -> list[Page]:
    """The pages of a book of twenty lines a page."""
    document = tree(
        "<html lang=th><style>@font-face { font-family: F; src: url(../fonts/f.ttf) }"
        "@page { size: 100mm 120.1mm; margin: 10mm; @footnote { box-decoration-break: clone; "
        "margin: 0; padding: 0 0 .05mm } }"
        "body { font: 4mm/5mm F; margin: 0; orphans: 2; widows: 2 } table { width: 100% }"
        ".footnote { float: footnote; footnote-display: block } .as-p { display: block }"
        "p, h1, h2, table, td { margin: 0; padding: 0; font: inherit; border-spacing: 0 }"
        ".footnote::footnote-call { content: attr(data-call); line-height: 0 }"
        ".footnote::footnote-marker { content: none }"
        f"section {{ break-before: page }} {style}</style><body>{body}"
    )
    return [_words(sheet._page_box) for sheet in document.pages]


def _words(sheet: Any) -> Page:
    notes = [b for b in sheet.children if isinstance(b, boxes.FootnoteAreaBox)]
    rest = [b for b in sheet.children if b not in notes and not isinstance(b, boxes.MarginBox)]
    return _said(rest), _said(notes)


def _said(found: list[Any]) -> list[str]:
    texts = [b for box in found for b in box.descendants(True) if isinstance(b, boxes.TextBox)]
    return re.findall(r"[tcn][\d.]+", " ".join(box.text for box in texts))


def test_a_note_stands_at_the_foot_of_the_page_of_its_call() -> None:
    first, second = pages(f"<p>{text(1, 30, t3=note(1, 1), t25=note(2, 2))}")
    assert (first[0][:4], first[0][-1]) == (["t1", "t2", "t3", "c1"], "t19")
    assert (first[1], second[1]) == (["n1.1"], ["n2.1", "n2.2"])


def test_a_line_goes_to_the_next_page_with_its_note() -> None:
    first, second = pages(f"<p>{text(1, 25, t19=note(1, 3))}")
    assert (first[0][-1], first[1]) == ("t18", [])
    assert (second[0][:2], second[1]) == (["t19", "c1"], ["n1.1", "n1.2", "n1.3"])


def test_a_line_that_goes_takes_no_widow_along_and_leaves_no_orphan() -> None:
    first, second = pages(f"<p>{text(1, 17)}<p>{text(18, 25, t19=note(1, 2))}")
    assert (first[0][-1], second[0][0]) == ("t17", "t18")


def test_a_long_note_begins_at_its_call_and_goes_on_at_the_next_foot() -> None:
    first, second, _ = pages(f"<p>{text(1, 35, t12=note(1, 12))}")
    assert (first[0][-2:], first[1]) == (["t12", "c1"], [f"n1.{n}" for n in range(1, 9)])
    assert (second[0][-1], second[1]) == ("t28", [f"n1.{n}" for n in range(9, 13)])


def test_the_rest_of_a_note_comes_before_the_notes_of_its_page() -> None:
    _, second, *_ = pages(f"<p>{text(1, 35, t12=note(1, 12), t14=note(2, 1))}")
    assert second[1] == ["n1.9", "n1.10", "n1.11", "n1.12", "n2.1"]


@pytest.mark.parametrize(
    "place",
    [
        "<h2>t99*</h2>",
        "<ul><li>t99*</li></ul>",
        "<table><tr><td>t99</td><td>t98*</td></tr></table>",
        "<table><caption>t99*</caption><tr><td>t98</td></tr></table>",
        '<figure style="break-inside: avoid">t99<figcaption>t98*</figcaption></figure>',
        '<div style="columns: 2">t99* <p>t98</div>',
        '<div style="float: left">t99*</div>',
        '<div style="position: absolute">t99*</div>',
    ],
)  # fmt: skip
@pytest.mark.parametrize("before", [0, 5, 16, 17, 18])
def test_notes_are_called_from_anywhere(place: str, before: int) -> None:
    found = pages(f"<p>{text(1, before)}</p>{place.replace('*', note(1, 2))}<p>{text(50, 80)}")
    ((words, notes),) = [page for page in found if page[1]]
    assert notes == ["n1.1", "n1.2"]
    assert "c1" in words


def test_a_head_that_is_repeated_repeats_no_note() -> None:
    rows = "".join(f"<tr><td>t{n}</td></tr>" for n in range(40))
    found = pages(f"<table><thead><tr><th>{note(1, 1)}</th></tr></thead>{rows}</table>")
    assert [words.count("c1") for words, _ in found] == [1, 1, 1]
    assert [notes for _, notes in found] == [["n1.1"], [], []]


def test_no_note_is_left_over_for_the_next_chapter() -> None:
    chapter = f"<section><p>{text(1, 15, t14=note(1, 12))}</section>"
    found = pages(f"{chapter}<section><p>{text(20, 25)}</section>")
    assert [words[0] for words, _ in found] == ["t1", "t14", "t20"]
    assert found[1][1] == [f"n1.{n}" for n in range(1, 13)]


@pytest.mark.parametrize("after", ["", f"<section><p>{text(20, 25)}</section>"])
def test_what_must_be_left_over_gets_a_page_of_its_own(after: str) -> None:
    found = pages(f"<section><p>{text(1, 2, t1=note(1, 45))}</section>{after}")
    lines = [len(notes) for _, notes in found]
    assert lines[:3] == [18, 20, 7]
    assert [words[:1] for words, _ in found] == [["t1"], [], [], *([["t20"]] if after else [])]


def test_more_notes_than_a_page_holds_are_all_there() -> None:
    notes = "".join(note(n, 6) for n in range(1, 9))
    found = pages(f"<p>{text(1, 40, t1=notes)}")
    expected = [f"n{n}.{line}" for n in range(1, 9) for line in range(1, 7)]
    assert [word for _, said in found for word in said] == expected


@pytest.mark.parametrize("height", [90, 150])
def test_a_note_too_high_for_its_page_is_there(height: int) -> None:
    """A picture, say, that cannot be parted."""
    high = f'<span style="display: block; height: {height}mm; break-inside: avoid">n2.1</span>'
    found = pages(f"<p>{text(1, 40, t5=note(1, 2).replace('n1.2', high), t6=note(3, 1))}")
    assert [word for _, said in found for word in said] == ["n1.1", "n2.1", "n3.1"]


@pytest.mark.parametrize("seed", range(3))
def test_nothing_is_lost_or_said_twice_or_late(seed: int) -> None:
    """Paragraphs, boxes and tables with notes of all lengths, and numbers of pages, which
    make the engine lay pages out again."""
    chance = random.Random(seed)
    body, expected, lines = "", [], 0
    for number in range(1, 25):
        count, length = chance.randint(1, 6), chance.choice((1, 1, 2, 3, 5, 9))
        called = lines + chance.randint(1, count)
        inner = text(lines + 1, lines + count, **{f"t{called}": note(number, length)})
        expected += [f"n{number}.{line}" for line in range(1, length + 1)]
        lines += count
        kind = chance.choice(("p", "p", "div class=box", "h2", "table", "section"))
        inner = f"<tr><td>{inner}</td></tr>" if kind == "table" else inner
        body += f'<{kind} id="e{number}">{inner}</{kind.split()[0]}>'
        body += f'<p><a href="#e{chance.randint(1, 24)}"></a></p>'
    style = ".box, tr, h2 { break-inside: avoid } h2 { break-after: avoid }"
    style += 'a::after { content: "page " target-counter(attr(href), page) }'
    found = pages(body, style)
    assert [word for _, notes in found for word in notes] == expected
    said = [word for words, _ in found for word in words if word[0] == "t"]
    assert said == [f"t{n}" for n in range(1, lines + 1)]
    for words, notes in found:
        for call in [word for word in words if word[0] == "c"]:
            assert f"n{call[1:]}.1" in notes


def test_a_book_without_notes_is_laid_out_once_to_choose_its_pages_and_once_in_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    laid = []
    theirs = page.block_level_layout

    def counting(context: Any, box: Any, *rest: Any, **named: Any) -> Any:
        laid.append(box.is_for_root_element)
        return theirs(context, box, *rest, **named)

    monkeypatch.setattr(page, "block_level_layout", counting)
    made = pages(f"<p>{text(1, 100)}")
    assert len(made) == 5
    assert laid.count(True) == 1 + len(made)


@pytest.mark.parametrize(
    ("function", "parameters"),
    [
        (page.remake_page, "index context root_box html"),
        (page.block_level_layout,
         "context box bottom_space skip_stack containing_block page_is_empty absolute_boxes "
         "fixed_boxes adjoining_margins first_letter_style first_line_style discard max_lines"),
        (build.create_anonymous_boxes, "box"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)  # fmt: skip
def test_what_footnotes_need_of_weasyprint_has_not_changed(
    function: Callable[..., Any], parameters: str
) -> None:
    assert list(inspect.signature(function).parameters) == parameters.split()


def test_weasyprint_makes_a_page_as_it_did() -> None:
    """What is replaced is called by these names, and finds these in the context."""
    made = inspect.getsource(page.make_page)
    assert "context, root_box, 0, resume_at, initial_containing_block," in made
    assert "context, footnote_area, bottom_space=-inf, skip_stack=None," in made
    assert "footnote_area.position_y = context.page_bottom" in made
    assert "remake_page(i, context, root_box, html)" in inspect.getsource(page.make_all_pages)
    context = LayoutContext(None, lambda *_: None, None, None, None)
    for name in (
        "footnotes current_page_footnotes current_footnote_area page_bottom running_elements "
        "broken_out_of_flow _excluded_shapes _excluded_shapes_root_boxes"
    ).split():
        assert name in context.__dict__ or name == "_excluded_shapes_root_boxes"
