"""The whole cover: its spine, its bar code, its designs, and whether it can be read."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Callable
from pathlib import Path

import PIL.Image
import pypdfium2
import pytest
import zxingcpp

from thaibook.build import build, prepare
from thaibook.design import cropped, cut_plates
from thaibook.design.barcode import ean13_svg, price_add_on
from thaibook.design.cover_back import sheet_faults
from thaibook.load import load_manuscript
from thaibook.load.cover_settings import DESIGNS
from thaibook.model import Paper
from thaibook.pdf import cover_pdf
from thaibook.pdf.engine_loading import load_weasyprint
from thaibook.text.isbn import with_check_digit

Write = Callable[..., Path]
MM = 72 / 25.4
BOOK = (
    "subtitle: ทางน้ำ\ncreators: [{name: ธาร ไหลริน}, {name: ปลา ทอง, role: edt}]\n"
    "publisher: สำนักพิมพ์ลำน้ำ\nisbn: 9789740201854\nprice: 320\n"
    "description: เรื่องของคนเรือที่ล่องไปจนสุดน้ำ\ncip: none\n"
)
PAPER = "paper: {caliper: 0.11mm, cover: 0.25mm}\n"


def _picture(light: bool, size: tuple[int, int] = (740, 1050)) -> bytes:
    shades = (150, 250) if light else (0, 70)
    dice = random.Random(5)
    rows = bytes(dice.randint(*shades) for _ in range(3 * 74 * 105))
    written = io.BytesIO()
    PIL.Image.frombytes("RGB", (74, 105), rows).resize(size).save(written, "PNG")
    return written.getvalue()


def _page(pdf: bytes) -> pypdfium2.PdfPage:
    return pypdfium2.PdfDocument(pdf)[0]


def _trim_mm(pdf: bytes) -> tuple[float, float]:
    left, bottom, right, top = _page(pdf).get_trimbox()
    return (right - left) / MM, (top - bottom) / MM


def _codes(pdf: bytes) -> set[str]:
    """What a decoder reads from the picture of the page."""
    picture = _page(pdf).render(scale=200 / 72).to_pil()
    add_on = zxingcpp.EanAddOnSymbol.Read
    return {code.text for code in zxingcpp.read_barcodes(picture, ean_add_on_symbol=add_on)}


@pytest.mark.parametrize(
    ("pages", "spine_mm"), [(96, 48 * 0.11 + 0.5), (292, 146 * 0.11 + 0.5), (745, 373 * 0.11 + 0.5)]
)
def test_the_spine_is_as_wide_as_the_leaves_and_the_board(
    pages: int, spine_mm: float, manuscript: Write
) -> None:
    _, book, design, _ = prepare(manuscript(yaml=BOOK + PAPER))
    width, height = _trim_mm(cover_pdf(book, design, pages))
    assert width - 2 * 148 == pytest.approx(spine_mm, abs=0.01)
    assert height == pytest.approx(210, abs=0.01)


def test_the_code_is_read_back_and_the_words_are_there(manuscript: Write) -> None:
    yaml = BOOK + PAPER + 'cover: {image_link: "https://a.th/p", credit: ช่างภาพ, link_on: back}\n'
    _, book, design, _ = prepare(manuscript(yaml=yaml))
    pdf = cover_pdf(book, design, 300)
    assert {"978974020185400320", "https://a.th/p"} <= _codes(pdf)
    words = "".join(_page(pdf).get_textpage().get_text_bounded().split())
    for said in (
        "เรื่องของคนเรือที่ล่องไปจนสุดน้ำ", "ราคา320บาท", "ISBN978-974-02-0185-4", "ช่างภาพ",
        "สำนักพิมพ์ลำน้ำ", "https://a.th/p",
    ):  # fmt: skip
        assert said in words, said
    assert words.count("เล่มทดสอบ") == 2  # on the front and on the spine
    assert "ปลาทอง" not in words  # an editor


def test_any_isbn_is_a_code(tmp_path: Path) -> None:
    load_weasyprint()
    import weasyprint

    dice = random.Random(1)
    numbers = [with_check_digit(f"978{dice.randrange(10**9):09}0") for _ in range(12)]
    price = f"{dice.randrange(1, 10**5):05}"
    style = "@page { size: 70mm 40mm; margin: 5mm } svg { width: 55mm }"
    pages = "".join(f'<p style="break-before: page">{ean13_svg(n, price)}</p>' for n in numbers)
    pdf = weasyprint.HTML(string=f"<style>{style}</style>{pages}").write_pdf()
    add_on = zxingcpp.EanAddOnSymbol.Read
    for page, number in zip(pypdfium2.PdfDocument(pdf), numbers, strict=True):
        read = zxingcpp.read_barcodes(page.render(scale=3).to_pil(), ean_add_on_symbol=add_on)
        assert number + price in {code.text for code in read}


def test_the_code_is_black_alone_with_quiet_zones() -> None:
    svg = ean13_svg("9789740201854", "00320")
    assert set(re.findall(r'fill="([^"]+)"', svg)) == {"#000"}
    left = min(int(x) for x in re.findall(r'<rect x="(\d+)"', svg))
    right = max(int(x) + int(w) for x, w in re.findall(r'<rect x="(\d+)".*?width="(\d+)"', svg))
    whole = re.search(r'viewBox="0 0 (\d+)', svg)
    assert left >= 11
    assert whole
    assert int(whole[1]) - right >= 5


@pytest.mark.parametrize(
    ("price", "digits"),
    [
        ("250", "00250"),
        ("99999", "99999"),
        ("120000", ""),
        ("99.50", ""),
        ("80.00", "00080"),
        ("", ""),
    ],
)
def test_a_price_is_five_digits_of_whole_baht(price: str, digits: str) -> None:
    assert price_add_on(price) == digits


def test_the_sheet_is_written_beside_the_book(manuscript: Write, tmp_path: Path) -> None:
    yaml = (
        BOOK
        + PAPER
        + (
            "cover: {sheet: true, flaps: {width: 70mm, front: ปีกหน้า, back: ปีกหลัง}}\n"
            "page: {bleed: 3mm}\nslug: boat\n"
        )
    )
    folder = manuscript(yaml=yaml)
    built = build(folder, tmp_path / "made")
    assert [path.name for path in built.files] == ["boat.epub", "boat.pdf", "boat.cover.pdf"]
    assert {each.code for each in built.warnings} == {"spine-thin"}
    data = built.files[-1].read_bytes()
    leaves = -(-_inside(built.files[1]) // 2)
    assert _trim_mm(data)[0] == pytest.approx(2 * 148 + 2 * 70 + leaves * 0.11 + 0.5, abs=0.01)
    page = _page(data)
    assert [round(edge / MM, 2) for edge in page.get_bleedbox()[:2]] == [-3, -3]
    assert build(folder, tmp_path / "made").files[-1].read_bytes() == data


def _inside(path: Path) -> int:
    """The pages of the PDF without its cover."""
    document = pypdfium2.PdfDocument(path)
    labels = [document.get_page_label(index) for index in range(len(document))]
    return len(labels) - labels.index("1")


def test_without_the_paper_there_is_no_sheet_and_the_author_is_told_what_to_ask(
    manuscript: Write, tmp_path: Path
) -> None:
    built = build(manuscript(yaml=f"{BOOK}cover: {{sheet: true}}\n"), tmp_path / "made")
    assert [path.suffixes for path in built.files] == [[".epub"], [".pdf"]]
    assert [(each.code, each.line) for each in built.warnings] == [("paper-missing", 10)]


@pytest.mark.parametrize(
    ("yaml", "pages", "codes"),
    [
        ("paper: {caliper: 0.1mm}\n", 200, {"paper-board"}),
        ("paper: {caliper: 90 micron, cover: 0.3}\n", 40, {"spine-thin"}),
        ("paper: {caliper: .1, binding: saddle}\n", 48, set()),
        (f"{PAPER}price: 99.50\n", 300, {"price-add-on"}),
        (f"{PAPER}description: {'คำ' * 900}\n", 300, {"blurb-long"}),
    ],
)
def test_what_a_sheet_lacks_is_told(
    yaml: str, pages: int, codes: set[str], manuscript: Write
) -> None:
    given = load_manuscript(manuscript(yaml=yaml))
    assert {each.code for each in sheet_faults(given, pages)} == codes


def test_a_stapled_book_has_no_spine() -> None:
    assert Paper(0.1, 0.3, "saddle").spine_mm(48) == 0


@pytest.mark.parametrize("design", DESIGNS)
def test_every_design_can_be_read_on_a_light_picture_and_without_one(
    design: str, manuscript: Write
) -> None:
    """The title on the page as it is drawn: measured, and shaded where it has to be."""
    from thaibook.pdf.cover_legible import made_legible
    from thaibook.pdf.covers import least_contrast
    from thaibook.pdf.legibility import line_contrasts

    more = 'link_on: back, credit: ก, image_link: "https://a.th/p", author: {text: เขียนที่ท่าน้ำ}'
    yaml = f"{BOOK}{PAPER}cover: {{image: p.png, design: {design}, fit: crop, {more}}}\n"
    folder = manuscript(yaml=yaml, **{"p.png": _picture(light=True)})
    _, book, looks, warnings = prepare(folder)
    assert [each.code for each in warnings if each.code.startswith("cover")] == []
    legible = made_legible(book, looks)
    assert legible
    assert legible.is_legible
    sheet = line_contrasts(cover_pdf(book, looks, 200))
    words = [line for line in sheet if not line.words.startswith("978")]  # between the bars
    assert min(line.contrast for line in words) >= 4.5
    drawn = book._replace(cover=book.cover._replace(image=None, shade=""))
    assert least_contrast(drawn, looks, (1480, 2100)).contrast >= 4.5


def test_the_least_change_that_makes_a_title_legible_is_chosen(manuscript: Write) -> None:
    shades = []
    for light in (True, False):
        yaml = f"{BOOK}cover: {{image: p.png, design: poster, fit: crop}}\n"
        folder = manuscript(yaml=yaml, **{"p.png": _picture(light)})
        shades.append(prepare(folder)[1].cover.shade)
    assert shades == ["shade-dark-ink", ""]


def test_a_colour_that_cannot_be_read_is_told_with_its_contrast(manuscript: Write) -> None:
    yaml = f'{BOOK}cover: {{design: frame, title: {{colour: "#e8dcc0"}}}}\n'
    (told,) = prepare(manuscript(yaml=yaml))[3]
    words = dict(told.words)
    assert (told.code, told.line) == ("cover-contrast", 10)
    assert words["words"] == "เล่มทดสอบ"
    assert 1 < float(str(words["contrast"])) < 4.5


@pytest.mark.parametrize(
    ("cover", "size", "told"),
    [
        ("picture: full", (1800, 1000), ["cover-cut-sides"]),
        ("picture: upper", (1800, 1000), ["cover-cut-sides"]),
        ("picture: upper", (700, 1000), ["cover-cut-ends"]),
        ("picture: full", (740, 1050), ["cover-cut-sides"]),  # in the e-book, which is 5 : 8
        ("picture: full", (1000, 1600), ["cover-cut-ends"]),  # on paper, which is A5
        ("credit: ก", (1000, 1600), ["cover-cut-ends"]),
        ("picture: upper, fit: whole", (1800, 1000), []),
        ("picture: upper, fit: crop", (1800, 1000), []),
        ("credit: ก", (1800, 1000), ["cover-cut-sides"]),
        ("words: false", (1800, 1000), ["cover-cut-sides"]),
        ("words: false", (740, 1050), []),  # a finished cover is the e-book's as it is
        ("picture: none", (1800, 1000), []),
    ],
)
def test_nothing_of_a_picture_is_cut_away_in_silence(
    cover: str, size: tuple[int, int], told: list[str], manuscript: Write
) -> None:
    picture = _picture(False, size)
    folder = manuscript(yaml=f"cover: {{image: p.png, {cover}}}\n", **{"p.png": picture})
    assert [each.code for each in cropped(load_manuscript(folder))] == told


@pytest.mark.parametrize(
    ("names", "size", "told"),
    [
        (".plate", (740, 1050), []),
        (".plate", (600, 1000), ["plate-cut"]),
        (".เต็มหน้า", (1000, 600), ["plate-cut"]),
        (".spread", (1480, 1050), []),
        (".spread", (740, 1050), ["plate-cut"]),
        (".plate .whole", (600, 1000), []),
        (".plate .crop", (600, 1000), []),
        (".left", (600, 1000), []),
    ],
)
def test_a_picture_that_its_page_cuts_is_told(
    names: str, size: tuple[int, int], told: list[str], manuscript: Write
) -> None:
    text = f'# บท\n\nก\n\n![ก](p.png "ข"){{{names}}}\n\n![ก](p.png){{{names}}}\n'
    folder = manuscript(text, **{"p.png": _picture(False, size)})
    problems = cut_plates(prepare(folder)[1])
    assert [each.code for each in problems] == told  # once, however often it stands there
    assert all(Path(each.path).name == "a.md" and each.line == 5 for each in problems)


def test_place_colour_and_face_of_the_title_are_the_author_s(manuscript: Write) -> None:
    def cover(more: str) -> pypdfium2.PdfPage:
        yaml = f"{BOOK}{PAPER}cover: {{design: waves, editors: true, {more}}}\n"
        _, book, design, _ = prepare(manuscript(yaml=yaml))
        return _page(cover_pdf(book, design, 200))

    def height(page: pypdfium2.PdfPage) -> float:
        found = page.get_textpage().search("ปลา ทอง").get_next()
        return float(page.get_textpage().get_charbox(found[0])[1])

    top, bottom = (cover(f"title: {{place: {place}}}") for place in ("top", "bottom"))
    assert height(top) > height(bottom) + 100
    page = cover('title: {face: Sarabun, colour: "#7a0010"}')
    picture = page.render(scale=1).to_pil().convert("RGB")
    assert (0x7A, 0, 0x10) in {colour for _, colour in picture.getcolors(1 << 24) or ()}
