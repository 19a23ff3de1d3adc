"""What authors really type, kind by kind: what comes out of both formats, read from the files.

tests/data/manuscripts/ has a folder for each kind. Here are the kinds without a test module of
their own; typed_lines, verse, signs, all-at-once and the dialects have one.
"""

from __future__ import annotations

import html
import re
import shlex
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import NamedTuple

import pytest
from conftest import DATA, run

FOLDER = DATA / "manuscripts"
SAID = re.compile(r"^\S*?([\w.-]+\.\w+:\d+): (\S+)", re.MULTILINE)
COMMAND = re.compile(r"`([^`]*make_book\.py[^`]*)`")


class Made(NamedTuple):
    """What came of a folder: the XHTML of its first chapter, the letters of the PDF as Poppler
    reads them, and (file:line, code) of each message."""

    xhtml: str
    paper: str
    said: list[tuple[str, str]]
    folder: Path


def _made(kind: str, tmp: Path) -> Made:
    done = run(str(FOLDER / kind), "-o", str(tmp), NO_COLOR="1")
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(next(tmp.glob("*.epub"))) as archive:
        xhtml = archive.read("EPUB/text/chapter-1.xhtml").decode()
    words = ["pdftotext", "-enc", "UTF-8", str(next(tmp.glob("*.pdf"))), "-"]
    paper = subprocess.run(words, check=True, capture_output=True, text=True).stdout
    plain = re.sub(r"</?w-[^>]*>|<!\[CDATA\[|\]\]>|[\u200b\u2060]", "", xhtml)
    return Made(plain, re.sub(r"\s+", " ", paper), SAID.findall(done.stderr), tmp)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Made]:
    """Each kind, built once."""
    kinds = ("indented", "inline", "proof", "check")
    return {kind: _made(kind, tmp_path_factory.mktemp(kind)) for kind in kinds}


def _words(xhtml: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", xhtml))


def test_indented_prose_is_no_code(made: dict[str, Made]) -> None:
    indented = made["indented"]
    code = re.findall(r"<pre>.*?</pre>", indented.xhtml, re.DOTALL)
    assert [_words(each).split()[0] for each in code] == ["for", "ผลรวม"]
    assert indented.said == [("a.md:26", "L416-indent-code")]
    for words in ("หมอกลงจัด", "ข้าวแกงหม้อใหญ่", "ด้วยโรงเรียนจะจัดอบรม", "นายสมชาย ใจดี"):
        assert words in indented.paper
        assert words not in "".join(code)


SIGNS = "! \" # $ % & ' ( ) * + , - . / : ; < = > ? @ [ \\ ] ^ _ ` { | } ~"


def test_inline_signs_are_what_they_are(made: dict[str, Made]) -> None:
    inline = made["inline"]
    text = _words(inline.xhtml)
    for words in (SIGNS, ">_< และ ^_^ กับ ส*ตว์ และ ¯\\_(ツ)_/¯", "#แฮชแท็ก ไม่ใช่หัวข้อ"):
        assert words in text
        assert words in inline.paper
    assert inline.xhtml.count("<math") == 4
    assert "x_๑" in inline.xhtml  # the words of a formula whose digits are Thai
    items = re.split(r"<li>", inline.xhtml.partition("<ol>")[2].partition("</ol>")[0])[1:]
    assert ["<pre" in items[0], "<table" in items[1], "noteref" in items[2]] == [True] * 3
    note = inline.xhtml.partition('<aside class="note"')[2].partition("</aside>")[0]
    assert (note.count("<li>"), note.count("<pre")) == (2, 1)
    assert "<img" in inline.xhtml
    assert inline.said == [
        ("a.md:41", "missing-glyph"),
        ("a.md:47", "L310-link-space"),
        ("a.md:49", "L417-formula-open"),
    ]


def test_what_nobody_sees_on_paper_is_told(made: dict[str, Made]) -> None:
    proof = made["proof"]
    assert "LATIN WORDS" in proof.paper
    assert "Latin words" in proof.xhtml
    assert sorted(proof.said) == [
        ("a.md:11", "unseen-on-paper"),
        ("a.md:13", "unseen-on-paper"),
        ("a.md:15", "missing-glyph"),
        ("a.md:5", "unseen-on-paper"),
        ("a.md:7", "unseen-on-paper"),
        ("a.md:9", "off-page"),
        ("print.css:8", "style-adds-words"),
    ]


@pytest.mark.parametrize("fault", ["", "a listed file", "no XML", "nobody comes to it"])
def test_check_says_what_is_so(fault: str, made: dict[str, Made], tmp_path: Path) -> None:
    epub = next(made["check"].folder.glob("*.epub"))
    with zipfile.ZipFile(epub) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    chapter, package = "EPUB/text/chapter-2.xhtml", "EPUB/content.opf"
    if fault == "a listed file":
        del parts[chapter]
    elif fault == "no XML":
        parts[chapter] = parts[chapter].replace(b"</p>", b"", 1)
    elif fault:
        item = re.search(rb'id="([^"]+)"[^>]*chapter-2\.xhtml|chapter-2\.xhtml"[^>]*id="([^"]+)"',
                         parts[package])  # fmt: skip
        assert item
        own = (item[1] or item[2]).decode()
        order = re.sub(rf'<itemref idref="{own}"[^>]*/>'.encode(), b"", parts[package])
        assert order != parts[package]
        parts[package] = order
    path = tmp_path / "a.epub"
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    done = run("check", str(path), "--strict", PATH="/nowhere", THAIBOOK_ACE="", NO_COLOR="1")
    last = done.stdout.splitlines()[-1]
    assert done.returncode == bool(fault), done.stderr
    assert ("not fully checked" in last) == (not fault)
    assert "ok" not in last.split()


def test_the_first_minutes(tmp_path: Path) -> None:
    """A folder of texts, then with a book.yaml: each command that is printed works as printed."""
    folder = tmp_path / "my book"
    shutil.copytree(FOLDER / "first_minutes", folder)
    settings = (folder / "book.yaml").read_text("utf-8")
    (folder / "book.yaml").unlink()
    lost = run("my book", cwd=tmp_path)
    assert "settings-missing" in lost.stderr
    for command in COMMAND.findall(lost.stderr):
        done = subprocess.run(
            [*shlex.split(command), "--epub"] if ".md" in command else shlex.split(command),
            cwd=tmp_path, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, (command, done.stderr)
    (folder / "book.yaml").write_text(settings, "utf-8")
    built = run("my book", "-o", "made", cwd=tmp_path)
    assert built.returncode == 0, built.stderr
    assert "unknown-key" not in built.stderr
    with zipfile.ZipFile(next((tmp_path / "made").glob("*.epub"))) as archive:
        assert "urn:isbn:9786160000005" in archive.read("EPUB/content.opf").decode()
