"""What the tests share: a way to write a small manuscript, and to run the program."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import PIL.Image
import pytest

from thaibook.problems import Problem

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(__file__).parent / "data"
EPOCH = "1538352000"  # 2018-10-01T00:00:00Z


@pytest.fixture(autouse=True)
def _steady(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The same clock, language and empty cache of covers for every test."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)
    cache = tmp_path_factory.getbasetemp() / "cache"
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))


@pytest.fixture
def manuscript(tmp_path: Path) -> Callable[..., Path]:
    """manuscript(text, yaml=…) writes a book of one chapter and gives its folder."""

    def write(text: str = "# บทที่หนึ่ง\n\nสวัสดีชาวโลก\n", yaml: str = "", **files: bytes) -> Path:
        folder = tmp_path / "manuscript"
        folder.mkdir(exist_ok=True)
        settings = "title: เล่มทดสอบ\nchapters: [a.md]\n" + yaml
        (folder / "book.yaml").write_text(settings, "utf-8")
        (folder / "a.md").write_text(text, "utf-8")
        for name, data in files.items():
            (folder / name).write_bytes(data)
        return folder

    return write


@pytest.fixture
def everything(manuscript: Callable[..., Path]) -> Path:
    """A manuscript with everything that Markdown and book.yaml can say."""
    png = io.BytesIO()
    PIL.Image.new("RGB", (30, 20), "#c8553d").save(png, "PNG")
    text = (
        '# บท & "ชื่อ" <ก>\n\n## ข\n\n### ค\n\nก **ข** *ค* `ง` <br> ![ภาพ](dot.png "คำ")\n\n'
        "1. หนึ่ง\n2. สอง\n\n- ก\n    - ข\n\n> อ้าง\n\n| ก | ข |\n|:-:|---|\n| ค | ง |\n\n---\n\n"
        "    โค้ด <ก>\n\n<https://a.th/?a=1&b=2>\n\n<div class='x' onclick='y()'>ก</div>\n"
    )
    yaml = (
        "subtitle: รอง\nsource: ผู้ออก\npublisher: สำนักพิมพ์\ndate: 2018-10\nrights: สงวน\n"
        "description: เรื่อง\nsubjects: [ก, ข]\nidentifier: urn:isbn:9780000000002\n"
        "creators: [{name: ผู้เขียน}, {name: ผู้แปล, role: trl}]\ntypography: {digits: thai}\n"
        'cover: {image: dot.png, image_link: "https://a.th/?a=1&b=2", credit: ช่าง <ภาพ>}\n'
    )
    return manuscript(text, yaml, **{"dot.png": png.getvalue()})


def run(*words: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run make_book.py as a person would."""
    return subprocess.run(
        [sys.executable, str(ROOT / "make_book.py"), *words],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def places(problems: tuple[Problem, ...] | list[Problem]) -> list[tuple[str, int]]:
    """(code, line) of each problem."""
    return [(p.code, p.line) for p in problems]
