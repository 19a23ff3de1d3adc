"""A section as paper needs it, as plain data, and the measures that the style sheet states."""

from __future__ import annotations

import pytest

from thaibook.design import load_design
from thaibook.design.page_measures import measures
from thaibook.model import Margins, Page, Section
from thaibook.pdf.paper_body import PaperSetting
from thaibook.pdf.paper_section import paper_section


def test_a_formula_that_cannot_be_drawn_is_named() -> None:
    math = '<math xmlns="http://www.w3.org/1998/Math/MathML" alttext="{}">{}</math>'
    drawn, not_drawn = math.format("x", "<mi>x</mi>"), math.format("y", "<mtable></mtable>")
    section = Section("a", "chapter", "", f"<p>ก {drawn} ข {not_drawn} ค</p>")
    paper = paper_section(section, PaperSetting())
    assert paper.undrawn == ("y",)
    assert "$y$" in paper.body
    assert paper.texts == ("ก \ufffc ข $y$ ค",)


def test_a_section_that_needs_nothing_else_stays_as_it_is() -> None:
    section = Section("a", "chapter", "", "<h1>ก</h1><p>ข<br/>ค</p>")
    assert paper_section(section, PaperSetting()).body == section.body


def test_a_note_that_is_called_in_a_note_stays_at_the_end_of_the_chapter() -> None:
    call = '<sup class="noteref"><a class="call" href="#n{0}">{0}</a></sup>'
    note = '<aside class="note" id="n{}"><p>{}</p></aside>'
    notes = note.format(1, "ข" + call.format(2)) + note.format(2, "ค") + note.format(3, "ง")
    body = f"<p>ก{call.format(1)}{call.format(3)}</p>" + f'<section class="notes">{notes}</section>'
    paper = paper_section(Section("a", "chapter", "", body), PaperSetting()).body
    assert paper.count("<aside") == 2
    assert paper.count('class="footnote"') == 1


def test_a_note_in_the_margin_is_not_the_last_of_its_paragraph() -> None:
    """With nothing behind it WeasyPrint leaves it out."""
    body = '<p>ก <span class="margin-note">ข</span> ค <b><span class="margin-note">ง</span></b></p>'
    paper = paper_section(Section("a", "chapter", "", body), PaperSetting()).body
    assert '>ข</span> ค <b><span class="margin-note">ง</span>\u2060</b>' in paper


def test_a_long_heading_has_its_first_whole_words_in_the_running_head() -> None:
    heading = '<h1 data-title="ประชาชน เดินทาง ทุกวัน">ประชาชน <b>เดินทาง</b> ทุกวัน *</h1>'
    section = Section("a", "chapter", "", heading)
    short = paper_section(section, PaperSetting(head_letters=12)).body
    assert 'data-head="ประชาชน…"' in short
    assert "data-head" not in paper_section(section, PaperSetting(head_letters=40)).body


def test_measures_are_what_the_sheet_states() -> None:
    css = dict(load_design().print_css)["page.css"]
    wanted = measures(css)
    page = Page(148, 210)
    assert wanted.column_of(page) == pytest.approx(wanted.column_mm, abs=0.1)
    narrow = measures(css.replace("12.16% 10.95% 14.86%", "20% 10% 30%").replace("11pt", "10pt"))
    assert narrow.column_of(page) == pytest.approx(148 * 0.5)
    assert narrow.text_pt == 10
    own = Page(148, 210, margins=Margins(inside_mm=0, outside_mm=10))
    assert narrow.column_of(own) == 138
