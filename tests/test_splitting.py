"""A long section is in several files, and nothing of it is lost on the way."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree
from validator import faults_of_epub

from thaibook.build import build
from thaibook.epub.splitting import MOST_BYTES, split

Write = Callable[..., Path]
LIMIT = 250_000


def _text(body: str) -> str:
    return re.sub(r"<[^>]*>|\s", "", body)


WORDS = "คำไทย " * 200
ITEM = f"<li>{WORDS}</li>"
BODIES = {
    "paragraphs": "".join(f"<p>ย่อหน้า {n} {WORDS}</p>" for n in range(300)),
    "headings": "".join(f'<h2 id="h{n}">หัว {n}</h2><p>{WORDS * 4}</p>' for n in range(60)),
    "a list": f'<ol id="list">{"".join(f"<li>{n} {WORDS}</li>" for n in range(300))}</ol>',
    "notes": f'<section class="notes" id="n">{f"<aside><p>{WORDS}</p></aside>" * 300}</section>',
    "a list in a list": f"<ul><li>นอก<ul>{ITEM * 9}</ul></li>{ITEM * 200}</ul>",
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_each_part_is_small_and_whole_and_together_they_are_the_section(body: str) -> None:
    parts = split(body)
    assert len(parts) > 1
    assert all(len(part.encode()) <= MOST_BYTES * 1.01 for part in parts)
    for part in parts:
        etree.fromstring(f"<body>{part}</body>")
    assert _text("".join(parts)) == _text(body)
    ids = re.findall(r"id=[\"']([^\"']*)", "".join(parts))
    assert len(ids) == len(set(ids))
    assert not any(re.search(r"<h2[^>]*>[^<]*</h2>\s*$", part) for part in parts)


def test_numbers_of_a_list_go_on() -> None:
    items = "".join(f"<li>{'คำ ' * 400}{n}</li>" for n in range(500))
    first, second, *_ = split(f'<ol start="5">{items}</ol>')
    assert f'<ol start="{5 + first.count("<li>")}">' in second


def test_a_short_section_is_left_as_it_is() -> None:
    assert split("<p>สั้น</p>") == ["<p>สั้น</p>"]


def test_links_contents_and_pages_lead_to_the_file_that_has_their_place(manuscript: Write) -> None:
    text = "# บทใหญ่\n\n" + "".join(
        f"## หัวข้อ {n} {{#h{n}}}\n\n{'บ้านริมคลอง ' * 900}[^{n}] ดู [หัวข้อ](#h{29 - n})\n\n"
        for n in range(30)
    )
    folder = manuscript(text + "".join(f"[^{n}]: เชิงอรรถ\n" for n in range(30)))
    epub = build(folder, folder / "dist", pdf=False).files[0]
    assert faults_of_epub(epub.read_bytes()) == []  # every link arrives
    with zipfile.ZipFile(epub) as archive:
        sizes = {i.filename: i.file_size for i in archive.infolist()}
        nav = archive.read("EPUB/nav.xhtml").decode()
        spine = re.findall(r'idref="([^"]*)"', archive.read("EPUB/content.opf").decode())
    chapters = [name for name in spine if name.startswith("chapter-1")]
    assert len(chapters) > 2
    assert all(sizes[f"EPUB/text/{name}.xhtml"] < LIMIT for name in chapters)
    assert all(f"text/{name}.xhtml#chapter-1-h" in nav for name in chapters[:-1])
