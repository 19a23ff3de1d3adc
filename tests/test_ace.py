"""Ace by DAISY, with Debian's Chromium: nothing that a blind reader would stumble over."""

from __future__ import annotations

import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from conftest import ROOT

from thaibook.build import build
from thaibook.check.ace import check_ace


def _without_alternative_texts(epub: Path, target: Path) -> Path:
    with zipfile.ZipFile(epub) as source, zipfile.ZipFile(target, "w") as copy:
        for entry in source.infolist():
            data = source.read(entry)
            copy.writestr(entry, data.replace(b" alt=", b" data-was="))
    return target


def test_ace_finds_nothing_in_the_article_and_in_a_book_with_everything(
    sample: tuple[Path, Path], tmp_path: Path
) -> None:
    """Three books side by side; in the last it has to find what was taken away."""
    books = [build(ROOT / "book", tmp_path, pdf=False).files[0], sample[0]]
    books.append(_without_alternative_texts(books[0], tmp_path / "broken.epub"))
    with ThreadPoolExecutor() as pool:
        *whole, broken = pool.map(check_ace, books)
    assert [problem.message() for book in whole for problem in book] == []
    assert {problem.code for problem in broken} == {"not-accessible"}
    assert any("critical image-alt in text/cover.xhtml" in p.message() for p in broken)
