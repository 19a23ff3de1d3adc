"""Pages as they are set: lines that reach the margin, whole words, text that can be found.

Numbers are read off WeasyPrint's laid-out tree; text off the finished PDF, by Poppler,
PDFium, MuPDF and pdf.js.
"""

from __future__ import annotations

import inspect
import re
import subprocess
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pydyf
import pypdfium2
import pytest
import weasyprint
from conftest import ROOT
from weasyprint import css, layout
from weasyprint.css.targets import TargetCollector
from weasyprint.draw import text as draw_text
from weasyprint.formatting_structure import boxes
from weasyprint.layout import background, block, inline, preferred, table
from weasyprint.layout import page as page_layout
from weasyprint.text import line_break

from benchmarks.prepare_declarations import prepared
from thaibook.build import prepare
from thaibook.pdf import pdf_bytes
from thaibook.pdf.break_lookup import breaks_ahead, packed_breaks
from thaibook.pdf.glue import LAST_SPACE
from thaibook.pdf.lighter_import import DECLARATIONS
from thaibook.pdf.line_breaking import CUT_COST
from thaibook.pdf.paper_document import paper_sections
from thaibook.pdf.rendering import render
from thaibook.pdf.weasyprint70 import LineSetter, our_layout
from thaibook.pdf.weasyprint70.justification import widened
from thaibook.pdf.weasyprint70.lookups import (
    EarlierPages,
    cache_target_page_counters,
    page_references,
)
from thaibook.pdf.weasyprint70.page_styles import of_generated, style_page
from thaibook.pdf.weasyprint70.svg_masks import over_the_figure
from thaibook.pdf.weasyprint70.text_layouts import TextLayouts
from thaibook.thai import breaks

Write = Callable[..., Path]
EM = 11 * 96 / 72  # pixels
FONTS = sorted(  # the faces of text; those of code and signs have no Thai
    path.relative_to(ROOT / "fonts").as_posix()
    for path in ROOT.glob("fonts/*/*.ttf")
    if path.parent.name not in ("JetBrainsMono", "DejaVu", "NotoEmoji")
)
WORDS = ("หางโจว", "กัวลาลัมเปอร์", "เจียงหยง", "หยุนซี")
ARTICLE = [
    re.sub(r"^#+ |<|>", "", line)
    for line in (ROOT / "book" / "article.md").read_text("utf-8").split("\n")
    if line and not line.startswith("<")
]
HARD = [
    "ถ้ำน้ำจ้ำม่ำ คำนำทำซ้ำ ย่ำค่ำ ก้ำกึ่ง ป้ำ ปั่น ปี่ ฝั่ง ฟ้า ญู่ ฐุฏู ฬ้ำ ฝ่ำ ที่นั่น ปิ๊ดปี๋ เป๋อ ศิลป์ กษัตริย์",
    "Alibaba ทำ 602 รายการ (48.9%) ณ พ.ศ. ๒๕๖๕ ฯลฯ ต่าง ๆ fi ffi café",
    "นโม ตสฺส ภควโต อรหโต สมฺมาสมฺพุทฺธสฺส พุทฺธํ สรณํ คจฺฉามิ",
    "ผู้ใหญ่ฝ่ายปิ๊ดก็รักเรามาก ซึ่งรื้อฟื้นความสนใจ ปูนปั้นแบบตะวันตก ญี่ปุ่นในอดีตมีสุขภาพดี",
]


def page(paragraphs: list[str], style: str = "text-align: justify", body: str = "") -> str:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        "<html lang=th><style>@font-face { font-family: F; src: url(../fonts/f.ttf) }"
        "@page { size: 148mm 210mm; margin: 20mm 18mm 23mm 22mm }"
        f"body {{ font: 11pt/1.7 F; margin: 0 }} p {{ margin: 0; text-indent: 2em; {style} }}"
        f"</style><body>{text}{body}"
    )


@cache
def found_ends(text: str) -> Any:
    """The breaks of a text, which the engine asks for again and again."""
    return breaks(text, WORDS)


def pdf(html: str, face: str = "Sarabun/Sarabun-Regular.ttf") -> bytes:
    font = (ROOT / "fonts" / face).read_bytes()
    files = {"file:///book/fonts/f.ttf": (font, "font/ttf")}
    return render(html, files, found_ends)


def tree(html: str, find: Callable[[str], Any] = found_ends) -> Any:
    font = (ROOT / "fonts" / "Sarabun" / "Sarabun-Regular.ttf").read_bytes()

    class Fetcher(weasyprint.urls.URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
        def fetch(self, url: str, headers: object = None) -> Any:
            return weasyprint.urls.URLFetcherResponse(url, font, {"Content-Type": "font/ttf"})

    with our_layout(LineSetter(find)):
        page = weasyprint.HTML(string=html, base_url="file:///book/text/", url_fetcher=Fetcher())
        return page.render()


def lines_of(document: Any, tag: str = "p") -> Iterator[tuple[str, Any, list[Any]]]:
    """(text, line box, text boxes) of each line of the elements `tag`."""
    for sheet in document.pages:
        for box in sheet._page_box.descendants():
            if isinstance(box, boxes.LineBox) and box.element_tag == tag:
                texts = [b for b in box.descendants() if isinstance(b, boxes.TextBox)]
                yield "".join(b.text for b in texts), box, texts


@cache
def article() -> list[tuple[str, Any, list[Any], bool]]:
    """The lines of the article, each with whether it is the last of its paragraph."""
    found = []
    waiting = iter(ARTICLE)
    rest = ""
    for text, box, texts in lines_of(tree(page(ARTICLE))):
        rest = (rest or next(waiting)).removeprefix(text).lstrip(" ")
        found.append((text, box, texts, not rest))
    return found


def test_every_line_but_the_last_reaches_the_margin() -> None:
    margin = (148 - 18) * 96 / 25.4
    for _, box, texts, last in article():
        right = texts[-1].position_x + texts[-1].width
        assert box.position_x + box.width == pytest.approx(right, abs=0.01)
        if last:
            assert right < margin + 0.1
        else:
            assert right == pytest.approx(margin, abs=0.1)


def test_spaces_tracking_and_letters_stay_within_their_limits() -> None:
    tracking, spaces, wider = [], [], []
    for _, _, texts, last in article():
        if not last:
            wider.append(widened(texts[0].pango_layout) - 1)
            spacing = texts[0].style["letter_spacing"]
            tracking.append((0 if spacing == "normal" else spacing) / EM)
            spaces.append(0.25 + texts[0].justification_spacing / EM + tracking[-1])
    tracking.sort()
    assert tracking[int(len(tracking) * 0.95)] <= 0.055
    assert tracking[-1] <= 0.0601
    assert max(spaces) <= 1
    assert min(wider) >= -0.025
    assert 0.01 < max(wider) <= 0.03


def test_the_last_line_is_set_like_the_line_before_it() -> None:
    def setting(texts: list[Any]) -> tuple[float, float]:
        spacing = texts[0].style["letter_spacing"]
        return (0.0 if spacing == "normal" else spacing), texts[0].justification_spacing

    before = None
    compared = 0
    for _, _, texts, last in article():
        if last and before and max(before) > 0:
            tracking, space = setting(texts)
            assert tracking <= before[0] + 1e-6
            assert space <= max(before[1], LAST_SPACE * EM * 1.03) + 1e-6
            compared += (tracking, space) == pytest.approx(before)
        before = None if last else setting(texts)
    assert compared > 5


def test_no_line_begins_or_ends_with_what_is_forbidden() -> None:
    for text, *_ in article():
        assert not re.match(r"[”’)\]}?!:;,.%ๆฯ]", text), text
        assert not re.search(r"[“‘(\[{]$", text), text


def test_no_name_of_words_txt_is_cut() -> None:
    for (first, *_, last), (second, *_) in pairwise(article()):
        if not last:
            joined, seam = first + second, len(first)
            for word in WORDS:
                for match in re.finditer(word, joined):
                    assert not match.start() < seam < match.end(), joined


def test_a_long_name_is_not_cut_wherever_it_comes_to_stand() -> None:
    """A line left a little short is better."""
    name = "สุขสันต์วงศ์เจริญ"
    texts = [f"{'ก' * n} เมื่อวานนี้เราได้พบกับ{name}ที่บ้านของเขา" for n in range(5, 45)]
    find = lambda text: breaks(text, frozenset([name]))  # noqa: E731
    lines = [text for text, *_ in lines_of(tree(page(texts), find))]
    assert sum(name in line for line in lines) == len(texts)


@pytest.mark.parametrize("size", ["11pt", "16pt"])
def test_no_line_ends_inside_a_word_beyond_doubt(size: str) -> None:
    """Not in large type on a narrow page either, where lines lack room."""
    narrow = page(ARTICLE).replace("148mm 210mm", "125mm 176mm").replace("11pt/", f"{size}/")
    lines = [text for text, *_ in lines_of(tree(narrow))]
    cut = 0
    for first, second in pairwise(lines):
        costs = {b.offset: b.cost for b in breaks(first + second, WORDS)}
        cut += first[-1:] != " " and costs.get(len(first), 0) >= CUT_COST
    assert cut == 0


def test_ragged_text_is_not_stretched_and_breaks_the_same_words() -> None:
    lines = list(lines_of(tree(page(ARTICLE, "text-align: left"))))
    assert "".join(text.replace(" ", "") for text, *_ in lines) == "".join(ARTICLE).replace(" ", "")
    for _, _, texts in lines:
        assert texts[0].style["letter_spacing"] == "normal"
        assert texts[0].justification_spacing == 0


def test_paragraphs_with_formulas_and_pictures_in_them_are_composed_whole() -> None:
    """A formula takes its room in the line, and lines are filled around it."""
    drawn = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 3 1'><path d='M0 0h3v1z'/></svg>"
    formula = f'<img src="data:image/svg+xml,{quote(drawn)}" style="width: 3em">'
    margin = (148 - 18) * 96 / 25.4
    for paragraph in ARTICLE[2:8]:
        text = paragraph.replace(" ", f" {formula} ").replace("ที่", f"{formula}ที่", 3)
        *lines, _ = [box for _, box, _ in lines_of(tree(page([text])))]
        for line in lines:
            last = list(line.descendants())[-1]
            assert last.position_x + last.width == pytest.approx(margin, abs=1)


def test_inline_markup_is_set_like_plain_text() -> None:
    text = ARTICLE[1]
    marked = text[:60] + "<b>" + text[60:90] + "</b><a href='#x'><i>" + text[90:140] + "</i></a>"
    lines = list(lines_of(tree(page([marked + "<code>" + text[140:] + "</code>"]))))
    assert "".join(t for t, *_ in lines).replace(" ", "") == text.replace(" ", "")
    rights = {round(ts[-1].position_x + ts[-1].width) for _, _, ts in lines[:-1]}
    assert len(rights) == 1


def test_a_forced_line_end_is_kept_and_its_line_not_filled() -> None:
    lines = list(lines_of(tree(page(["สวัสดี ชาวโลก<br>บรรทัดใหม่ " + ARTICLE[1]]))))
    assert lines[0][0].strip() == "สวัสดี ชาวโลก"
    assert lines[0][2][0].justification_spacing == pytest.approx(LAST_SPACE * EM)


def test_the_machine_s_own_dictionary_changes_nothing() -> None:
    """With breaks that allow nothing but spaces, no line ends elsewhere: libthai has no say."""
    only_spaces = [text for text, *_ in lines_of(
        tree(page(ARTICLE, "text-align: left"),
             lambda text: [b for b in breaks(text) if text[b.offset - 1] == " "])
    )]  # fmt: skip
    joined = " ".join(ARTICLE)
    at = 0
    for line in only_spaces[:-1]:
        at = joined.index(line, at) + len(line)
        if joined[at] != " ":  # a phrase wider than the column is parted between clusters
            assert len(line) > 40


def test_where_no_plan_can_be_made_lines_still_end_at_our_breaks() -> None:
    image = (
        "<img src='data:image/png;base64,' style='width: 5mm; height: 3mm; display: inline-block'>"
    )
    html = page([ARTICLE[1] + " " + image + " " + ARTICLE[2]], "text-align: left",
                f"<table style='width: 60mm'><td>{ARTICLE[1]}</td></table>")  # fmt: skip
    for tag, source in (("p", ARTICLE[1]), ("td", ARTICLE[1])):
        at = 0
        for text, *_ in lines_of(tree(html), tag):
            if not source.startswith(text, at):
                break
            rest = source[at:]
            ends = [*(end for end, _ in breaks(rest, WORDS)), len(rest)]
            assert text in (rest[:end].rstrip(" ") for end in ends)
            at += len(text) + len(rest[len(text) :]) - len(rest[len(text) :].lstrip(" "))
        assert at > 100


@pytest.mark.parametrize(
    "text",
    [
        "".join(re.findall("[\u0e01-\u0e2e\u0e30-\u0e4e]", "".join(ARTICLE)))[:3000],
        (" ".join(ARTICLE) * 2)[:10_000],
        "ก่อน " + "Pneumonoultramicroscopic" * 9 + " หลัง http://a.th/" + "a" * 150,
        "ก" * 300,
        "ยิ้ม 😀👩‍👩‍👧‍👦🇹🇭❤️ ต่อ " * 20,
        "นโม ตสฺส ภควโต สมฺมาสมฺพุทฺธสฺส พุทฺธํ " * 20,
        "ພາສາລາວ ສະບາຍດີ 中文字测试，今天。日本語 한국어 ภาษาไทย " * 10,
        "่้๊๋์ ็ ํ ๎ ัััั ก่่่่ เเเเ ๆๆๆ ฯฯฯ “”‘’(()) " * 8,
        "คำ\u200bคั่น\u2060กัน\u00a0แบบ " * 30,
    ],
    ids=[
        "no space",
        "10 000",
        "wide",
        "one letter",
        "emoji",
        "Pali",
        "Lao CJK",
        "marks",
        "invisible",
    ],
)
def test_nothing_is_lost_and_nothing_leaves_the_page(text: str) -> None:
    data = pdf(page([text]))
    wanted = sum(unicodedata.category(c)[0] in "LN" for c in text)
    found = 0
    with pypdfium2.PdfDocument(data) as document:
        for sheet in document:
            layer = sheet.get_textpage()
            for index in range(layer.count_chars()):
                character = layer.get_text_range(index, 1)
                if character and unicodedata.category(character[0])[0] in "LN":
                    found += 1
                    left, bottom, right, top = layer.get_charbox(index)
                    assert 0 <= left <= right <= 148 / 25.4 * 72
                    assert 0 <= bottom <= top <= 210 / 25.4 * 72
    assert found >= wanted


# --- the text layer


def _pattern(text: str) -> str:
    """The text, where a line may end anywhere and a space may be a line's end."""
    parts = (r"[ \r\n]+" if c == " " else re.escape(c) for c in text)
    return r"[\r\n]*".join(parts)


def _read(tool: str, path: Path) -> str:
    if tool == "pdfium":
        with pypdfium2.PdfDocument(path) as document:
            return "\n".join(sheet.get_textpage().get_text_range() for sheet in document)
    command = {
        "poppler": ["pdftotext", str(path), "-"],
        "poppler raw": ["pdftotext", "-raw", str(path), "-"],
        "mupdf": ["mutool", "draw", "-q", "-F", "txt", str(path)],
        "pdf.js": ["node", str(ROOT / "tests" / "js" / "extract.mjs"), str(path)],
    }[tool]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.mark.parametrize("face", FONTS)
def test_every_sentence_comes_out_whole_in_every_face(face: str, tmp_path: Path) -> None:
    """Poppler and PDFium: to the letter. MuPDF and pdf.js: after NFKC, as they search."""
    is_default = "Sarabun" in face
    texts = [*HARD, *(ARTICLE if is_default else ARTICLE[::6])]
    styles = ["text-align: justify"] * is_default + ["text-align: left"]
    _read_whole(texts, styles, face, tmp_path / "out.pdf")


def test_a_circle_typed_twice_is_there_twice(tmp_path: Path) -> None:
    """MuPDF leaves out what stands twice in one place."""
    path = tmp_path / "out.pdf"
    path.write_bytes(pdf(page(["ทำ กํำ ขํํ ทำ"]), "Sarabun/Sarabun-Regular.ttf"))
    for tool in ("poppler", "pdfium"):
        assert "ทำ กํำ ขํํ ทำ" in _read(tool, path)


@pytest.mark.parametrize(
    "typed", ["ผ\u0e49\u0e39", "ก\u0e4a\u0e38", "พ\u0e48\u0e3a", "ก\u0e49\u0e33\u0e39"]
)
def test_marks_in_a_wrong_order_spoil_no_other_words(typed: str, tmp_path: Path) -> None:
    """The first that is drawn of a mark tells what it says everywhere."""
    path = tmp_path / "out.pdf"
    path.write_bytes(pdf(page([f"{typed} ผู้พูด กุ๊ก สฺส ค่ำ"]), "Sarabun/Sarabun-Regular.ttf"))
    for tool in ("poppler", "pdfium"):
        assert "ผู้พูด กุ๊ก สฺส ค่ำ" in _read(tool, path)


def test_scripts_that_no_face_has_are_boxes_that_say_their_letters(tmp_path: Path) -> None:
    """HarfBuzz parts Lao ຳ and reorders Khmer; what is copied is what was written.

    pdf.js takes a mark for one of no width, and its box for a space after it; hence `tight`.
    """
    texts = [
        "ลาว ນ້ຳດື່ມ ທຳ ກໍາ ພາສາລາວ จบ",
        "เขมร ភាសាខ្មែរ ក្រោម ฮินดี नमस्ते हिन्दी จบ",
        "จีน 中文字测试，今天。 ญี่ปุ่น 日本語 เกาหลี 한국어 จบ",
    ]
    styles = ["text-align: justify", "text-align: left"]
    path = tmp_path / "out.pdf"
    _read_whole(texts, styles, "Sarabun/Sarabun-Regular.ttf", path, tight=("pdf.js",))


def _read_whole(
    texts: list[str], styles: list[str], face: str, path: Path, tight: tuple[str, ...] = ()
) -> None:
    for style in styles:
        path.write_bytes(pdf(page(texts, style), face))
        for tool in ("poppler", "poppler raw", "pdfium", "mupdf", "pdf.js"):
            exact = "po" in tool or tool == "pdfium"
            read = _read(tool, path).replace("\f", "\n")
            read = read if exact else unicodedata.normalize("NFKC", read)
            for text in texts:
                wanted = text if exact else unicodedata.normalize("NFKC", text)
                if tool in tight:
                    wanted, read = wanted.replace(" ", ""), read.replace(" ", "")
                assert re.search(_pattern(wanted), read), (tool, style, text)
            assert not re.search("[\u200b\u2060\ufffe]", read)


def test_tracked_sara_am_keeps_its_circle_on_the_consonant() -> None:
    """sealreq#16: the space goes between the circle and the า."""
    tracked = [
        box
        for _, _, texts in lines_of(tree(page(["ทำน้ำ" * 100])))
        for box in texts
        if box.style["letter_spacing"] not in ("normal", 0)
    ]
    assert tracked
    for box in tracked:
        assert "\u0e33" not in box.pango_layout.text
        assert "ท\u0e4d\u0e32" in box.pango_layout.text
        assert "น\u0e4d\u0e49\u0e32" in box.pango_layout.text


def test_lines_that_the_author_ends_are_planned_together() -> None:
    """A poem of a thousand lines is not planned a thousand times."""
    asked: list[str] = []

    def find(text: str) -> Any:
        asked.append(text)
        return breaks(text, WORDS)

    tree(page(["ก ข / ค ง<br>\n" * 50]), find)
    assert sum(map(len, asked)) < 5 * 50 * len("ก ข / ค ง\n ")


# --- the seam


def test_weasyprint_is_the_version_that_the_seam_was_made_for() -> None:
    assert weasyprint.__version__.split(".")[0] == "70"


@pytest.mark.parametrize(
    ("function", "parameters"),
    [
        (inline.split_inline_box,
         "context box position_x max_x bottom_space skip_stack containing_block absolute_boxes "
         "fixed_boxes line_placeholders waiting_floats line_children first_letter_style "
         "first_line_style"),
        (inline.text_align, "context line available_width last"),
        (line_break.split_first_line,
         "text style context max_width justification_spacing is_line_start minimum"),
        (line_break.create_layout, "text style context max_width justification_spacing"),
        (line_break.first_line_metrics,
         "first_line text layout resume_at space_collapse style hyphenated hyphenation_character"),
        (line_break.can_break_text, "text lang"),
        (line_break.line_size, "line style"),
        (line_break._font_style_cache_key, "style include_size"),
        (draw_text.draw_first_line, "stream textbox text_overflow block_ellipsis matrix"),
        (pydyf.Stream.set_color_rgb, "self r g b stroke"),
        (page_layout.make_page,
         "context root_box page_type resume_at page_number page_state"),
        (TargetCollector.cache_target_page_counters,
         "self anchor_name page_counter_values page_maker_index page_maker"),
        (page_layout.set_page_type_computed_styles, "page_type html style_for"),
        (inline.handle_leader, "context line containing_block"),
        (table.auto_table_layout, "context box containing_block"),
        (layout.layout_fixed_boxes, "context pages containing_page"),
        # Sections apart, and joined.
        (css.find_stylesheets,
         "wrapper_element device_media_type url_fetcher base_url font_config counter_style "
         "color_profiles page_rules layers"),
        (TargetCollector.lookup_target, "self anchor_token source_box css_token parse_again"),
        (layout.make_margin_boxes, "context page state"),
        (line_break.Layout.setup, "self style"),
        (page_layout.resolve_percentages, "box containing_block"),
        (page_layout._standardize_page_based_counters, "style pseudo_type"),
        (block._add_break_values, "box side"),
        (background.layout_box_backgrounds,
         "page box get_image_from_uri layout_children style"),
        (weasyprint.Document.__init__,
         "self pages metadata url_fetcher font_config color_profiles output_intent"),
        (weasyprint.Document._build_layout_context,
         "html font_config counter_style color_profiles options"),
        (weasyprint.svg.paint_mask, "svg node mask font_size"),
        (weasyprint.pdf._use_references, "pdf resources images color_profiles"),
        (weasyprint.pdf.build_fonts_dictionary, "pdf fonts compress subset options"),
        (weasyprint.pdf.Stream.__init__,
         "self fonts page_rectangle resources images tags color_profiles output_intent args "
         "kwargs"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)  # fmt: skip
def test_what_we_replace_or_call_has_not_changed(function: Any, parameters: str) -> None:
    assert list(inspect.signature(function).parameters) == parameters.split()


def test_the_declarations_are_those_of_the_weasyprint_that_is_installed() -> None:
    """Else they are parsed in each process; `python -m benchmarks.prepare_declarations`."""
    assert DECLARATIONS.read_text("ascii") == prepared()


def test_a_page_gets_the_styles_that_weasyprint_gives_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ours does not look for them among those of all elements."""
    source = "p { page: other } p + p { break-before: right } @page { margin: 9mm; @top-left { "
    source += "content: 'a' } } @page :left { @top-left { color: red } @bottom-center { content: "
    source += "counter(page) } } @page :blank { margin: 1mm } @page other { size: 90mm }"
    html = weasyprint.HTML(string=f"<style>{source}</style><h1>a</h1><p>b</p><p>c</p>")
    theirs = html.write_pdf(pdf_identifier=b"x")
    monkeypatch.setattr(page_layout, "set_page_type_computed_styles", style_page)
    ours = of_generated(page_layout.resolve_percentages)
    monkeypatch.setattr(page_layout, "resolve_percentages", ours)
    assert html.write_pdf(pdf_identifier=b"x") == theirs


def test_look_ups_find_what_weasyprint_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Mentions of pages before and after, a contents page that grows, and the last page."""
    source = "@page { size: 60mm 40mm; @bottom-left { content: counter(page) ' / ' counter(pages) "
    source += "} } a::after { content: ' ' target-counter(attr(href url), page) "
    source += "} h2 { break-before: page; bookmark-label: counter(page) content() }"
    links = "".join(f"<p><a href='#n{number}'>go</a></p>" for number in (*range(6), 3, 3))
    parts = "".join(
        f"<h2 id=n{number}>{number}</h2><p>{'text ' * 9 * number}<a href='#n{5 - number}'>x</a>"
        for number in range(6)
    )
    html = weasyprint.HTML(string=f"<style>{source}</style>{links}{parts}")
    named = {"pdf_identifier": b"x", "pdf_tags": True}
    theirs = html.write_pdf(**named)
    for owner, name, ours in (
        (page_layout, "make_page", EarlierPages(page_layout.make_page).make_page),
        (TargetCollector, "cache_target_page_counters",
         cache_target_page_counters(TargetCollector.cache_target_page_counters)),
        (pydyf.PDF, "page_references", property(page_references)),
    ):  # fmt: skip
        monkeypatch.setattr(owner, name, ours)
    assert html.write_pdf(**named) == theirs


def test_nothing_is_fixed_on_all_pages() -> None:
    """The seam leaves out the search for it, which reads all pages for each page."""
    for sheet in (ROOT / "styles").glob("*.css"):
        assert "fixed" not in re.sub(r"/\*.*?\*/|table-layout: fixed", "", sheet.read_text("utf-8"))


def test_black_is_printed_with_black_ink_alone(tmp_path: Path) -> None:
    """RGB black may be mixed of four inks on a press; colours stay what they are."""
    body = "<hr style='border: 1px solid'><p style='color: #777'>ก</p><p style='color: red'>ข</p>"
    path = tmp_path / "out.pdf"
    path.write_bytes(pdf(page([ARTICLE[2]], body=body)))
    inside = subprocess.run(
        ["mutool", "show", "-b", str(path), "pages/1/Contents"], check=True, capture_output=True
    ).stdout
    used = set(re.findall(rb"[\d. ]+ (?:g|G|rg|RG)\b", inside))
    assert {b"0 g", b"0.466667 g", b"1 0 0 rg"} <= {colour.strip() for colour in used}
    assert not re.search(rb"([\d.]+) \1 \1 (rg|RG)\b", inside)


def test_the_seam_is_closed_again_after_use() -> None:
    before = [inline.split_inline_box, inline.text_align, preferred.split_first_line]
    with our_layout(LineSetter(breaks)):
        assert inline.split_inline_box is not before[0]
    assert [inline.split_inline_box, inline.text_align, preferred.split_first_line] == before


def test_glyph_records_are_as_pango_lays_them_out() -> None:
    from weasyprint.text.ffi import ffi

    from thaibook.pdf.weasyprint70.glyph_runs import GLYPH

    assert ffi.sizeof("PangoGlyphInfo") == GLYPH.size
    assert [ffi.offsetof("PangoGlyphInfo", *way) for way in
            (["glyph"], ["geometry", "width"], ["geometry", "x_offset"], ["geometry", "y_offset"])
            ] == [0, 4, 8, 12]  # fmt: skip


# --- long books


def test_breaks_found_ahead_are_the_same() -> None:
    words = frozenset(WORDS)
    found = breaks_ahead(ARTICLE, words)
    of_another_process = breaks_ahead((), words, packed_breaks(ARTICLE[:2], words))
    for text in [*ARTICLE, "ข้อความอื่นที่ไม่ได้เตรียมไว้"]:
        wanted = breaks(text, words, choosy=True)
        assert list(found(text)) == list(of_another_process(text)) == wanted


def test_the_texts_worked_out_ahead_are_those_of_the_layout(manuscript: Write) -> None:
    text = "# หัวเรื่อง & ชื่อ\n\nข้อความ **หนา** และ [ลิงก์](https://a.th) ต่อ\n\n- ก <b>ข</b>\n- ค\n"
    _, book, design, _ = prepare(manuscript(text))
    texts = [text for section in paper_sections(book, design) for text in section.texts]
    for wanted in ("หัวเรื่อง & ชื่อ", "ข้อความ หนา และ ลิงก์ ต่อ", "ก ข", "ค"):
        assert wanted in texts


NAME = "สายลมแสงแดด"  # of four words


def _chapter_lines(folder: Path) -> list[tuple[str, float]]:
    """(text, right edge in points) of each line on the first page of the chapter."""
    _, book, design, _ = prepare(folder)
    with pypdfium2.PdfDocument(pdf_bytes(book, design)) as document:
        layer = document[4].get_textpage()  # after cover and title page, each with its back
        lines, at = [], 0
        for line in layer.get_text_range().split("\r\n"):
            words = line.rstrip()
            right = layer.get_charbox(at + len(words) - 1, loose=True)[2]
            lines.append((words, right))
            at += len(line) + len("\r\n")
    assert lines[0][0] == "บท"
    return lines[1:-1]  # without heading and folio


@pytest.mark.parametrize(("justify", "words"), [(True, ""), (True, NAME), (False, NAME)])
def test_a_typographer_s_settings_reach_the_page(
    manuscript: Write, justify: bool, words: str
) -> None:
    """Lines are filled, or ragged; a name is whole where words.txt says so, else cut."""
    line = f" {NAME} ทำงาน{NAME}ทุกวัน ด้วย{NAME}และ{NAME}แล้ว" * 2 + f"{NAME}ก็จบ"
    text = "\n\n".join("ไป" * number + line for number in range(1, 7))
    folder = manuscript(f"# บท\n\n{text}\n", f"typography: {{justify: {str(justify).lower()}}}\n")
    (folder / "words.txt").write_text(f"# ชื่อ\n{words} # คน\n", "utf-8")
    lines = _chapter_lines(folder)
    assert len(lines) > 14
    ends = [right for said, right in lines if not said.endswith("จบ")]
    assert (max(ends) - min(ends) <= 1) is justify
    parted = "".join(said for said, _ in lines).count(NAME) - sum(s.count(NAME) for s, _ in lines)
    assert (parted == 0) is bool(words)


def test_texts_are_laid_out_as_weasyprint_lays_them_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts of one style share a context, a font and features, and each has its own spacing."""
    spans = (
        "กำลังใจ <b>หนา</b> <i>Fine 1/2</i> <u>ขีด</u> <span style='letter-spacing: 2px'>ห่าง</span>",
        "<span style='font-feature-settings: \"liga\" 0; font-variant: small-caps'>fi Aa</span>",
        "<span lang=en style='font-kerning: none'>AVA</span> <s>ตัด</s> <span dir=rtl>שלום</span>",
    )
    html = weasyprint.HTML(string=f"<p>{'<p>'.join(spans * 2)}")
    theirs = html.write_pdf(pdf_identifier=b"x")
    layouts = TextLayouts()
    monkeypatch.setattr(
        line_break.Layout, "setup", lambda layout, style: layouts.setup(layout, style)
    )
    for _ in range(2):
        font_config = weasyprint.text.fonts.FontConfiguration()
        layouts._models.clear()
        assert html.write_pdf(pdf_identifier=b"x", font_config=font_config) == theirs


def test_the_mask_of_a_drawing_lies_where_its_figure_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """WeasyPrint puts it at the origin of the drawing, and hides a figure that is elsewhere."""
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="50"><mask id="m">'
        '<rect width="200" height="50" fill="#fff"/></mask>'
        '<rect x="150" width="50" height="50" mask="url(#m)"/></svg>'
    )
    html = f"<style>@page {{ size: 200px 50px; margin: 0 }} * {{ margin: 0 }}</style>{drawing}"
    monkeypatch.setattr(weasyprint.svg, "paint_mask", over_the_figure(weasyprint.svg.paint_mask))
    pdf = weasyprint.HTML(string=html).write_pdf()
    page = pypdfium2.PdfDocument(pdf)[0].render(scale=1).to_pil().convert("L")
    assert page.getpixel((130, 20)) == 0
    assert page.getpixel((40, 20)) == 255
