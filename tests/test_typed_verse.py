"""Verse as authors type it, and as it stands in both files."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pytest
import uharfbuzz
from conftest import DATA, ROOT, Run, run, told
from lxml import etree

from thaibook.grammar import ems, understood
from thaibook.markup.converter import to_html
from thaibook.markup.verse import GAP, ROOM

POEMS = DATA / "manuscripts" / "verse"
UNSEEN = re.compile("[\u200b\u2060]")


class Word(NamedTuple):
    """Where a part of a line stands on paper, in points from the top left corner."""

    page: int
    left: float
    top: float


class Paper(NamedTuple):
    """What was drawn, letter by letter, without white space."""

    letters: str
    places: list[Word]

    def where(self, words: str) -> Word:
        """The place of the first letter of the words."""
        bare = "".join(words.split())
        assert self.letters.count(bare) == 1, words
        return self.places[self.letters.index(bare)]


def read_paper(path: Path) -> Paper:
    """All letters of a PDF in the order in which they are drawn."""
    letters, places = "", []
    for number, page in enumerate(pypdfium2.PdfDocument(path)):
        text = page.get_textpage()
        for index, letter in enumerate(text.get_text_range()):
            if letter.strip() and not UNSEEN.match(letter):
                left, _, _, top = text.get_charbox(index, loose=True)
                letters += letter
                places.append(Word(number, left, page.get_height() - top))
    return Paper(letters, places)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Run]:
    folder = tmp_path_factory.mktemp("verse")
    done = run(str(POEMS), "-o", str(folder))
    return folder, done


@pytest.fixture(scope="module")
def paper(built: tuple[Path, Run]) -> Paper:
    return read_paper(built[0] / "verse.pdf")


@pytest.fixture(scope="module")
def poems(built: tuple[Path, Run]) -> dict[str, list[etree._Element]]:
    """The poems of the EPUB, by the form that their class names."""
    by_form: dict[str, list[etree._Element]] = {}
    with zipfile.ZipFile(built[0] / "verse.epub") as archive:
        for name in sorted(archive.namelist()):
            if "/text/chapter" in name:
                for div in etree.fromstring(archive.read(name)).iter("{*}div"):
                    classes = (div.get("class") or "").split()
                    if classes[:1] == ["verse"]:
                        by_form.setdefault(classes[1], []).append(div)
    return by_form


def text(element: etree._Element) -> str:
    return UNSEEN.sub("", "".join(map(str, element.itertext())))


def spans(element: etree._Element, name: str) -> Iterator[etree._Element]:
    for span in element.iter("{*}span"):
        if name in (span.get("class") or "").split():
            yield span


def test_nothing_is_said_of_a_sound_poem(built: tuple[Path, Run]) -> None:
    """Nor does lint ask to delete the space between parts."""
    assert built[1].returncode == 0
    assert told(built[1].stderr) == ""
    assert "L206" not in run("check", str(POEMS)).stdout


def test_every_letter_that_was_typed_is_on_paper(paper: Paper) -> None:
    for source in POEMS.glob("*.md"):
        for line in source.read_text("utf-8").split("\n"):
            words = re.sub(r"^> |^#+ |^\| ?|:::.*|\*\*|\[\^1\]:?|^—", "", line)
            for part in re.split(r"\t| {2,}", words.strip()):
                assert "".join(part.split()) in paper.letters, line


@pytest.mark.parametrize(
    ("form", "count"),
    [("klon", 5), ("kap", 4), ("khlong", 4), ("chan", 2), ("rai", 1)],
)
def test_each_form_is_known(poems: dict[str, list[etree._Element]], form: str, count: int) -> None:
    assert len(poems[form]) == count


# By what parts the second parts of a stanza: spaces, a tab, `| line`, single spaces in โคลง.
COLUMNS = {
    "กลอนแปด": ["มันแสนสุดลึกล้ำ", "ก็ไม่คดเหมือน", "บิดามารดา", "เกิดเป็นคนคิดเห็น"],
    "กาพย์ยานี": ["ทั้งเช้าค่ำ", "จะเปลี่ยนตน"],
    "สุรางคนางค์": ["ขึ้นใหม่ในกน", "ระคนกันไป", "มานอนในไพร", "แทนไพชยนต์"],
    "โคลงสี่": ["อันใด", "ทั่วหล้า", "ลืมตื่น", "อย่าได้ถามเผือ"],
    "โคลงสาม": ["นาวาท่อง", "ค่ำแล้วแลนา"],
    "ฉันท์": ["ดุจใจมิหยุดหา", "ประลุค่าณราตรี"],
    "บรรทัดมีขีด": ["ดาวกระจ่างกลาง", "กลิ่นลำดวน", "น้ำค้างเช้า", "เขียนบันทึก"],
    "ช่องเดียว": ["พรมไพร", "ทั่วทุ่ง", "คราห่าง", "แต่งฟ้า"],
    "ทีละวรรค": ["หอมหวาน", "ได้เด็ดดม"],
    "ตัวหนา": ["บินอ้างว้าง", "ฝ่าลมหนาว"],
}


@pytest.mark.parametrize("stanza", COLUMNS)
def test_second_parts_stand_below_each_other(paper: Paper, stanza: str) -> None:
    places = [paper.where(words) for words in COLUMNS[stanza]]
    lefts = [place.left for place in places]
    assert max(lefts) - min(lefts) < 1.5  # the white before a letter
    assert [place.top for place in places] == sorted(place.top for place in places)


@pytest.mark.parametrize(
    ("first", "second", "refrain", "other"),
    [("เสียงลือเสียง", "อันใด", "พี่เอยเสียงย่อม", "ฤๅพี่สอง"), ("ฟ้าหม่น", "พรมไพร", "พี่เอยเสียงกบ", "นาแม่")],
)
def test_the_refrain_floats_behind_the_second_part(
    paper: Paper, first: str, second: str, refrain: str, other: str
) -> None:
    begin, middle, end = map(paper.where, (first, second, refrain))
    assert begin.top == pytest.approx(middle.top, abs=4) == pytest.approx(end.top, abs=4)
    assert begin.left < middle.left - 40 < end.left - 60
    assert paper.where(other).left == pytest.approx(end.left, abs=1.5)


def test_a_poem_stands_in_the_middle_of_the_page(paper: Paper) -> None:
    """As far from the left margin as from the right one, by the width of its columns."""
    margin = paper.where("มนุษย์นี้ที่รัก").left
    narrow = paper.where("เสียงลือเสียงเล่า").left
    assert narrow - margin > 20


def test_rai_runs_on_and_its_lines_end_between_phrases(
    paper: Paper, poems: dict[str, list[etree._Element]]
) -> None:
    phrases = [text(phrase).strip() for phrase in spans(poems["rai"][0], "phrase")]
    assert phrases[:3] == ["ศรีสวัสดิเดชะ", "ชำนะราชอรินทร์", "ยินพระยศเกริกเกรียง"]
    tops = {round(paper.where(phrase).top) for phrase in phrases}
    assert 2 <= len(tops) < len(phrases)


def test_stanzas_stay_together(paper: Paper) -> None:
    """Of a poem that goes over pages no stanza does."""
    letters, pages = paper.letters, set()
    for number in range(1, 15):
        stanza = f"ถึงบทที่{number}นี้หนามาถึงแล้วเห็นดวงแก้วแวววาวราวกับฝันลมพัดพลิ้วริ้วไหวในคืนวันเสียงรำพันนั้นไซร้"
        begin = letters.index(stanza)
        on = {place.page for place in paper.places[begin : begin + len(stanza)]}
        assert len(on) == 1
        pages |= on
    assert len(pages) > 1


def test_both_parts_break_alike(poems: dict[str, list[etree._Element]], tmp_path: Path) -> None:
    """All parts of a column are equally wide by their class, so that on a narrow page (a
    telephone is one) all second parts stand below the first ones, or none."""
    for form in ("klon", "kap", "khlong", "chan"):
        for poem in poems[form]:
            lines = [
                [span.get("class") for span in line if "half" in (span.get("class") or "")]
                for line in spans(poem, "line")
            ]
            columns = [set(column) for column in zip(*filter(None, lines), strict=False)]
            assert [len(column) for column in columns] == [1] * len(columns)
    shutil.copytree(POEMS, tmp_path / "book")
    settings = tmp_path / "book" / "book.yaml"
    settings.write_text(
        settings.read_text("utf-8") + "page: {size: 100mm x 150mm}\ntypography: {size: 13pt}\n",
        "utf-8",
    )
    done = run(str(tmp_path / "book"), "--pdf", "-o", str(tmp_path))
    assert done.returncode == 0, done.stderr
    narrow = read_paper(next(tmp_path.glob("*.pdf")))
    parts = ["แล้วสอนว่าอย่า", "มันแสนสุดลึกล้ำ", "ถึงเถาวัลย์", "ก็ไม่คดเหมือน", "มนุษย์นี้ที่รัก", "บิดามารดา"]
    places = [narrow.where(part) for part in parts]
    for above, below in pairwise(places):
        assert (below.page, below.top) > (above.page, above.top + 8)
    assert places[1].left > places[0].left + 10  # a second part hangs


def test_a_form_with_its_number_is_the_title(poems: dict[str, list[etree._Element]]) -> None:
    titles = [text(p) for p in poems["kap"][0].iter("{*}p") if p.get("class") == "block-title"]
    assert titles == ["กาพย์ยานี ๑๑"]


FACES = sorted(path for family in ("Sarabun", "Pridi") for path in
               (ROOT / "fonts" / family).glob("*.ttf"))  # fmt: skip


@pytest.mark.parametrize("face", FACES, ids=lambda path: path.stem)
def test_columns_have_room_for_their_parts_in_every_face(face: Path) -> None:
    """The widths of columns are reckoned before the face is known: what is wider has the gap
    behind its column, and at the end of a line as much room."""
    assert ROOM < GAP
    font = uharfbuzz.Font(uharfbuzz.Face(face.read_bytes()))
    is_bold = "Bold" in face.stem
    poems = "".join(source.read_text("utf-8") for source in POEMS.glob("*.md"))
    prose = (ROOT / "book" / "article.md").read_text("utf-8")
    parts = re.findall("[\u0e01-\u0e4e]{6,40}", poems) + re.findall("[\u0e01-\u0e4e]{16,32}", prose)
    assert len(parts) > 300
    for part in parts:
        buffer = uharfbuzz.Buffer()
        buffer.add_str(part)
        buffer.guess_segment_properties()
        uharfbuzz.shape(font, buffer)
        drawn = sum(place.x_advance for place in buffer.glyph_positions) / font.face.upem
        reckoned = ems(f"**{part}**" if is_bold else part)
        assert 0.83 * reckoned < drawn < reckoned + ROOM, part


BARE = """# บท

ลมหนาวพัดพาใบไม้ร่วง  ดวงจันทร์ค้างอยู่กลางหาว
น้ำค้างหยดย้อยเป็นรอยวาว\tเสียงลมหนาวเล่าตำนาน

- ข้อหนึ่ง  ของรายการ
- ข้อสอง  ของรายการ

เขาไปตลาด  แล้วกลับบ้าน

แดง  12
ดำ  15
"""


def test_a_poem_without_its_division_is_one(tmp_path: Path) -> None:
    (tmp_path / "book.yaml").write_text("title: ก\nlanguage: th\nchapters: [a.md]\n", "utf-8")
    (tmp_path / "a.md").write_text(BARE, "utf-8")
    done = run(str(tmp_path), "--epub", "-o", str(tmp_path))
    with zipfile.ZipFile(next(tmp_path.glob("*.epub"))) as archive:
        chapter = etree.fromstring(archive.read("EPUB/text/chapter-1.xhtml"))
    assert [text(half).strip() for half in spans(chapter, "half")] == [
        "ลมหนาวพัดพาใบไม้ร่วง",
        "ดวงจันทร์ค้างอยู่กลางหาว",
        "น้ำค้างหยดย้อยเป็นรอยวาว",
        "เสียงลมหนาวเล่าตำนาน",
    ]
    asked = re.findall(r"a\.md:(\d+): L206", done.stderr + done.stdout)
    assert asked
    assert not {"3", "4"} & set(asked)


@pytest.mark.parametrize(
    ("form", "poem", "lines"),
    [
        ("กลอน", "ก  ข\n\nค  ง\n\nจ  ฉ\n\nช  ซ", [4]),
        ("กาพย์ยานี", "ก  ข\n\nค  ง", [2]),
        ("กลอน", "ก  ข\n\nค  ง\n\n\nจ  ฉ\n\nช  ซ", [2, 2]),
        ("กลอน", "ก  ข\nค  ง\n\nจ  ฉ\nช  ซ", [2, 2]),
        ("โคลง", "\n\n".join(["ก  ข"] * 8), [4, 4]),
        ("กลอน", "ก  ข\n\nค  ง\n\n— ผู้แต่ง", [2, 0]),
        ("กลอนเปล่า", "ก\n\nข", [1, 1]),
    ],
)
def test_empty_lines_between_all_lines_part_no_stanzas(
    form: str, poem: str, lines: list[int]
) -> None:
    html = to_html(f"::: {form}\n{poem}\n:::\n")
    assert [part.count('class="line"') for part in re.findall("<p.*?</p>", html)] == lines


@pytest.mark.parametrize(
    "opening",
    [
        "โคลง ลา {#ลา}", "โคลง {#ลา} ลา", "{.โคลง #ลา} ลา", "{#ลา .โคลง} ลา", "{#ลา} โคลง ลา",
        'โคลง {#ลา title="ลา"}', 'โคลง title="ลา" {#ลา}', "โคลง [ลา]{#ลา}", "โคลง{#ลา} ลา :::",
    ],
)  # fmt: skip
@pytest.mark.parametrize("sign", ["", "> ", "- "])
def test_a_division_has_name_and_title_in_any_order(sign: str, opening: str) -> None:
    more = "  " if sign == "- " else sign
    text, told = understood(f"{sign}::: {opening}\n{more}ก  ข\n{more}:::\n")
    html = to_html(text)
    assert 'class="verse khlong of-6" id="ลา"' in html
    assert '<p class="block-title">ลา</p>' in html
    assert "{" not in html
    assert not told


LINES_OF_BARE = {
    "indented": ("    นกบินกลับรัง    ยามฟ้าสีทอง\n    เรือจอดริมหนอง    คนร้องเรียกกัน", [2, 2]),
    "first line indented": ("\tนกบินกลับรัง\tยามฟ้าสีทอง\nเรือจอดริมหนอง\tคนร้องเรียกกัน", [2, 2]),
    "a note": ("นกบินกลับรัง   ยามฟ้าสีทอง[^1]\nเรือจอดริมหนอง   คนร้อง *เรียก* กัน\n\n[^1]: ก", [2, 2]),
    "its source": ("นกบินกลับรัง   ยามฟ้าสีทอง\nเรือจอดริมหนอง   คนร้องเรียกกัน\n(นิราศนก)", [2, 2]),
    "ฉบัง": ("นกบินกลับรังทั้งฝูง\tฟ้าสีทองสูง\nเรือจอดริมหนองรอคน\n"
            "ชาวบ้านจูงควายกลับกัน\tสิ้นแสงตะวัน\nควันไฟลอยเหนือหลังคา", [2, 1, 2, 1]),
    "สุรางคนางค์": ("\t\tนกบินกลับรัง\nเรือน้อยคอยฟัง\tเสียงฝั่งเรียกหา\n"
                 "ควันไฟลอยอ้อย\tสร้อยเสียงวันทา\nข้าวหอมยั่วตา\tพาให้อิ่มใจ", [1, 2, 2, 2]),
    "wide spaces": ("นกบินกลับรัง\u3000ยามฟ้าสีทอง\nเรือจอดริมหนอง\u00a0\u00a0\u00a0คนร้องเรียกกัน", [2, 2]),
}  # fmt: skip


@pytest.mark.parametrize("name", LINES_OF_BARE)
def test_bare_poems_as_they_are_typed(name: str) -> None:
    poem, parts = LINES_OF_BARE[name]
    for text in (poem, f"เขาเขียนไว้ว่า\n\n{poem}"):
        markup = to_html(text)
        lines = markup.split('class="line"')[1:]
        assert [max(line.count('class="half'), 1) for line in lines] == parts
        assert "<pre>" not in markup
    assert ('class="source">(นิราศนก)' in markup) == (name == "its source")


@pytest.mark.parametrize(
    "text", ["เขาไปตลาด  แล้วกลับ\nนอนต่อ", "ราคา  ๑๐\nจำนวน  ๒๐", "ก\nข  ค\nง\nจ"]
)
def test_what_may_be_prose_is_no_poem(text: str) -> None:
    assert "verse" not in to_html(text)
