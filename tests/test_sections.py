"""The PDF is made section by section: in any process, and only where something changed."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import PIL.Image
import pypdfium2
import pytest

from thaibook.build import build, prepare
from thaibook.pdf import lay_out, pdf_bytes, write_pdf
from thaibook.processes import team

TEXTS = (
    "ฝนตกพรำ ๆ ตั้งแต่เช้า แม่ค้าในตลาดยกแผงเข้าชายคา แล้วนั่งคุยกันเรื่องราคาข้าว",
    "เขาเดินไปตามทางรถไฟจนถึงสะพานเหล็ก ซึ่งชาวบ้านเรียกว่าสะพานสามช่วง ก่อนจะหยุดพัก",
    "จดหมายฉบับนั้นมาถึงช้าไปสองวัน[^1] แต่ไม่มีใครรู้ว่าข้อความในนั้นเขียนด้วยลายมือใคร",
    "น้ำในคลองลดลงมากจนเห็นตอไม้เก่า เด็ก ๆ ลงไปจับปลาซิวปลาสร้อยกันทั้งวันโดยไม่เบื่อ",
    "Railway timetable No. 7 ระบุว่าขบวนรถออกเวลา 06.40 น. [สถานี]{.index}",
)


FRAMES = -1  # what the test below calls the drawing of heads and folios


class Shelf:
    """A small book in a folder, which can be changed."""

    def __init__(self, folder: Path, chance: random.Random, chapters: int = 3) -> None:
        self.folder, self.chance = folder, chance
        self.chapters = [self.chapter(number) for number in range(1, chapters + 1)]
        self.settings = "title: เรื่องสั้นริมทาง\nslug: shelf\npage: {size: 105mm x 150mm}\n"
        self.picture(90)

    def chapter(self, number: int) -> str:
        paragraphs = self.chance.choices(TEXTS, k=self.chance.randint(1, 2))
        parts = [f"# เรื่องที่ {number}", f"## ตอนต้น {{#t{number}}}", *paragraphs]
        parts.append(f"ดู[](#t{self.chance.randint(1, 3)}) ![รูป](p.png){{width=20%}}")
        return "\n\n".join(parts) + "\n\n[^1]: บุรุษไปรษณีย์เล่าให้ฟังภายหลัง\n"

    def picture(self, shade: int) -> None:
        data = io.BytesIO()
        PIL.Image.new("RGB", (60, 40), (shade, 90, 30)).save(data, "PNG")
        self.folder.mkdir(exist_ok=True)
        (self.folder / "p.png").write_bytes(data.getvalue())

    def edit(self) -> None:
        """Change something, as an author would."""
        index = self.chance.randrange(len(self.chapters))
        text = self.chapters[index]
        kind = self.chance.randrange(8)
        if kind < 3:
            self.chapters[index] = text.replace("แม่ค้า", "พ่อค้า", 1) + "\n\nวันต่อมาฝนหยุด\n"
        elif kind == 3:
            self.chapters[index] = text.replace(self.chance.choice(TEXTS) + "\n\n", "", 1)
        elif kind == 4 and len(self.chapters) > 3:
            self.chapters.pop(index)
        elif kind == 4:
            self.chapters.insert(index, self.chapter(len(self.chapters) + 1))
            self.chapters[index] = re.sub(" {#t[0-9]+}", "", self.chapters[index])
        elif kind == 5:
            self.picture(self.chance.randrange(256))
        elif kind == 6:
            title = self.chance.choice(["เรื่องสั้นริมทาง", "เรื่องสั้น", "ริมทางรถไฟสายเก่าที่ไม่มีใครจำได้"])
            size = self.chance.choice(["10", "11", "12"])
            self.settings = f"title: {title}\nslug: shelf\npage: {{size: 105mm x 150mm}}\n"
            self.settings += f"typography: {{size: {size}}}\n"
        else:
            self.chance.shuffle(self.chapters)

    def write(self) -> Path:
        names = [f"{number}.md" for number in range(1, len(self.chapters) + 1)]
        for name, text in zip(names, self.chapters, strict=True):
            (self.folder / name).write_text(text, "utf-8")
        settings = f"{self.settings}chapters: [{', '.join(names)}]\n"
        (self.folder / "book.yaml").write_text(settings, "utf-8")
        return self.folder


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "shelf", random.Random(21))


def _pdf(folder: Path, cache: Path) -> bytes:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(cache))
        _, book, design, _ = prepare(folder)
        return pdf_bytes(book, design)


def test_after_any_edit_the_book_is_as_if_made_from_nothing(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "shelf", random.Random(21), chapters=2)
    seen = set()
    for number in range(30):
        folder = shelf.write()
        kept, fresh = _pdf(folder, tmp_path / "kept"), _pdf(folder, tmp_path / f"fresh{number}")
        assert kept == fresh, number
        seen.add(kept)
        shelf.edit()
    assert len(seen) > 20


def test_other_processes_draw_the_same(shelf: Shelf, tmp_path: Path) -> None:
    _, book, design, _ = prepare(shelf.write())
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path / "theirs"))
        with team() as others, lay_out(book, design, others.map) as pages:
            theirs, _ = write_pdf(pages)
    assert theirs == _pdf(shelf.folder, tmp_path / "ours")


def test_only_what_changed_is_drawn(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[int] = []

    def share(work: Callable[[Any], Any], items: Iterable[Any]) -> Iterator[Any]:
        for path, wanted in items:
            drawn.append(getattr(wanted, "part", FRAMES))
            yield work((path, wanted))

    def build() -> list[int]:
        drawn.clear()
        _, book, design, _ = prepare(shelf.write())
        with lay_out(book, design, share) as pages:
            write_pdf(pages)
        return sorted(set(drawn))

    monkeypatch.setenv("XDG_CACHE_HOME", str(shelf.folder / "cache"))
    shelf.chapters = [re.sub(r"ดู\[\]\(#t\d\)", "", text) for text in shelf.chapters]
    shelf.chapters[2] += f"\n\n{TEXTS[3]}\n"
    assert len(build()) > len(shelf.chapters)
    assert build() == []
    shelf.chapters[2] = shelf.chapters[2].replace("คลอง", "บึงใหญ่", 1)
    changed = build()
    assert len(changed) == 1, changed
    shelf.chapters[0] += "\n\n" + "\n\n".join(TEXTS * 3)
    assert FRAMES in build()  # pages after it have other folios


def test_each_font_and_picture_is_there_once(shelf: Shelf, tmp_path: Path) -> None:
    data = _pdf(shelf.write(), tmp_path / "cache")
    assert data.count(b"/Subtype /Image") == 1  # seven colours a section would be one each
    with pypdfium2.PdfDocument(data) as document:
        names = re.findall(rb"/BaseFont/[A-Z]{6}\+[\w-]+", data)
        assert len(document) > 6
    assert len(names) == len(set(names))


def test_references_say_the_page_in_any_section(shelf: Shelf, tmp_path: Path) -> None:
    """Of what comes before and after, in the text, in the contents and in the index."""
    shelf.chapters[0] += "\n\nดู[](#t3)\n\n[สถานี]{.index}\n"
    with pypdfium2.PdfDocument(_pdf(shelf.write(), tmp_path / "cache")) as document:
        texts = [page.get_textpage().get_text_bounded() for page in document]
    folio_of = {
        found[0]: text.split()[-1] for text in texts if (found := re.match(r"เรื่องที่ \d", text))
    }
    contents = next(text for text in texts if text.startswith("สารบัญ"))
    assert len(folio_of) == len(shelf.chapters)
    for title, folio in folio_of.items():
        assert re.search(rf"{title}[ .]+{folio}\s*$", contents, re.MULTILINE), (title, contents)
    mentioned = set(re.findall(r"\(หน้า\s(\d+)\)", "".join(texts)))
    assert {folio_of["เรื่องที่ 3"]} <= mentioned <= set(folio_of.values())
    index = next(text for text in texts if text.startswith("ดัชนี"))
    assert re.search(r"สถานี\s*\d", index), index


def test_a_build_of_the_same_manuscript_is_taken_as_it_was_made(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With its warnings; and what lies around the manuscript still counts."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    shelf.chapters[0] += "\n\n[แผนที่](map.pdf) 中\n"
    (shelf.write() / "map.pdf").write_bytes(b"%PDF-1.4")
    first = build(shelf.folder, tmp_path / "dist")
    made = [path.read_bytes() for path in first.files]
    with monkeypatch.context() as patch:
        patch.setattr("thaibook.build._made", None)  # is not called
        again = build(shelf.folder, tmp_path / "again")
    assert [path.read_bytes() for path in again.files] == made
    assert again.warnings == first.warnings != ()
    (shelf.folder / "map.pdf").unlink()
    changed = build(shelf.folder, tmp_path / "changed")
    assert changed.warnings != first.warnings
