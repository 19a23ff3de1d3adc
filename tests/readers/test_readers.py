"""The article as real engines show it: nothing lost, nothing boxed, everything found."""

from __future__ import annotations

import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT, SAMPLE

from thaibook.build import build
from thaibook.load.unbroken_words import collect_words

from .__main__ import profiles
from .book import Opened, open_epub
from .engines import ENGINES, PHONE, Reading, read
from .judge import EDGE, Verdict, judge

HARD = Path(__file__).parent / "hard"
BROWSERS = ("Chromium", "foliate-js")
Judged = tuple[Opened, Reading, Verdict]


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Path], Judged]:
    """What an engine shows of a manuscript on every screen, asked once."""
    books: dict[Path, Opened] = {}
    known: dict[tuple[str, Path], Judged] = {}

    def ask(engine: str, folder: Path) -> Judged:
        if folder not in books:
            made = build(folder, tmp_path_factory.mktemp("readers"), pdf=False)
            books[folder] = open_epub(made.files[0])
        if (engine, folder) not in known:
            reading = read(engine, books[folder])
            verdict = judge(books[folder], reading, collect_words(folder, []))
            known[engine, folder] = books[folder], reading, verdict
        return known[engine, folder]

    return ask


every_engine = pytest.mark.parametrize("engine", ENGINES)
Ask = Callable[[str, Path], Judged]


@every_engine
def test_no_line_of_the_article_runs_off_the_page(engine: str, judged: Ask) -> None:
    """Telephone, e-ink and tablet, at the size of the book and at twice the size."""
    _, reading, verdict = judged(engine, ROOT / "book")
    assert len(reading.layouts) == 6
    assert verdict.off == 0
    assert verdict.unplaced == ()
    assert verdict.ends > 500


@every_engine
def test_nothing_is_a_box_and_every_letter_is_of_the_book_s_faces(engine: str, judged: Ask) -> None:
    _, reading, verdict = judged(engine, ROOT / "book")
    assert verdict.boxes == frozenset()
    assert verdict.foreign == 0
    assert sum(reading.fonts.values()) > 5000


@every_engine
def test_the_cover_is_shown_and_the_contents_lead_to_their_places(engine: str, judged: Ask) -> None:
    book, reading, verdict = judged(engine, ROOT / "book")
    assert reading.cover
    assert verdict.reached == len(book.contents) == len(reading.contents) == 5


@pytest.mark.parametrize("engine", BROWSERS)
def test_search_finds_words_across_break_marks(engine: str, judged: Ask) -> None:
    book, _, verdict = judged(engine, ROOT / "book")
    assert verdict.found == len(book.phrases) > 4


def test_an_engine_without_a_dictionary_ends_its_lines_between_words(judged: Ask) -> None:
    _, _, verdict = judged("MuPDF", ROOT / "book")
    assert len(verdict.cut) < 0.02 * verdict.ends


@pytest.mark.parametrize("engine", BROWSERS)
def test_an_engine_with_a_dictionary_of_its_own_seldom_cuts_a_word(
    engine: str, judged: Ask
) -> None:
    _, _, verdict = judged(engine, ROOT / "book")
    assert len(verdict.cut) < 0.04 * verdict.ends


@pytest.mark.parametrize("engine", BROWSERS)
def test_nothing_of_a_hard_text_is_lost(engine: str, judged: Ask) -> None:
    """Words and addresses wider than the screen, deep lists, a table, a wide picture."""
    book, _, verdict = judged(engine, HARD)
    assert verdict.off == 0
    assert verdict.unplaced == ()
    assert verdict.boxes <= {"😀"}  # of no face of the book; the builder warned
    assert verdict.reached == len(book.contents)


def test_mupdf_loses_of_a_hard_text_only_what_is_wider_than_its_column(judged: Ask) -> None:
    """Its tables do not shrink, and it measures too little before it parts a word."""
    _, reading, verdict = judged("MuPDF", HARD)
    lost = {text for layout in reading.layouts for text, over, *_ in layout.lines if over > EDGE}
    wide = ("Donau", "(ตารางกิโลเมต", "หมายเหตุ", "ตะวันออกเฉียงเห")
    assert all(text.startswith(wide) for text in lost)
    assert verdict.boxes == frozenset()


@pytest.mark.parametrize("engine", BROWSERS)
def test_nothing_of_a_book_with_everything_is_lost(engine: str, judged: Ask) -> None:
    """Notes, pictures, tables, code, verse, formulas, an index: at every size on every screen."""
    book, reading, verdict = judged(engine, SAMPLE)
    assert verdict.off == 0
    assert verdict.unplaced == ()
    assert verdict.boxes == frozenset()
    assert reading.cover
    assert verdict.reached == len(book.contents)
    assert verdict.noted == len(book.notes) == 8
    assert verdict.found == len(book.phrases)


def test_mupdf_loses_of_a_book_with_everything_only_cells_and_code(judged: Ask) -> None:
    """At twice the size on a telephone: words wider than their column, names in code."""
    book, reading, verdict = judged("MuPDF", SAMPLE)
    lost = {
        (layout.width, layout.percent, text)
        for layout in reading.layouts
        for text, over, *_ in layout.lines
        if over > EDGE
    }
    wide = ("ความเรียง", "B5", "บรรณาธิการ", "พิสูจน์อักษร", "signatures(", "print(", "เพราะโรงพิมพ์")
    assert all((width, percent) == (360, 200) for width, percent, _ in lost)
    assert [text for _, _, text in lost if not text.startswith(wide)] == []
    assert verdict.boxes == frozenset()
    assert verdict.reached == len(book.contents)
    assert verdict.noted == len(book.notes)


def test_old_engines_can_read_the_style_sheets(judged: Ask) -> None:
    """MuPDF leaves out the rest of a sheet in which it finds what it does not know."""
    book, _, _ = judged("MuPDF", SAMPLE)
    words = ["mutool", "draw", "-F", "txt", "-o", "/dev/null", str(book.path)]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    assert "css syntax error" not in done.stderr


def test_without_marks_lines_are_lost(tmp_path: Path) -> None:
    """Why the marks are there, and that the measure sees what they mend."""
    books = {
        name: open_epub(path) for name, path in profiles(HARD, tmp_path, ("zwsp", "wbr", "none"))
    }
    verdicts = {
        name: judge(book, read("MuPDF", book, [PHONE], [100])) for name, book in books.items()
    }
    assert verdicts["none"].off > 5
    assert verdicts["wbr"].off > verdicts["zwsp"].off
    assert {verdict.boxes for verdict in verdicts.values()} == {frozenset()}


@every_engine
def test_the_measures_see_what_is_wrong(
    engine: str, manuscript: Callable[..., Path], tmp_path: Path
) -> None:
    """A letter without a glyph, a line that cannot end, a link to another place; and beside them a
    note, which is reached from its call."""
    call = '<a id="r1" href="#n1" epub:type="noteref" role="doc-noteref">1</a></p>'
    note = (
        '<aside id="n1" epub:type="footnote" role="doc-footnote">เชิงอรรถที่หนึ่ง '
        '<a href="#r1" role="doc-backlink">กลับ</a></aside></section>'
    )
    book = _changed(
        manuscript(LONG.replace("สุดท้าย", "สุดท้าย\u0378"), "epub: {breaks: none}\n"), tmp_path,
        {"</p>": call, "</section>": note, 'chapter-1-2"': 'elsewhere"',
         "<p>": '<p style="white-space: nowrap">'},
    )  # fmt: skip
    verdict = judge(book, read(engine, book, [PHONE], [100]))
    assert verdict.off > 0
    assert verdict.boxes == {"\u0378"}
    assert verdict.reached < len(book.contents)
    assert verdict.noted == len(book.notes) == 1


LONG = (
    "# บทที่หนึ่ง\n\n"
    + "ประชาชนในเมืองเดินทางไปทำงานทุกวัน เพราะบ้านอยู่ไกล\n\n" * 40
    + "## หัวเรื่องสุดท้าย\n\nจบเรื่อง\n"
)


def _changed(folder: Path, output: Path, changes: dict[str, str]) -> Opened:
    """The book of `folder`, the first place of each text in its chapter changed."""
    made = build(folder, output / "made", pdf=False).files[0]
    changed = output / "changed.epub"
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(changed, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name.endswith("chapter-1.xhtml"):
                text = data.decode()
                for old, new in changes.items():
                    assert old in text
                    text = text.replace(old, new, 1)
                data = text.encode()
            target.writestr(name, data)
    return open_epub(changed)
