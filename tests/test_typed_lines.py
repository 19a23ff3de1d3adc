"""Lines that were typed as lines, and indented prose, as they come out of both formats.

The manuscript is tests/data/manuscripts/typed_lines; what is read is the files alone.
"""

from __future__ import annotations

import random
import re
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from conftest import DATA, ROOT, run
from lxml import etree, html

from thaibook.grammar import arranged, line_ends, scan
from thaibook.markup.converter import to_html
from thaibook.markup.hanging_items import DEEPEST, hang_items

XHTML = "{http://www.w3.org/1999/xhtml}"
END = "⏎"  # of a line within a paragraph
BREAK = "\u200b"  # the mark between words
FOLDER = DATA / "manuscripts" / "typed_lines"

WANTED = {
    "ร้านข้าวต้ม": [
        "ร้านของยายเปิดตอนห้าทุ่ม ลูกค้าคนแรกเป็นคนขับรถส่งน้ำแข็งเสมอ เขานั่งโต๊ะริมสุดแล้วสั่งของเดิมทุกคืนไม่เคยเปลี่ยน",
        "“ไข่เค็มหมดแล้วจ้ะ”",
        "ยายบอกโดยไม่เงยหน้า",
        "“งั้นเอาผัดผักบุ้ง”",
        "คืนนั้นฝนพรำ ถนนว่างจนได้ยินเสียงน้ำหยดจากกันสาด และไม่มีใครพูดอะไรอีกจนกระทั่งแมวดำเดินเข้ามาทางประตูหลัง",
        "แมวร้องหนึ่งที",
        "แล้วไฟก็ดับทั้งซอย",
    ],
    "คุยกัน": [
        "ตอนเย็นเรานั่งรอรถเมล์อยู่ใต้ต้นจามจุรี",
        "– รถมาหรือยัง⏎– ยังเลย⏎– งั้นเดินกันไหม",
        "“เอาสิ”⏎“ไปทางลัดนะ”⏎เสียงใครคนหนึ่งตะโกนว่า:⏎“รอด้วย”",
        "07:45 ปลา: ตื่นหรือยัง⏎07:46 นก: ยังไม่ตื่น⏎07:46 ปลา: ฮ่า ๆ",
        "ผู้เล่า: ป้าแช่ม⏎ผู้จด: หลานคนโต",
        "ครู: ใครลืมการบ้าน⏎นักเรียน: ไม่มีครับ",
    ],
    "ระเบียบห้องสมุด": [
        "ข้อ ๑ ระเบียบนี้ใช้แก่ผู้ยืมทุกคน⏎ข้อ ๒ ผู้ยืมต้อง⏎(๑) มีบัตร⏎(๒) ไม่มีหนังสือค้าง ได้แก่"
        "⏎(ก) หนังสือทั่วไป⏎(ข) หนังสือหายาก⏎(ค) วารสาร⏎(๓) ส่งคืนตามกำหนด",
        "มาตรา ๗ ผู้ใดทำหนังสือหายให้ชดใช้⏎มาตรา ๘ ให้ไว้ ณ วันที่ประกาศ",
    ],
    "แบบฝึกหัด": [
        "๒.๑ เศษส่วน⏎๒.๑.๑ เศษส่วนแท้⏎๒.๑.๒ เศษเกิน⏎๒.๒ ทศนิยม",
        "3.1 Decimals⏎3.2 Fractions",
        "เลือกคำตอบ⏎a) แดง⏎b) เขียว",
        "i. เช้า⏎ii. สาย⏎iii. บ่าย",
        "1- ตวงน้ำ⏎2- ต้มให้เดือด",
        "เตรียมของ⏎(ก) หม้อ⏎(ข) เตา",
        "ลงมือทำ",
    ],
    "หนังสือเชิญ": [
        "ที่ พิเศษ ๑๒/๒๕๖๗⏎โรงเรียนบ้านหนองปลาดุก⏎อำเภอเมือง⏎๓ มิถุนายน ๒๕๖๗",
        "เรื่อง ขอเชิญเป็นกรรมการ⏎เรียน คุณครูประยูร⏎อ้างถึง บันทึกลงวันที่ ๑ มิถุนายน",
        "ด้วยโรงเรียนจะจัดงานวันอ่านหนังสือในเดือนหน้า "
        "และเห็นว่าท่านเป็นผู้รู้เรื่องหนังสือเก่าเป็นอย่างดี จึงขอเชิญท่านเป็นกรรมการตัดสินในวันดังกล่าว",
        "ขอแสดงความนับถือ⏎นางบัวผัน ทองคำ⏎ครูใหญ่",
    ],
    "ห่อบรรทัด": [
        "เช้าวันนั้นหมอกลงหนาจนมองไม่เห็นปลายสะพาน คนแจวเรือจึงต้องร้องบอกกันเป็นระยะ"
        "ว่าเรือของตนอยู่ตรงไหน เสียงนั้นก้องไปทั้งคุ้งน้ำ คนบนฝั่งฟังแล้วรู้ว่าใครเป็น"
        "มาตรา ๕ ของกฎหมายเก่าบอกไว้ว่าเรือทุกลำต้องมีโคม แต่โคมในหมอกก็เห็นไม่ไกลกว่าวาเดียว",
        "พอสายหมอกจาง ทุกคนจึงเห็นว่าเรือจอดเรียงกันอยู่หน้าท่าเดียวกันมาตั้งแต่แรกแล้ว "
        "“ขำไหม” คนแจวแก่ถาม แล้วก็หัวเราะอยู่คนเดียว จนเรือโคลงไปมาและน้ำกระเซ็นเปียกผ้าขาวม้า",
    ],
    "เยื้อง": [
        "ย่อหน้าแรกพิมพ์ด้วยแท็บ ยาวพอจะเห็นว่าไม่ใช่โค้ดและอ่านได้ตามปกติ",
        "ย่อหน้าที่สองเยื้องสี่ช่อง",
        "ตัวอย่างคำสั่ง",
        "for ชื่อ in รายชื่อ: print(ชื่อ)",
        "จบตัวอย่าง",
        "วันแรกเราเก็บมะม่วงได้สองเข่ง แบ่งให้เพื่อนบ้านไปเข่งหนึ่ง เหลือไว้กวนอีกเข่งหนึ่ง",
        "วันต่อมาฝนตก",
        "วันที่สามเราจึงเอามะม่วงกวนออกตากแดดบนหลังคาสังกะสี แล้วนั่งเฝ้าไม่ให้นกมาจิกกิน",
    ],
    "แบบฟอร์ม": [
        "ระเบียบวาระที่ ๑ แจ้งให้ทราบ⏎ไม่มี⏎ระเบียบวาระที่ ๒ เรื่องพิจารณา⏎เลื่อนไปคราวหน้า",
        "ข้อ ๑. ผู้ดูแลคลองเป็นเจ้าหน้าที่⏎(ก) มีหน้าที่ขุดลอก และ⏎(ข) มีหน้าที่เก็บผักตบ⏎ข้อ ๒. ให้เลือก",
        "ก. พายเรือ ข. เดินเท้า",
        "ค. ว่ายน้ำ ง. รอเรือเมล์",
        "ถาม ใครขุดคลองนี้⏎ตอบ ปู่ของปู่",
        "ลงชื่อ ........................ ผู้ตรวจ⏎(........................)⏎วันที่ ____/____/____",
        "ด้วยรัก⏎ป้าสาย",
        "① เปิดประตูน้ำตอนเช้าให้น้ำจืดไหลเข้าสวนทุกวันก่อนพระบิณฑบาต⏎② ปิดตอนน้ำเค็มขึ้น",
        "(๑) เครื่องมือ",
        "จอบ",
        "เสียม",
        "(๒) ข้อความที่ป้าย",
        "ห้ามทิ้งขยะ",
    ],
    "บรรณานุกรม": [
        "มานี รักอ่าน. (2561). ทะเบียนเรือจ้างแห่งลำน้ำสายเก่า. ตราด: โรงพิมพ์ท่าน้ำ.",
        "ชูใจ เลิศล้ำ. (2564). ตำราต้มหมึกพิมพ์จากเปลือกไม้. เลย: ร้านสมุดริมโขง.",
    ],
    "คงบรรทัด": [
        "บ้านหลังนี้สร้างก่อนสงคราม เสาทุกต้นเป็นไม้ตะเคียน⏎หลังคาเปลี่ยนแล้วสองครั้ง"
        "⏎ส่วนบันไดยังเป็นของเดิม ราคา:⏎25 บาท"
    ],
    "บรรทัดละย่อหน้า": [
        "บ้านหลังนี้สร้างก่อนสงคราม เสาทุกต้นเป็นไม้ตะเคียน",
        "หลังคาเปลี่ยนแล้วสองครั้ง",
        "ส่วนบันไดยังเป็นของเดิม ราคา:",
        "25 บาท",
    ],
    "ต่อกัน": [
        "บ้านหลังนี้สร้างก่อนสงคราม เสาทุกต้นเป็นไม้ตะเคียนหลังคาเปลี่ยนแล้วสองครั้งส่วนบันไดยังเป็นของเดิม ราคา: 25 บาท"
    ],
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, pypdfium2.PdfDocument, str]:
    """The EPUB, the PDF, and what was said."""
    out = tmp_path_factory.mktemp("typed")
    told = run(str(FOLDER), "-o", str(out))
    pdf = pypdfium2.PdfDocument(next(out.glob("*.pdf")))
    return next(out.glob("*.epub")), pdf, told.stdout + told.stderr


@pytest.fixture(scope="module")
def typed(
    built: tuple[Path, pypdfium2.PdfDocument, str],
) -> tuple[dict[str, list[str]], str, str]:
    """The paragraphs of each chapter of the EPUB, the text of the PDF, and what was said."""
    epub, document, told = built
    pages = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    return _paragraphs(epub), pages.replace("\r", ""), told


def _paragraphs(epub: Path) -> dict[str, list[str]]:
    chapters: dict[str, list[str]] = {}
    with zipfile.ZipFile(epub) as archive:
        names = [name for name in archive.namelist() if re.search(r"chapter-\d+\.xhtml$", name)]
        for name in names:
            body = etree.fromstring(archive.read(name)).find(f"{XHTML}body")
            assert body is not None
            for br in body.iter(f"{XHTML}br"):
                br.tail = END + (br.tail or "").lstrip()
            blocks = [
                (
                    block.tag,
                    " ".join("".join(map(str, block.itertext())).replace(BREAK, "").split()),
                )
                for block in body.iter(*(f"{XHTML}{tag}" for tag in ("h1", "p", "li", "pre")))
            ]
            title = next(text for tag, text in blocks if tag == f"{XHTML}h1")
            chapters[title] = [
                re.sub(f" *{END} *", END, text) for tag, text in blocks if tag != f"{XHTML}h1"
            ]
    return chapters


@pytest.mark.parametrize("title", WANTED)
def test_lines_come_out_as_they_were_meant(
    title: str, typed: tuple[dict[str, list[str]], str, str]
) -> None:
    assert typed[0][title] == WANTED[title]


def test_lines_are_lines_on_paper(typed: tuple[dict[str, list[str]], str, str]) -> None:
    """What is short enough for one line of the page stands alone on one."""
    on_paper = {"".join(line.split()) for line in typed[1].split("\n")}
    short = [
        "".join(line.split())
        for title, paragraphs in WANTED.items()
        if title not in ("ห่อบรรทัด", "เยื้อง", "ต่อกัน", "บรรณานุกรม")
        for paragraph in paragraphs
        for line in paragraph.split(END)
        if len(line) < 40 and not re.match(r"[กค]\.", line)  # whose marker stands apart
    ]
    assert [line for line in short if line not in on_paper] == []
    assert len(short) > 50


def test_items_stand_one_below_the_other(
    built: tuple[Path, pypdfium2.PdfDocument, str],
) -> None:
    """Their markers take no line of the grid for themselves."""
    for page in built[1]:
        text = page.get_textpage()
        heights = [_height(text, f"มาตรา {number}") for number in "๗๘"]
        if None not in heights:
            above, below = (height for height in heights if height)
            assert above - below == pytest.approx(11 * 1.7, abs=0.5)
            return
    raise AssertionError("no such page")


def _height(text: pypdfium2.PdfTextPage, words: str) -> float | None:
    """Where the first of the words stands, in points above the foot of the page."""
    found = text.search(words).get_next()
    return found and float(text.get_charbox(found[0])[1])


def test_each_place_that_may_be_either_is_told_with_a_remedy(
    typed: tuple[dict[str, list[str]], str, str],
) -> None:
    told = typed[2]
    assert re.findall(r"(\w+\.md):(\d+): (L41[56]-[a-z-]+)", told) == [
        ("doubtful.md", "3", "L415-lines-joined"),
        ("doubtful.md", "8", "L415-lines-joined"),
        ("doubtful.md", "11", "L416-indent-code"),
    ]
    assert "lines: keep" in told


ENDS = [
    # (a text, what stands for each line end that is meant: | a line, ¶ a paragraph)
    ("> เรียนเพื่อนรัก\n> ฉันสบายดีและคิดถึง\n> เสมอมา", "> เรียนเพื่อนรัก|> ฉันสบายดีและคิดถึง|> เสมอมา"),
    ("ข้อ ๑ ใครมา\nก. สมชาย\nข. สมศรี\nข้อ ๒ ใครไป", "ข้อ ๑ ใครมา\nก. สมชาย\nข. สมศรี¶ข้อ ๒ ใครไป"),
    ("ให้ทำตาม\nมาตรา ๕\nมาตรา ๖", "ให้ทำตาม\nมาตรา ๕|มาตรา ๖"),
    ("**หัวเรื่อง**\nข้อความ", "**หัวเรื่อง**|ข้อความ"),
    ("•\tนม\n•\tไข่", "•\tนม|•\tไข่"),
    ("๑. หนึ่ง\n   ๑.๑ ย่อย\n   ๑.๒ ย่อย", "๑. หนึ่ง|   ๑.๑ ย่อย|   ๑.๒ ย่อย"),
    ("::: ขวา\nผู้เขียนคนหนึ่ง\nบ้านริมน้ำ\nปีมะโรง\n:::", "::: ขวา\nผู้เขียนคนหนึ่ง\nบ้านริมน้ำ\nปีมะโรง\n:::"),
    ("คำหนึ่ง\n:   ความหมาย\n:   อีกความหมาย", "คำหนึ่ง\n:   ความหมาย\n:   อีกความหมาย"),
    ("![ภาพ](a.png)\nภาพ: คำบรรยาย", "![ภาพ](a.png)\nภาพ: คำบรรยาย"),
    ("ราคา 1.5 ล้าน\nบาท", "ราคา 1.5 ล้าน\nบาท"),
    ("“กินข้าวหรือยัง” แม่ถาม\n“ยังเลย” ลูกตอบแล้วเดินไป", "“กินข้าวหรือยัง” แม่ถาม|“ยังเลย” ลูกตอบแล้วเดินไป"),
    ("เธอหันมาแล้วพูดกับเขา\n“ไปด้วยกันไหม”", "เธอหันมาแล้วพูดกับเขา|“ไปด้วยกันไหม”"),
    ("ผู้ขอต้องมีลักษณะ ได้แก่\n(ก) อายุครบ\n(ข) มีบัตร", "ผู้ขอต้องมีลักษณะ ได้แก่|(ก) อายุครบ|(ข) มีบัตร"),
    ("(๑) เป็นเจ้าหน้าที่\n(๒) เป็นเจ้าของ หรือ\n(๓) เช่า", "(๑) เป็นเจ้าหน้าที่|(๒) เป็นเจ้าของ หรือ|(๓) เช่า"),
    ("ต้องโทษตาม (๑) และ\n(๒) ของข้อนี้", "ต้องโทษตาม (๑) และ\n(๒) ของข้อนี้"),
    ("กิจกรรมที่ 1 วาดรูป\nกิจกรรมที่ 2 ปั้นดิน", "กิจกรรมที่ 1 วาดรูป|กิจกรรมที่ 2 ปั้นดิน"),
    ("– ใครมา\nไปรษณีย์\n– มีอะไร", "– ใครมา\nไปรษณีย์|– มีอะไร"),
    ("➤ ออกเดินทาง\n➤ ถึงที่หมาย", "➤ ออกเดินทาง|➤ ถึงที่หมาย"),
    ("โจทย์ข้อนี้ตอบอะไร\nก. หนึ่ง   ข. สอง", "โจทย์ข้อนี้ตอบอะไร|ก. หนึ่ง   ข. สอง"),
    ("(นางจันทร์ ทองดี)\nผู้อำนวยการ", "(นางจันทร์ ทองดี)|ผู้อำนวยการ"),
    ("> [!TIP]\n> เกร็ดความรู้เรื่องปลาในแม่น้ำโขง", "> [!TIP]\n> เกร็ดความรู้เรื่องปลาในแม่น้ำโขง"),
]
SHORT_LINES = (
    "ลมหนาวพัดมาถึงหมู่บ้านแล้วในตอนเช้ามืด\nยายก่อไฟหน้าบ้าน หลาน ๆ มานั่งล้อมวงกันจนครบ\nไม่มีใครไปโรงเรียน"
)


@pytest.mark.parametrize(
    "more", ["", "\n\nแม่น้ำสายนี้ไหลผ่านตลาด แล้วอ้อมไปหลังวัดซึ่งมีต้นโพธิ์ใหญ่ ก่อนจะลงทะเลที่ปากอ่าว"]
)
def test_few_lines_that_may_be_paragraphs_are_told(more: str) -> None:
    ends = line_ends(f"# ก\n\n{SHORT_LINES}{more}\n")
    assert ends.meant == {}
    assert [numbers[0] for numbers in ends.doubtful] == [2]


@pytest.mark.parametrize(("text", "wanted"), ENDS, ids=[f"{n}" for n in range(len(ENDS))])
def test_a_line_end_is_what_it_is_by_its_lines(text: str, wanted: str) -> None:
    signs = {"LINE": "|", "PARAGRAPH": "¶"}
    meant = line_ends(text).meant
    ends = [
        line + (signs[meant[number].name] if number in meant else "\n")
        for number, line in enumerate(text.split("\n"))
    ]
    assert "".join(ends).removesuffix("\n") == wanted


@pytest.mark.parametrize("width", [48, 66, 80, 100])
@pytest.mark.parametrize("at_spaces", [True, False])
def test_wrapped_prose_is_joined_without_a_word(width: int, at_spaces: bool) -> None:
    chosen = random.Random(width)
    words = "บ้าน ของเราอยู่ริมคลองสายเล็ก น้ำ ใสจนเห็นตัวปลา ในฤดูหนาว มาตรา ๕ (๑) คนเดินเรือ ร้องเพลง".split()
    for _ in range(20):
        paragraphs = [" ".join(chosen.choices(words, k=60)) for _ in range(6)]
        text = "\n\n".join("\n".join(_wrapped(each, width, at_spaces)) for each in paragraphs)
        ends = line_ends(f"# ก\n\n{text}\n")
        assert not ends.meant
        assert not ends.doubtful


def _wrapped(paragraph: str, width: int, at_spaces: bool) -> list[str]:
    lines: list[str] = [""]
    for part in re.findall(r"\S+ ?", paragraph) if at_spaces else paragraph:
        if len(lines[-1]) + len(part.rstrip()) > width:
            lines.append("")
        lines[-1] += part
    return [line.strip() for line in lines if line.strip()]


@pytest.mark.parametrize(
    "line", ["ก\n", "(๑) ก\n", "    ก\n", "“ก”\n", "ก: ข\n", "\tก  ข\n", "๑.๑.๑ "]
)
def test_line_ends_take_as_long_as_the_text_is(line: str) -> None:
    begin = time.process_time()
    arranged(line * 20_000)
    assert time.process_time() - begin < 4


def test_indents_of_prose_are_nothing_and_code_is_code() -> None:
    text = (
        "# ก\n\n\tกาลครั้งหนึ่ง\n\n    1. ข้อหนึ่ง\n    2. ข้อสอง\n\nข\n\n"
        "    x = 1\n    # ความเห็น\n\n- ค\n\n    ย่อหน้าในข้อ\n"
    )
    assert [line.kind.name for line in scan(text)].count("CODE") == 2
    assert "\nกาลครั้งหนึ่ง\n\n1. ข้อหนึ่ง\n2. ข้อสอง" in arranged(text)
    assert "\n    ย่อหน้าในข้อ" in arranged(text)


INDENTED = [
    # (what stands between empty lines, indented; what each is: Prose, Code, or doubtful code)
    (["พ่อนั่งซ่อมแหอยู่ใต้ถุนเรือน", "x = 1\ny = x + 2", "แม่ตำน้ำพริกกลิ่นหอมไปทั้งบ้าน"], "PCP"),
    (["ราคา 1 + 1 = 2 บาทพอดีไม่มีทอน"], "P"),
    (["LINE คือโปรแกรมคุยที่ยายใช้ทุกวัน"], "P"),
    (["git commit -m 'แก้คำผิดในบทที่หนึ่งแล้ว'"], "D"),
    (["$ python a.py", "สวัสดีชาวโลก", "$ exit"], "CDC"),
    (["จำนวน = 12\nชื่อ = 'ปลา'"], "C"),
    (["function ทักทาย(ชื่อ) {\n  return ชื่อ;\n}"], "C"),
    (["class ปลา:\n    '''ปลาในบ่อ", "    มีสีแดงและสีดำปนกัน", "    '''"], "CCC"),
    (["เขาว่า “ไม่ไป”; แล้วก็เดินออกไป"], "D"),
]


@pytest.mark.parametrize(("blocks", "wanted"), INDENTED)
def test_each_indented_block_is_judged_by_its_own_signs(blocks: list[str], wanted: str) -> None:
    indented = ["    " + block.replace("\n", "\n    ") for block in blocks]
    text = "# ก\n\n" + "\n\n".join(indented) + "\n"
    begins = [text[: text.index(block)].count("\n") for block in indented]
    lines = scan(text)
    found = ["D" if lines[at].is_doubtful else lines[at].kind.name[0] for at in begins]
    assert "".join(found) == wanted


@pytest.mark.parametrize("indent", ["    ", "\t"])
@pytest.mark.parametrize(
    "above", ["::: note\nก\n:::\n\n", "::: note\n", "- ก\n\n::: note\nข\n:::\n\n"]
)
def test_a_division_makes_no_code_of_indented_prose(above: str, indent: str) -> None:
    text = f"# ก\n\n{above}{indent}ฝนตกทั้งคืนจนน้ำท่วมถึงบันไดขั้นที่สาม\n"
    assert "CODE" not in [line.kind.name for line in scan(text)]
    assert "\nฝนตกทั้งคืน" in arranged(text)


def test_indents_of_a_poem_are_its_own() -> None:
    poem = "::: โคลง\nเสียงลือเสียงเล่าอ้าง\n\n    อันใด พี่เอย\n:::\n"
    assert arranged(poem) == poem


@pytest.mark.parametrize("mode", ["keep", "paragraphs"])
def test_book_yaml_settles_a_whole_manuscript(mode: str, manuscript: Callable[..., Path]) -> None:
    folder = manuscript("# ก\n\nหนึ่งบรรทัด\nสองบรรทัด\n", f"typography: {{lines: {mode}}}\n")
    out = folder / "out"
    told = run(str(folder), "-o", str(out), "--epub")
    paragraphs = next(iter(_paragraphs(next(out.glob("*.epub"))).values()))
    joined = {"keep": ["หนึ่งบรรทัด⏎สองบรรทัด"], "paragraphs": ["หนึ่งบรรทัด", "สองบรรทัด"]}
    assert paragraphs == joined[mode]
    assert "L415" not in told.stdout + told.stderr


def _hung(text: str) -> list[tuple[str, str, str]]:
    """Of each line of the first paragraph its classes, its marker and its words."""
    root: Any = html.fromstring(f"<body>{to_html(text)}</body>")
    hang_items(root)
    return [
        (
            span.get("class"),
            "".join(sign.text.strip() for sign in span.xpath("./span[@class='sign']")),
            span.text_content().strip(),
        )
        for span in root.xpath("//p[contains(@class, 'items')]/span")
    ]


def test_typed_items_hang_below_their_markers_each_within_the_one_above() -> None:
    text = "ข้อ ๗ ให้เตรียม\n(๑) ของสด เช่น\n(ก) *ผัก*\n(ข) ปลา\n(๒) ของแห้ง\nข้อ ๘ แล้วปรุง"
    assert _hung(text) == [
        ("item level-1", "ข้อ ๗", "ข้อ ๗ ให้เตรียม"),
        ("item level-2", "(๑)", "(๑) ของสด เช่น"),
        ("item level-3", "(ก)", "(ก) ผัก"),
        ("item level-3", "(ข)", "(ข) ปลา"),
        ("item level-2", "(๒)", "(๒) ของแห้ง"),
        ("item level-1", "ข้อ ๘", "ข้อ ๘ แล้วปรุง"),
    ]


def test_lines_above_items_and_between_them_keep_their_place() -> None:
    text = "วิธีทำ\n1.1 ต้ม\nให้เดือดก่อน\n1.2 ยก"
    assert [classes for classes, _, _ in _hung(text)] == [
        "item level-0", "item level-1", "item level-1 more", "item level-1"
    ]  # fmt: skip
    assert _hung("(๑) ข้อเดียว\nบรรทัดต่อ") == []


def test_levels_of_items_have_a_style_as_deep_as_they_go() -> None:
    sheet = (ROOT / "styles" / "markup.css").read_text("utf-8")
    assert all(f".level-{level} {{" in sheet for level in range(2, DEEPEST + 1))
    assert f".level-{DEEPEST + 1} " not in sheet


def test_wrapped_items_are_joined() -> None:
    """Each but the last line of an item is about as wide as the others."""
    text = (
        "(๑) แต่งกายตามแบบที่โรงเรียนกำหนดไว้ในระเบียบ ทั้งในวันปกติและ\nวันกีฬาสี\n"
        "(๒) มาถึงก่อนเคารพธงชาติ เว้นแต่มีเหตุจำเป็นซึ่งผู้ปกครองได้\nแจ้งแล้ว\n(๓) ไม่นำของมีค่ามา"
    )
    assert sorted(line_ends(text).meant) == [1, 3]


@pytest.mark.parametrize(
    ("block", "taken"),
    [
        ("    - sed\n    - มีด", True),
        ("    - name: x\n    - run: y", False),  # code
        ("    ls -l", False),
        ("   * Pix4D\n   * โดรน", True),
        ("    | a | b |\n    |---|---|\n    | 1 | 2 |", True),
    ],
)
def test_what_is_a_block_below_a_typed_item(block: str, taken: bool) -> None:
    text = f"(ก) เตรียมของ\n{block}\n(ข) ลงมือ"
    assert any(line.outdent for line in scan(text)) == taken


def test_a_line_leaves_the_quotation_and_the_list_above_it() -> None:
    told = "เมื่อคืนผมฝันว่าได้กลับไปยืนอยู่หน้าโรงหนังเก่าอีกครั้ง ไฟหน้าร้านยังสว่าง\nแล้วก็ตื่น"
    text = f"> ไปไหนมา\n> โทรไปไม่รับ\nไปหาแม่\nขอโทษที\n\n{told}\n"
    assert "ไปหาแม่" not in to_html(text).split("</blockquote>", maxsplit=1)[0]


@pytest.mark.parametrize(
    "blank", ["ชื่อ____นามสกุล____", "วันที่ __/__/____", "(_____)_____", "ไอ้****นั่น แม่****มัน"]
)
def test_blanks_to_fill_in_keep_their_signs(blank: str) -> None:
    assert to_html(blank) == f"<p>{blank}</p>"


def test_one_sign_of_code_makes_no_code_of_the_paragraphs_around() -> None:
    text = "# ก\n\n    ตอนเด็กบ้านเราอยู่ริมทางรถไฟ\n\n    ครูบอกว่า x = y ก็คือเท่ากัน\n\n    แล้วเราก็ลืม\n"
    code = [n for n, line in enumerate(scan(text)) if line.kind.name == "CODE"]
    assert code == [4]
    assert scan(text)[4].is_doubtful


def test_what_is_indented_below_an_item_of_a_law_stands_in_it() -> None:
    """A list, a paragraph, and the items that go on behind them: each at its level."""
    text = (
        "(๑) กรรมการ ได้แก่\n(ก) ปลัด\n    - มหาดไทย\n    - คลัง\n(ข) อธิบดี\n\n"
        "    ตามข้อนี้ให้รวมถึงผู้รักษาราชการแทน\n\n(ค) อื่น ๆ\n(๒) เลขานุการ\n"
    )
    root = html.fragment_fromstring(to_html(text), create_parent="div")
    hang_items(root)
    below = [(each[0].tag, each.get("class")) for each in root.iter("div") if each.get("class")]
    assert below == [("ul", "below-item level-2"), ("p", "below-item level-2")]
    levels = [span.get("class") for span in root.iter("span") if span.find("span") is not None]
    assert levels == [f"item level-{level}" for level in (1, 2, 2, 2, 1)]


@pytest.mark.parametrize(
    "text",
    [
        "๑.๑ ความเป็นมา\n\n\tย่อหน้านี้เยื้องอย่างย่อหน้าทั่วไป\n\n๑.๒ วัตถุประสงค์\n",
        "ตอนที่ ๑ ออกเดินทาง\n\n    วันนั้นฝนตกหนักมากตั้งแต่เช้า\n",
        "```\n(ก) x\n    - ปลา\n    | ก | ข |\n```\n",
        "- (ก) ข้าว\n    - ปลา\n",
    ],
)
def test_what_is_not_below_an_item(text: str) -> None:
    assert not any(line.is_below for line in scan(text))


def test_a_warning_names_every_end_that_may_be_meant(manuscript: Callable[..., Path]) -> None:
    folder = manuscript(f"# ก\n\n{SHORT_LINES}\n")
    done = run(str(folder), "--epub", "--lang", "en")
    assert "(line ends: 3–4)" in done.stdout + done.stderr


def test_lines_of_verse_with_strokes_between_their_parts_stay_lines() -> None:
    verse = "ในน้ำมีปลา / ในนามีข้าว /\nพ่อค้าขี่ม้า / ไปขายเมืองไกล //"
    assert list(line_ends(verse).meant) == [0]
    prose = "คณะกรรมการและ/หรือผู้แทนจะต้องแจ้งล่วงหน้า\nภายในเจ็ดวัน / สิบวันตามแต่กรณี"
    assert not line_ends(prose).meant
