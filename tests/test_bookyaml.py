"""docs/book-yaml.md lists what the code knows, no more and no less, and its examples are right."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import PIL.Image
import pytest
import yaml
from conftest import ROOT

from thaibook.design import face_names
from thaibook.load.book_folder import KEYS
from thaibook.load.cover_settings import AUTHOR_KEYS, COVER_KEYS, FLAP_KEYS, TITLE_KEYS
from thaibook.load.imprint_settings import IMPRINT_KEYS, PRINTING_KEYS, SERIES_KEYS
from thaibook.load.looks_settings import CONTENTS_KEYS, FOLIO_KEYS, HEAD_KEYS, OPENING_KEYS
from thaibook.load.manuscript import load_manuscript
from thaibook.load.metadata import CREATOR_KEYS, ISBN_KEYS
from thaibook.load.page_settings import MARGIN_KEYS, PAGE_KEYS, PAGE_SIZES_MM
from thaibook.load.paper_settings import PAPER_KEYS
from thaibook.load.profiles import PROFILE_KEYS
from thaibook.load.shelf_settings import SUBJECT_KEYS
from thaibook.load.spine import CHAPTER_KEYS, PART_KEYS
from thaibook.load.typography_settings import EPUB_KEYS, TYPOGRAPHY_KEYS

LEAF = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'
Write = Callable[..., Path]
PAGE = (ROOT / "docs" / "book-yaml.md").read_text("utf-8")
WHOLE, OF_CHAPTER = PAGE.split("## ในไฟล์บท")
ROW = re.compile(r"^\| `([\w.]+)` \| (.+?) \| (.+?) \| `(.+)` \|$", re.MULTILINE)
INSIDE = {
    "creators": CREATOR_KEYS, "cover": COVER_KEYS, "parts": PART_KEYS, "page": PAGE_KEYS,
    "page.margins": MARGIN_KEYS, "typography": TYPOGRAPHY_KEYS, "epub": EPUB_KEYS,
    "isbn": ISBN_KEYS, "openings": OPENING_KEYS, "heads": HEAD_KEYS, "folios": FOLIO_KEYS,
    "contents": CONTENTS_KEYS, "printings": PRINTING_KEYS, "imprint": IMPRINT_KEYS,
    "series": SERIES_KEYS, "paper": PAPER_KEYS, "cover.title": TITLE_KEYS,
    "cover.author": AUTHOR_KEYS, "cover.flaps": FLAP_KEYS,
    "subjects": SUBJECT_KEYS, "custom": PROFILE_KEYS,
}  # fmt: skip


def test_it_lists_every_key_once() -> None:
    known = [*KEYS, *(f"{key}.{inner}" for key, more in INSIDE.items() for inner in more)]
    assert sorted(row[0] for row in ROW.findall(WHOLE)) == sorted(known)
    assert sorted(row[0] for row in ROW.findall(OF_CHAPTER)) == sorted(CHAPTER_KEYS)


def test_it_lists_every_page_size() -> None:
    told = re.findall(r"^\| (\S.*?) \| (\d+) × (\d+) \|$", WHOLE, re.MULTILINE)
    assert {name: (float(w), float(h)) for name, w, h in told} == PAGE_SIZES_MM


@pytest.mark.parametrize(("key", "kind", "default", "example"), ROW.findall(WHOLE))
def test_each_example_can_be_used(
    key: str, kind: str, default: str, example: str, tmp_path: Path
) -> None:
    settings = {"title": "เล่ม", "chapters": ["one.md"], **yaml.safe_load(example)}
    assert key.split(".")[0] in yaml.safe_load(example)
    if "parts" in settings:
        del settings["chapters"]
    (tmp_path / "book.yaml").write_text(yaml.safe_dump(settings, allow_unicode=True), "utf-8")
    for name in ("one.md", "two.md", "preface.md", "glossary.md"):
        (tmp_path / name).write_text("# บท\n\nข้อความ\n", "utf-8")
    (tmp_path / "images").mkdir()
    picture = io.BytesIO()
    PIL.Image.new("RGB", (30, 40)).save(picture, "JPEG")
    (tmp_path / "images" / "cover.jpg").write_bytes(picture.getvalue())
    (tmp_path / "press.icc").write_bytes(bytes(12) + b"prtrCMYK" + bytes(16) + b"acsp")
    (tmp_path / "images" / "leaf.svg").write_text(LEAF)
    (tmp_path / "refs.bib").write_text("@book{a, title={A}, author={B}, year={2020}}\n")
    assert load_manuscript(tmp_path, face_names).warnings == ()


@pytest.mark.parametrize(("key", "kind", "default", "example"), ROW.findall(OF_CHAPTER))
def test_each_example_of_a_chapter_can_be_used(
    key: str, kind: str, default: str, example: str, manuscript: Write
) -> None:
    assert example.startswith(f"{key}: ")
    assert load_manuscript(manuscript(f"---\n{example}\n---\n\n# บท\n\nก\n")).warnings == ()
