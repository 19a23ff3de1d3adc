"""Designs, the keys of the looks, and the author's own style sheets."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from conftest import DATA, ROOT, run, told

from thaibook.build import build, prepare
from thaibook.compose import compose
from thaibook.design import face_names, load_design, placed_styles
from thaibook.load import load_manuscript, read_own_files
from thaibook.load.looks_settings import LONG_CHAPTER, about, designs
from thaibook.messages import BookError, Problem
from thaibook.model import Looks, Manuscript, OwnFile, Typography
from thaibook.pdf import own_sheets_bounds
from thaibook.pdf.front_matter import Numbering, letters, roman

Write = Callable[..., Path]
PROSE = "เช้าวันนั้นหมอกลงจัดจนมองไม่เห็นฝั่งตรงข้าม ยายจุดไฟในเตาถ่าน เสียงไม้แตกแล้วเงียบไป " * 3


def loaded(folder: Path) -> Manuscript:
    return load_manuscript(folder, face_names)


def body(folder: Path, name: str = "chapter-1") -> str:
    book, _ = compose(loaded(folder))
    return next(section.body for section in book.sections if section.name == name)


# --- designs


def test_there_are_six_designs_and_each_says_what_it_is_for() -> None:
    assert {"novel", "essay", "textbook", "poetry", "report", "classic"} <= set(designs())
    for name in designs():
        assert re.fullmatch(r"[A-Z].+ · [\u0e00-\u0e7f ]+", about(name)), name


@pytest.mark.parametrize("design", designs())
def test_the_sheets_of_a_design_are_understood(design: str, manuscript: Write) -> None:
    """Every declaration has an effect on paper, and every sheet is a rightful one."""
    from thaibook.pdf import style_faults

    book = loaded(manuscript(yaml=f"design: {design}\n"))
    plain = load_design()
    made = load_design(book.typography, book.looks)
    for name, css in {*made.shared_css, *made.print_css} - {*plain.shared_css, *plain.print_css}:
        faults = [f for f in style_faults(css, True) if "background-size" not in f[1]]
        assert faults == [], name
        sheet = OwnFile("styles/print.css", Path(name), css.encode())
        assert "url(" in css or placed_styles(book.folder, [sheet]).problems == (), name


def test_what_the_author_says_comes_before_the_design(manuscript: Write) -> None:
    novel = loaded(manuscript(yaml="design: novel\n"))
    assert (novel.looks.design, novel.looks.align, novel.looks.head_left) == (
        "novel", "center", "author")  # fmt: skip
    assert (novel.typography.body, novel.typography.numbering) == ("Trirong", "arabic")
    own = loaded(
        manuscript(
            yaml="design: novel\nopenings: {align: right}\nheads: {left: none}\n"
            "typography: {body: niramit, numbering: none}\n"
        )
    )
    assert (own.looks.align, own.looks.head_left, own.looks.folio) == ("right", "none", "center")
    assert (own.typography.body, own.typography.numbering) == ("Niramit", "none")


def test_a_book_without_these_keys_has_the_sheets_it_always_had(manuscript: Write) -> None:
    book = loaded(manuscript())
    assert (book.looks, book.typography) == (Looks(), Typography())
    design = load_design(book.typography, book.looks)
    assert [name for name, _ in design.shared_css] == [
        "text-Sarabun.css", "display.css", "shared.css", "markup.css"]  # fmt: skip
    assert [name for name, _ in design.print_css] == ["page.css", "print.css", "markup-print.css"]


def test_an_unknown_design_is_told_with_those_there_are(manuscript: Write) -> None:
    with pytest.raises(BookError) as caught:
        loaded(manuscript(yaml="design: nvoel\nfolios: {place: middle}\nopenings: {sinkage: 99}\n"))
    problems = caught.value.problems
    assert [(p.code, p.line) for p in problems] == [("wrong-value", 3), ("wrong-value", 4),
                                                    ("wrong-value", 5)]  # fmt: skip
    assert "novel" in problems[0].hint()


def test_short_chapters_begin_on_any_page_and_long_ones_on_the_right(manuscript: Write) -> None:
    folder = manuscript(yaml="design: novel\n")
    (folder / "book.yaml").write_text("title: ก\nchapters: [a.md, b.md]\ndesign: novel\n")
    for length, page in ((LONG_CHAPTER // 3, "any"), (LONG_CHAPTER + 9, "recto")):
        for name in "ab":
            (folder / f"{name}.md").write_text(f"# {name}\n\n{'ก' * length}\n")
        assert loaded(folder).looks.openings == page


# --- openings


@pytest.mark.parametrize(
    ("text", "cap", "deep"),
    [
        ("ผู้เห็นเหตุการณ์", "ผู้", True),
        ("เมื่อวานนี้", "เมื่", False),
        ("น้ำค้าง", "น้ำ", False),
        ("“กำลังจะไป”", "“กำ", False),
        ("ไม่มีใคร", "ไม่", False),
        ("ญาติผู้ใหญ่", "ญ", True),
        ("กาลครั้งหนึ่ง", "ก", False),
        ("Élan vital", "É", False),
        ("๑๒ ปีก่อน", "๑", False),
    ],
)
def test_a_drop_cap_is_a_whole_cluster(text: str, cap: str, deep: bool, manuscript: Write) -> None:
    found = body(manuscript(f"# บท\n\n{text} {PROSE}\n", yaml="openings: {drop_cap: 2}\n"))
    cls = "drop-cap deep" if deep else "drop-cap"
    assert f'<p class="opening"><span class="{cls}">{cap}</span>' in found


def test_the_first_words_lead_in_and_no_letter_is_lost(manuscript: Write) -> None:
    plain = body(manuscript(f"# บท\n\n{PROSE}\n"))
    led = body(manuscript(f"# บท\n\n{PROSE}\n", yaml="openings: {lead_in: true, drop_cap: 2}\n"))
    assert re.search(r'<span class="lead-in"><span class="drop-cap">เช้</span>า', led)
    bare = re.compile("<[^>]+>")
    assert bare.sub("", led) == bare.sub("", plain)


@pytest.mark.parametrize("text", ["- รายการ", "## หัวข้อ", "สั้น", "**หนา** ตามมา", "![ก](a.png)"])
def test_what_is_no_running_text_has_no_cap(text: str, manuscript: Write) -> None:
    folder = manuscript(f"# บท\n\n{text}\n", yaml="openings: {drop_cap: 3, flush: true}\n")
    (folder / "a.png").write_bytes((DATA / "broken/image-alt/dot.png").read_bytes())
    assert "drop-cap" not in body(folder)


def test_ornaments_are_signs_or_pictures(manuscript: Write) -> None:
    yaml = "openings: {ornament: leaf.svg}\nscenes: leaf.svg\n"
    shape = b'<path d="M0 0h9v9z"/></svg>'
    leaf = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">' + shape
    folder = manuscript(f"# บท\n\n{PROSE}\n\n* * *\n\nจบ\n", yaml=yaml, **{"leaf.svg": leaf})
    shown = r'<p class="ornament" aria-hidden="true"><img src="\.\./images/leaf-'
    assert re.search(shown, body(folder))
    book = prepare(folder)
    assert any("images/leaf-" in css for _, css in book.design.shared_css)
    with pytest.raises(BookError) as caught:
        loaded(manuscript(yaml="scenes: none.png\n"))
    assert [p.code for p in caught.value.problems] == ["image-missing"]


# --- numbers of pages, contents


def test_pages_before_the_text_have_letters_or_roman_numbers() -> None:
    assert [letters(n) for n in (1, 3, 4, 8, 41, 42)] == ["ก", "ค", "ง", "ซ", "ฮ", "กก"]
    assert [roman(n) for n in (1, 4, 9, 14, 49, 90)] == ["i", "iv", "ix", "xiv", "xlix", "xc"]
    numbers = Numbering(first=1, main=9, before="thai", digits="thai")
    assert [numbers.folio(index) for index in (0, 1, 7, 8, 9, 10)] == ["", "ก", "ช", "ซ", "๑", "๒"]


def contents(depth: str, manuscript: Write) -> str:
    text = "# บท\n\n## หัวข้อ\n\n### ย่อย\n\n#### ลึก\n\nข้อความ\n"
    deep = f"contents: {{depth: {depth}}}\n" if depth else ""
    folder = manuscript(text, yaml=f"creators: [มาลี]\n{deep}")
    return body(folder, "contents")


def test_the_contents_are_as_deep_as_the_author_wants(manuscript: Write) -> None:
    shown = {depth: contents(depth, manuscript) for depth in ("1", "2", "", "3")}
    assert "หัวข้อ" not in shown["1"]
    assert "หัวข้อ" in shown["2"]
    assert "ย่อย" not in shown["2"]
    assert shown[""] == shown["2"]
    assert "ย่อย" in shown["3"]
    assert "ลึก" not in shown["3"]


def test_a_page_that_says_nothing_but_the_title_is_left_out(manuscript: Write) -> None:
    def names(yaml: str) -> list[str]:
        book, _ = compose(loaded(manuscript(yaml=yaml)))
        return [section.name for section in book.sections]

    assert names("") == ["titlepage", "contents", "chapter-1", "credits"]
    assert names("design: novel\n") == ["contents", "chapter-1"]
    assert names("design: novel\ncreators: [มาลี]\n") == ["titlepage", "contents", "chapter-1",
                                                          "credits"]  # fmt: skip


# --- the author's own sheets


def own(folder: Path, **sheets: str) -> list[Problem]:
    (folder / "styles").mkdir(exist_ok=True)
    for name, css in sheets.items():
        (folder / "styles" / f"{name}.css").write_text(css, "utf-8")
    problems: list[Problem] = []
    files = read_own_files(folder, problems)
    return [*problems, *placed_styles(folder, files).problems]


@pytest.mark.parametrize(
    ("css", "code", "line"),
    [
        ("\n@import 'a.css';", "style-refused", 2),
        ("p { background: url(https://example.org/a.png) }", "style-address", 1),
        ("p { background: url(//example.org/a.png) }", "style-address", 1),
        ("/* a\n b */\np { background: URL( '../../a.png' ) }", "style-address", 3),
        ("p { background: url(/etc/passwd) }", "style-address", 1),
        ("p { background: url(data:image/png;base64,AA) }", "style-address", 1),
        ("p { background: url(../book.yaml) }", "style-address", 1),
        ("p { background: u\\72l(../images/a.png) }", "style-address", 1),
        ("p { background: url(../images/no.png) }", "image-missing", 1),
        ("@font-face { font-family: a; src: url(../fonts/no.otf) }", "style-missing", 1),
        ("p { background: image-set('a.png' 1x) }", "style-refused", 1),
        ("p { width: expression(alert(1)) }", "style-refused", 1),
        ("p { -moz-binding: none }", "style-refused", 1),
        ("p { direction: rtl }", "style-refused", 1),
        ("h1 { color: red }\np { color: red\n", "style-broken", 2),
        ("p { color: red }}", "style-broken", 1),
        ("p { color: red }\n\np { colour }", "style-broken", 3),
        ("p { content: 'a\n' }", "style-broken", 1),
        ("p {" + "a:" + "(" * 99, "style-broken", 1),
        ("@pgae { margin: 0 }", "style-unknown-rule", 1),
        ("p {\n margin: 1e9pt }", "style-too-much", 2),
        ("p { width: calc(1px * -1e300) }", "style-too-much", 1),
        ("p { column-width: 1e-9px }", "style-too-much", 1),
        ("body { columns: 100000 }", "style-too-much", 1),
        ("div { grid-template: repeat(100000000, 1px) / 1fr }", "style-too-much", 1),
        ("@page { @top-left { content: '" + "ก" * 2_001 + "' } }", "style-too-much", 1),
        ("p { font-family: a" + ", a" * 100 + " }", "style-too-much", 1),
        ("\n" + "* " * 62 + "{ color: red }", "style-too-much", 2),
        ("p, a { color: red }" * 2_501, "style-too-much", 1),
        (
            ":root { --0: 1px; }\n:root {"
            + "".join(f"--{n + 1}: var(--{n}) var(--{n});" for n in range(30))
            + "}",
            "style-too-much",
            2,
        ),
    ],
)
def test_a_fault_of_a_sheet_has_its_line(css: str, code: str, line: int, manuscript: Write) -> None:
    found = own(manuscript(), shared=css)
    assert (code, line) in {(p.code, p.line) for p in found}
    assert found[0].path.endswith("shared.css")


@pytest.mark.parametrize(
    ("css", "letters"),
    [
        ("p::before { content: 'แอบ ' counter(x) }", ["แอบ"]),
        (":root { --x: 'แอบ' } @media all { p::after { content: var(--x) } }", ["แอบ"]),
        ("li { list-style-type: 'ก. ' }", ["ก."]),
        ("p { quotes: 'A' 'B' }", ["AB"]),
        ("a::after { content: attr(href) }", ["attr(href)"]),
        ("h2::before { content: '§ ' counter(h2) '. ' }", []),
        ("@page { @top-center { content: 'หัวกระดาษ' } }", []),
        ("a::after { content: target-counter(attr(href), page) }", []),
    ],
)
def test_words_that_a_sheet_draws_are_told(css: str, letters: list[str], manuscript: Write) -> None:
    found = own(manuscript(), print=f"\n{css}")
    assert [(each.code, each.line) for each in found] == [("style-adds-words", 2)] * len(letters)
    assert [dict(each.words)["letters"] for each in found] == letters


def test_what_sheets_say_every_day_is_not_too_much(manuscript: Write) -> None:
    css = (
        "h1 { text-indent: -9999px; z-index: 2147483647; border-radius: 9999px } "
        "@media (min-width: 600px) { p { --a: 1px; margin: var(--a) var(--a); columns: 12 } } "
        "@font-face { font-family: a; src: local(a); unicode-range: U+0E00-0E7F }"
    )
    assert own(manuscript(), epub=css, cover="p { margin: 0 }") == []


@pytest.mark.parametrize(
    ("css", "reason"),
    [
        ("p { letter-spacing: 99999em; font-size: 9999em }", "the engine of the pages fails at it"),
        ("* { columns: 3 }", "it takes more time or memory than any page needs"),
    ],
)
def test_what_the_engine_cannot_do_is_told(
    css: str, reason: str, manuscript: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sheet of values that all may be there, and that no page can be made of."""
    monkeypatch.setattr(own_sheets_bounds, "SECONDS", 0.5)
    folder = manuscript("# ก\n\n" + "- ข ค\n\n  > ง\n\n" * 20)
    assert own(folder, print=css) == []
    with pytest.raises(BookError) as caught:
        build(folder, folder / "out", epub=False)
    (found,) = [each for each in caught.value.problems if each.is_error]
    assert found.code == "style-unusable"
    assert Path(found.path) == folder / "styles/print.css"
    assert reason in found.message()
    assert found.message("th") != found.message()


@pytest.mark.parametrize(
    "declaration",
    [
        "padding: var()",
        "column-count: calc(NaN)",
        "background: red; border-top-right-radius: translate(calc(1em + 2%), max(1px, 2px))",
    ],
)
def test_the_line_that_the_engine_fails_at_is_told(declaration: str, manuscript: Write) -> None:
    """CSS that WeasyPrint neither ignores nor can use, as it is read or as it is laid out."""
    folder = manuscript("# ก\n\nข\n")
    css = (
        f"h1 {{ color: red }}\n@media print {{\n p {{ color: blue;\n {declaration};\n}} }}\n* {{}}"
    )
    own(folder, print=css)
    with pytest.raises(BookError) as caught:
        build(folder, folder / "out", epub=False)
    (found,) = [each for each in caught.value.problems if each.is_error]
    assert (found.code, found.line) == ("style-unusable", 4)
    assert Path(found.path) == folder / "styles/print.css"


def test_a_link_that_leads_outside_is_no_picture(manuscript: Write, tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes((DATA / "broken/image-alt/dot.png").read_bytes())
    folder = manuscript()
    (folder / "link.png").symlink_to(tmp_path / "secret.png")
    found = own(folder, print="p { background: url(../link.png) }")
    assert [p.code for p in found] == ["style-address"]


def test_what_does_nothing_is_told_with_its_line(manuscript: Write) -> None:
    folder = manuscript()
    paper = "h2 {\n  colr: red;\n  margin: wide;\n}\n"
    own(folder, print=paper, epub="p { colr: red; hyphens: x }")
    done = run(str(folder), "-o", str(folder / "out"), "--epub")
    assert "style-ignored" in done.stderr
    said = re.findall(r"styles/(\S+): style-ignored (\S+:)", told(done.stderr))
    paper_said = [("print.css:2", "colr:"), ("print.css:3", "margin:")]
    assert said == [("epub.css:1", "colr:"), *paper_said]
    assert done.returncode == 0


def test_own_sheets_go_on_top_and_their_pictures_along(manuscript: Write) -> None:
    folder = manuscript(yaml="design: novel\n")
    dot = (DATA / "broken/image-alt/dot.png").read_bytes()
    (folder / "dot.png").write_bytes(dot)
    assert (
        own(folder, shared="h1 { background: url(../dot.png) }", print="h1 { color: #123 }") == []
    )
    epub, pdf = build(folder, folder / "out").files
    with zipfile.ZipFile(epub) as archive:
        css = archive.read("EPUB/styles/book.css").decode()
        (place,) = re.findall(r"url\(\.\./(images/.+?)\)", css)
        assert archive.read(f"EPUB/{place}")[:4] == b"\x89PNG"
    assert -1 < css.find(".text > h1 { margin-top: 3em;") < css.find(place)
    assert len(pypdfium2.PdfDocument(io.BytesIO(pdf.read_bytes()))) > 2


# --- fonts as a command


def test_fonts_lists_families_and_the_author_s_own(manuscript: Write) -> None:
    folder = manuscript()
    (folder / "fonts").mkdir()
    kanit = ROOT / "fonts/Kanit/Kanit-Medium.ttf"
    (folder / "fonts" / "good.ttf").write_bytes(kanit.read_bytes())
    (folder / "fonts" / "bad.ttf").write_bytes(b"no font")
    done = run("fonts", str(folder))
    assert done.returncode == 0
    for name in ("Sarabun", "Trirong", "Maitree", "Chonburi", "Charm"):
        assert re.search(rf"^  {name} ", done.stdout, re.MULTILINE)
    assert re.search(r"Kanit +fonts/good.ttf +500 +can be used", done.stdout)
    assert re.search(r"bad +fonts/bad.ttf .+it is broken", done.stdout)
    assert run("fonts", str(folder / "nowhere")).returncode == 1


def test_page_one_stands_on_the_right_where_the_pages_before_it_have_numbers_of_their_own(
    manuscript: Write,
) -> None:
    chapters = "".join(f"# บทที่ {number}\n\nก\n\n" for number in range(4))
    folder = manuscript(chapters, yaml="design: report\n")
    with pypdfium2.PdfDocument(build(folder, folder / "dist", epub=False).files[0]) as document:
        labels = [document.get_page_label(index) for index in range(len(document))]
    assert labels.index("1") % 2 == 0
