"""Ace by DAISY, with Debian's Chromium: nothing that a blind reader would stumble over."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from conftest import ROOT
from lxml import etree

from thaibook.build import build
from thaibook.check.ace import check_ace


def _without_alternative_texts(epub: Path, target: Path) -> Path:
    with zipfile.ZipFile(epub) as source, zipfile.ZipFile(target, "w") as copy:
        for entry in source.infolist():
            data = source.read(entry)
            copy.writestr(entry, data.replace(b" alt=", b" data-was="))
    return target


def test_ace_finds_nothing_in_a_book_with_everything_but_what_is_missing(
    sample: tuple[Path, Path], manuscript: Callable[..., Path], tmp_path: Path
) -> None:
    """A second book beside it, in which it has to find what was taken away."""
    small = build(manuscript(), tmp_path, pdf=False).files[0]
    books = [sample[0], _without_alternative_texts(small, tmp_path / "broken.epub")]
    with ThreadPoolExecutor() as pool:
        whole, broken = pool.map(check_ace, books)
    assert [problem.message() for problem in whole] == []
    assert {problem.code for problem in broken} == {"not-accessible"}
    assert any("critical image-alt in text/cover.xhtml" in p.message() for p in broken)


def test_only_what_ace_has_passed_says_that_it_is_accessible(
    manuscript: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The article, in which Ace finds nothing; and a book that nobody could ask it about."""
    article = shutil.copytree(ROOT / "book", tmp_path / "article")
    with (article / "book.yaml").open("a", encoding="utf-8") as settings:
        settings.write("epub: {certified_by: ทุ่งนา}\n")
    built = build(article, tmp_path, pdf=False)
    assert built.warnings == ()
    with zipfile.ZipFile(built.files[0]) as archive:
        package = etree.fromstring(archive.read("EPUB/content.opf"))
    (claim,) = package.findall(".//{*}meta[@property='dcterms:conformsTo']")
    assert claim.text == "EPUB Accessibility 1.1 - WCAG 2.1 Level AA"
    (certifier,) = package.findall(f".//{{*}}meta[@refines='#{claim.get('id')}']")
    assert (certifier.get("property"), certifier.text) == ("a11y:certifiedBy", "ทุ่งนา")
    monkeypatch.setenv("THAIBOOK_ACE", "/nowhere/ace")
    folder = manuscript("# อีกเล่ม\n\nข้อความ\n", "publisher: ทุ่งนา\nepub: {certified_by: ทุ่งนา}\n")
    built = build(folder, tmp_path / "elsewhere", pdf=False)
    assert [warning.code for warning in built.warnings] == ["not-certified"]
    with zipfile.ZipFile(built.files[0]) as archive:
        assert b"conformsTo" not in archive.read("EPUB/content.opf")
