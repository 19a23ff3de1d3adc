"""The PDF for telephones: --profile screen."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from validator import faults_of_pdf

from thaibook.build import build

Write = Callable[..., Path]
MM = 72 / 25.4
CSS_PIXEL = 0.75  # points; the unit in which pages are drawn
TEXT = "# บทแรก\n\n" + "บ้านริมคลองในฤดูน้ำหลาก " * 120 + "ดู [บทสอง](#two) และ <https://example.org>\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    folder = tmp_path_factory.mktemp("screen")
    (folder / "book.yaml").write_text(
        "title: น้ำหลาก\nslug: water\nchapters: [a.md, b.md]\n", "utf-8"
    )
    (folder / "a.md").write_text(TEXT, "utf-8")
    (folder / "b.md").write_text("# บทสอง {#two}\n\nข้อความ\n\n## หัวข้อ\n\nข้อความ\n", "utf-8")
    return build(folder, folder / "dist", epub=False, profiles=["screen"]).files


def test_it_stands_beside_the_pdf_for_paper(made: tuple[Path, ...]) -> None:
    assert [path.name for path in made] == ["water.pdf", "water.screen.pdf"]


def test_its_pages_are_a_telephone_s_and_none_is_empty(made: tuple[Path, ...]) -> None:
    with pypdfium2.PdfDocument(made[1]) as document:
        sizes = {tuple(round(side / MM) for side in page.get_size()) for page in document}
        texts = [page.get_textpage().get_text_range().strip() for page in document]
    assert sizes == {(90, 160)}
    assert all(texts)
    assert sum("น้ำหลาก" == text for text in texts) <= 2  # the cover and the title page
    assert faults_of_pdf(made[1].read_bytes()) == []


def test_its_type_is_twelve_points_and_its_colours_a_screen_s(made: tuple[Path, ...]) -> None:
    with pikepdf.open(made[1]) as pdf:
        pages: list[Any] = [pikepdf.parse_content_stream(page) for page in list(pdf.pages)[3:]]
    operators = [(str(operator), operands) for page in pages for operands, operator in page]
    sizes = {round(abs(float(o[1]) * CSS_PIXEL), 2) for name, o in operators if name == "Tf"}
    scales = {round(abs(float(o[3])), 2) for name, o in operators if name == "Tm"}
    assert 12.0 in {round(size * scale, 1) for size in sizes for scale in scales}
    assert not {name for name, _ in operators} & {"k", "K"}


def test_its_links_and_its_outline_lead_on(made: tuple[Path, ...]) -> None:
    with pikepdf.open(made[1]) as pdf, pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
        links: list[Any] = [link for page in pdf.pages for link in page.get("/Annots", [])]
        assert any("/A" in link and link.A.get("/URI") for link in links)
        assert any("/Dest" in link or link.get("/A", {}).get("/D") for link in links)
    assert [title for title in titles if re.match("บท", title)] == ["บทแรก", "บทสอง"]
