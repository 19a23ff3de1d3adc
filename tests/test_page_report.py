"""`check BOOK --pages`: what a proof-reader of the finished pages would mark, and his answers."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import run
from weasyprint import HTML

from thaibook.build import build
from thaibook.check import page_report
from thaibook.check.pages.printed_lines import printed_pages
from thaibook.model import Chapter

FONT = Path(__file__).parent.parent / "fonts" / "Sarabun" / "Sarabun-Regular.ttf"
FULL = "ฝนตกพรำตั้งแต่เช้าแม่ค้าในตลาดยกแผงเข้าชายคา"
EM, LEADING, LEFT, TOP = 10, 16, 40, 60  # points
ROWS = 20

Line = tuple[int, str, str]  # row, words, style


def _page(*lines: Line, heading: str = "") -> str:
    drawn = "".join(
        f'<p style="top: {TOP + row * LEADING}pt; {style}">{words}</p>'
        for row, words, style in lines
    )
    return f"<section>{heading}{drawn}</section>"


def _full(rows: range) -> list[Line]:
    return [(row, FULL, "") for row in rows]


def _print(path: Path, *pages: str) -> Path:
    """A PDF whose lines stand exactly where they are told to."""
    sheet = f"""
        @font-face {{ font-family: F; src: url({FONT.as_uri()}) }}
        @page {{ size: 300pt 450pt; margin: 0 }}
        body {{ margin: 0 }}
        section {{ break-before: page; height: 400pt; position: relative }}
        h1 {{ position: absolute; top: 20pt; left: {LEFT}pt; font: 18pt F; margin: 0 }}
        p {{ position: absolute; left: {LEFT}pt; margin: 0; font: {EM}pt/1 F; white-space: pre }}
    """
    html = f"<html><style>{sheet}</style><body>{''.join(pages)}</body></html>"
    HTML(string=html).write_pdf(path)
    return path


def _codes(path: Path) -> list[tuple[str, str]]:
    return [(p.code, dict(p.words)["page"]) for p in page_report(path, path)]


CHAPTER = "<h1>บทที่หนึ่ง</h1>"


def test_well_set_pages_are_not_marked(tmp_path: Path) -> None:
    whole = _page(*_full(range(ROWS)))
    first = _page(*_full(range(4, ROWS)), heading=CHAPTER)
    assert _codes(_print(tmp_path / "a.pdf", first, whole, whole)) == []


@pytest.mark.parametrize(
    ("code", "page"),
    [
        ("page-stub", _page(*_full(range(8)), (8, "คา", ""), *_full(range(9, ROWS)))),
        ("page-hole", _page(*_full(range(12)))),
        ("page-heading-low", _page(*_full(range(18)), (18, "หัวข้อ", "font-size: 14pt"),
                                   (19, FULL, ""))),
        ("page-lone-line", _page((0, "คา", ""), *_full(range(1, ROWS)))),
        ("page-scene-edge", _page((0, "* * *", "width: 190pt; text-align: center"),
                                  *_full(range(2, ROWS)))),
        ("page-parted-lead", _page(*_full(range(19)), (19, "ต้องเตรียมดังนี้", ""))),
    ],
)  # fmt: skip
def test_what_is_wrong_on_a_page_is_named(code: str, page: str, tmp_path: Path) -> None:
    whole = _page(*_full(range(ROWS)))
    first = _page(*_full(range(4, ROWS)), heading=CHAPTER)
    path = _print(tmp_path / "a.pdf", first, whole, whole, whole, page, whole)
    assert (code, "5") in _codes(path)


def test_a_line_with_holes_is_named_with_its_letters(tmp_path: Path) -> None:
    (page,) = printed_pages(_print(tmp_path / "a.pdf", _page((0, FULL, ""))))
    wide = f"width: {page.lines[0].right - LEFT}pt; white-space: normal; text-align-last: justify"
    loose = _page(*_full(range(8)), (8, "ฝนตกหนัก ตั้งแต่วันพุธ แม่นก", wide), (9, FULL, ""))
    path = _print(tmp_path / "b.pdf", _page(*_full(range(ROWS))), loose)
    found = page_report(path, path)[0]
    assert found.code == "page-loose"
    assert "page 2, line 9" in found.message()
    assert "ตั้งแต่วันพุธ แม่นก" in found.message()


def test_facing_pages_that_end_apart_are_named_once(tmp_path: Path) -> None:
    whole, shorter = _page(*_full(range(ROWS))), _page(*_full(range(ROWS - 2)))
    first = _page(*_full(range(4, ROWS)), heading=CHAPTER)
    path = _print(tmp_path / "a.pdf", first, whole, shorter, whole, whole, whole)
    assert _codes(path) == [("page-uneven", "2")]


def test_a_chapter_that_ends_with_two_lines_is_named(tmp_path: Path) -> None:
    whole, first = _page(*_full(range(ROWS))), _page(*_full(range(4, ROWS)), heading=CHAPTER)
    path = _print(tmp_path / "a.pdf", first, whole, _page(*_full(range(2))), first, whole)
    assert _codes(path) == [("page-short-ending", "3")]


def test_a_line_that_is_too_long_to_be_read_is_named(tmp_path: Path) -> None:
    lines: list[Line] = [(row, FULL * 2, "font-size: 5pt") for row in range(ROWS)]
    (found,) = page_report(_print(tmp_path / "a.pdf", _page(*lines)), tmp_path / "a.pdf")
    assert found.code == "page-measure"
    assert "size: 6pt" in found.hint()


def test_doubtful_ends_have_their_line_of_the_manuscript(tmp_path: Path) -> None:
    """And a space in the manuscript, which is not printed at a line's end, is no doubt."""
    pieces = ["เขาเดินทางกลับบ้านในตอนเย็นของวันนั้นเพราะความ", "ตายมาเยือนครอบครัวโดยไม่มีใครรู้ล่วงหน้าและพระ",
              "บาทสมเด็จพระเจ้าอยู่หัวเสด็จมาในวันรุ่งขึ้นพอดี"]  # fmt: skip
    lines: list[Line] = [(row, piece, "") for row, piece in enumerate(pieces)]
    path = _print(tmp_path / "a.pdf", _page(*lines), _page(*_full(range(ROWS))))
    right = max(line.right for line in printed_pages(path)[0].lines)
    filled = [(row, words, f"width: {right - LEFT}pt; text-align-last: justify; font-size: 10pt")
              for row, words, _ in lines]  # fmt: skip
    path = _print(tmp_path / "b.pdf", _page(*filled), _page(*filled), _page(*filled))
    typed = tmp_path / "a.md"
    whole = page_report(path, path, [Chapter(typed, "# บท\n\n" + "".join(pieces))])
    ends = [(p.code, p.path, p.line) for p in whole]
    assert ("page-doubtful-end", str(typed), 3) in ends
    spaced = page_report(path, path, [Chapter(typed, "# บท\n\n" + " ".join(pieces))])
    assert not [p for p in spaced if p.code == "page-doubtful-end"]


def test_the_command_builds_a_manuscript_and_reads_its_pages(
    manuscript: Callable[..., Path], tmp_path: Path
) -> None:
    prose = "ฝนตกพรำตั้งแต่เช้า แม่ค้าในตลาดยกแผงเข้าชายคา " * 80
    # One line cannot be two, and not all of these fit on the page of the next.
    wishes = "สั้นมาก\n{.loose}\n\n" + "".join(f"ข้อ {n}\n{{.keep-with-next}}\n\n" for n in range(40))
    folder = manuscript(f"# บท\n\n{prose}\n\n{wishes}จบ\n")
    (folder / "book.yaml").write_text(
        "title: ก\nslug: a\nchapters: [chapter.md]\ntypography: {size: 20pt}\n", "utf-8"
    )
    (folder / "chapter.md").write_text((next(folder.glob("*.md"))).read_text("utf-8"), "utf-8")
    done = run("check", str(folder), "--pages")
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr
    assert "page-measure" in done.stderr
    assert "chapter.md:5: wish-refused" in done.stderr
    assert "{.loose} cannot be done: สั้นมาก" in done.stderr
    assert "{.keep-with-next} cannot be done: ข้อ " in done.stderr
    assert "pages:" in done.stdout
    assert run("check", str(folder), "--pages", "--strict").returncode == 1
    thai = run("check", str(folder), "--pages", "--lang", "th")
    assert "บรรทัดหนึ่งมีราว" in thai.stderr


def test_an_author_makes_a_paragraph_longer_or_shorter(
    manuscript: Callable[..., Path], tmp_path: Path
) -> None:
    """The words are the same, the lines one more or one less; a screen knows nothing of it."""
    prose = "ประชาชนเดินทางไปทำงานทุกวัน เพราะบ้านอยู่ไกลจากเมืองมาก ถ้าฝนตกก็สาย "
    counts: dict[str, list[int]] = {}
    for mark in ("", "\n{.loose}", "\n{.tight}"):
        texts = (f"{(prose * 12)[: 560 + extra]}{mark}" for extra in range(20, 44, 2))
        folder = manuscript("# บท\n\n" + "\n\n\\newpage\n\n".join(texts) + "\n")
        made = build(folder, tmp_path / f"out{len(counts)}", epub=False).files[0]
        pages = printed_pages(made)[-13:]
        counts[mark] = [sum(line.size == 11 for line in page.lines) for page in pages]
    natural, loose, tight = counts.values()
    more = {one - other for one, other in zip(loose, natural, strict=True)}
    less = {one - other for one, other in zip(tight, natural, strict=True)}
    assert (more, less) == ({0, 1}, {0, -1}), counts


def test_what_leads_to_a_list_is_not_parted_from_it(
    manuscript: Callable[..., Path], tmp_path: Path
) -> None:
    """Wherever the page ends: no sentence that ends in “ดังนี้” or a colon is the last of its page."""
    prose = "ประชาชนเดินทางไปทำงานทุกวัน เพราะบ้านอยู่ไกลจากเมืองมาก "
    parts = []
    for number in range(26):
        lead = "สิ่งที่ต้องเตรียมมีดังนี้" if number % 2 else "What to bring:"
        parts.append(f"{prose * (1 + number % 3)}\n\n{lead}\n\n- หมวก\n- ร่ม\n- รองเท้า\n")
    made = build(manuscript("# บท\n\n" + "\n".join(parts)), tmp_path / "out", epub=False).files[0]
    pages = [page for page in printed_pages(made) if len(page.lines) > 10]
    assert len(pages) > 4
    for page in pages:
        body = [line.text for line in page.lines if line.size == 11]
        assert not body[-1].endswith(("ดังนี้", ":")), page.number


@pytest.mark.parametrize("hanging", ["all", "none"])
def test_quotation_marks_hang_in_the_margin(
    hanging: str, manuscript: Callable[..., Path], tmp_path: Path
) -> None:
    """Half of a mark at the edge of the text stands outside, so that the edge looks straight."""
    words = "“ไปด้วยกันเถอะ” “กลับบ้านก่อน” เขาพูดว่า แล้วเดินออกไป “ใครอยู่ที่นั่น” เธอถาม "
    folder = manuscript(f"# บท\n\n{words * 40}\n", yaml=f"typography: {{hanging: {hanging}}}\n")
    made = build(folder, tmp_path / "out", epub=False).files[0]
    hung = {"left": 0, "right": 0}
    for page in printed_pages(made):
        lines = [line for line in page.lines if line.size == 11]
        if len(lines) < 10:
            continue
        left = statistics.median(line.left for line in lines)
        right = statistics.median(line.right for line in lines)
        for line in lines[1:]:
            hung["left"] += line.text[0] == "“" and line.left < left - 1
            hung["right"] += line.text[-1] == "”" and line.right > right + 1
            assert line.left > left - 3
            assert line.right < right + 3
    assert (min(hung.values()) > 2) == (hanging == "all"), hung


def test_an_author_keeps_a_paragraph_with_what_follows(
    manuscript: Callable[..., Path], tmp_path: Path
) -> None:
    """Wherever its page ends."""
    prose = "ประชาชนเดินทางไปทำงานทุกวัน เพราะบ้านอยู่ไกลจากเมืองมาก "
    last: dict[str, list[str]] = {}
    for mark in ("", "{.keep-with-next}"):
        parts = [f"{prose * (1 + n % 3)}\n\nก่อนหน้า\n{mark}\n\n{prose}\n" for n in range(40)]
        text = "# บท\n\n" + "\n".join(parts)
        made = build(manuscript(text), tmp_path / f"o{len(last)}", epub=False)
        pages = [page for page in printed_pages(made.files[0]) if len(page.lines) > 10]
        last[mark] = [[li.text for li in page.lines if li.size == 11][-1] for page in pages]
    assert "ก่อนหน้า" in last[""]
    assert "ก่อนหน้า" not in last["{.keep-with-next}"]
