"""What `check` sees in a PDF: fonts, sizes, text, pictures."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import run

from thaibook.check.inspection import inspect_pdf
from thaibook.check.preflight import preflight_lines
from thaibook.check.validation import check_file
from thaibook.messages.problems import Problem
from thaibook.text.isbn import is_isbn, with_check_digit

# Of a page: its box, more of its dictionary, what is drawn on it.
Page = tuple[str, str, str]
TEXT = "BT /F 12 Tf 50 50 Td (Hello) Tj ET"
PICTURE = "q {} 0 0 {} {} {} cm /I Do Q"  # width, height, left, bottom
A5 = "0 0 419.53 595.28"


def pdf(path: Path, *pages: Page) -> Path:
    """A PDF by hand: one font that is not embedded, one picture of 200 x 200 pixels."""
    image = b"\x7f" * (200 * 200)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Type /XObject /Subtype /Image /Width 200 /Height 200 /ColorSpace /DeviceGray "
        b"/BitsPerComponent 8 /Length %d >>\nstream\n%s\nendstream" % (len(image), image),
    ]
    kids = []
    for box, more, drawn in pages:
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] {more} /Contents "
            f"{len(objects) + 2} 0 R /Resources << /Font << /F 3 0 R >> /XObject << /I 4 0 R >> "
            f">> >>".encode()
        )
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream".encode())
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    data, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    data += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}".encode()
    start = data.rindex(b"xref\n0 ")
    size = len(places) + 1
    data += f"trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF".encode()
    path.write_bytes(data)
    return path


def _found(path: Path) -> dict[str, Problem]:
    return {problem.code: problem for problem in check_file(path).problems}


def test_a_font_that_is_not_in_the_file_is_an_error(tmp_path: Path) -> None:
    found = _found(pdf(tmp_path / "a.pdf", (A5, "", TEXT)))
    assert found.keys() == {"pdf-font"}
    assert found["pdf-font"].is_error
    assert "Helvetica" in found["pdf-font"].message()


def test_a_scan_has_no_text(tmp_path: Path) -> None:
    drawn = PICTURE.format(72, 72, 100, 100)
    assert _found(pdf(tmp_path / "a.pdf", (A5, "", drawn))).keys() == {"pdf-no-text"}


def test_pages_of_another_size_are_named(tmp_path: Path) -> None:
    a4 = "0 0 595.28 841.89"
    found = _found(pdf(tmp_path / "a.pdf", (A5, "", TEXT), (a4, "", TEXT), (A5, "", TEXT)))
    assert found["pdf-sizes"].message().endswith("(148 × 210 mm): 2")


def test_a_coarse_picture_is_named_with_its_page(tmp_path: Path) -> None:
    fine, coarse = PICTURE.format(72, 72, 50, 50), PICTURE.format(144, 144, 50, 50)
    found = _found(pdf(tmp_path / "a.pdf", (A5, "", fine), (A5, "", coarse)))
    assert dict(found["pdf-coarse"].words) == {"pages": "2", "dpi": "100", "least": "150"}


@pytest.mark.parametrize(
    ("more", "bottom", "off"),
    [
        ("", -20, True),
        ("", 0, False),
        ("/TrimBox [10 10 409 585]", 0, False),  # fills the bleed
        ("/TrimBox [10 10 409 585]", 5, True),  # ends in the middle of it
        ("/TrimBox [10 10 409 585]", 10, False),
    ],
)
def test_a_picture_that_is_cut_off_is_named(
    more: str, bottom: float, off: bool, tmp_path: Path
) -> None:
    page = (A5, more, PICTURE.format(60, 60, 100, bottom))
    assert ("pdf-off-page" in _found(pdf(tmp_path / "a.pdf", page, page))) is off


def test_what_was_looked_at_is_said(sample: tuple[Path, Path]) -> None:
    done = run("check", str(sample[1]), "--lang", "th")
    assert done.returncode == 0, done.stderr
    for said in ("หน้า ขนาด 148 × 210 mm", "ฝังครบ", "ข้อความที่ค้นและคัดลอกได้", "สี — "):
        assert said in done.stdout
    assert any("all embedded" in line for line in preflight_lines(inspect_pdf(sample[1]), "en"))
    assert len(preflight_lines(inspect_pdf(sample[1]), "en")) == len(
        preflight_lines(inspect_pdf(sample[1]), "th")
    )
    # its cover has 151: nothing to warn of, but to be told
    assert "151 จุดต่อนิ้ว (โรงพิมพ์ชอบ 200 ขึ้นไป)" in done.stdout


@pytest.mark.parametrize(
    "isbn", ["9786160000005", "978-616-00-0000-5", "0-306-40615-2", "080442957X"]
)
def test_an_isbn_proves_itself(isbn: str) -> None:
    assert is_isbn(f"urn:isbn:{isbn}")


@pytest.mark.parametrize(
    ("isbn", "right"),
    [("9786160000000", "9786160000005"), ("0306406153", "0306406152"), ("1234", ""), ("", "")],
)
def test_a_wrong_one_is_answered_with_what_it_may_be(isbn: str, right: str) -> None:
    assert not is_isbn(f"urn:isbn:{isbn}")
    assert with_check_digit(isbn) == right
