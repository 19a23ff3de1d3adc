"""A Thai author reads Thai, also where the system, YAML or a checker gives the reason."""

from __future__ import annotations

import ast
import pickle
import re
from pathlib import Path

import pytest
import yaml
from conftest import ROOT

from thaibook.check.validation import _from_epubcheck
from thaibook.messages.fragments import Phrase, in_thai, name_of_character
from thaibook.messages.problems import BookError, Problem, problem
from thaibook.storage.files import read_text
from thaibook.storage.writing import write_file
from thaibook.storage.yaml_mapping import read_yaml


def _texts_said() -> set[str]:
    """Every text that the code makes a Phrase or an SvgError of, a 7 in each blank."""
    found = set()
    for path in (ROOT / "thaibook").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            if not isinstance(node.func, ast.Name) or node.func.id not in ("Phrase", "SvgError"):
                continue
            first = node.args[0]
            if isinstance(first, ast.Constant):
                found.add(str(first.value))
            elif isinstance(first, ast.JoinedStr):
                parts = (p.value if isinstance(p, ast.Constant) else "7" for p in first.values)
                found.add("".join(map(str, parts)))
    return found


def test_the_program_s_own_phrases_are_all_in_thai() -> None:
    said = _texts_said()
    assert len(said) > 20
    names = re.compile("XML|JPEG|PNG|WebP|http|EPUB|entity|epubcheck|fsType|Java|Node.js|zip")
    thai = {text: names.sub("", in_thai(text)) for text in said}
    english = {text for text, found in thai.items() if re.search("[a-z]{3}", found)}
    assert not english


@pytest.mark.parametrize(
    "settings",
    [
        "title: ก: ข", "a: [b, c", "a: {b: c", "a: 'b", "- a\nb: c", 'title: "ก" ข', "a: - b",
        'a: "\\q"', "a: &", "---\na: b\n---\nb: c", "a: ]", "a: >x\n b", "%YAML 9\n---\na: b",
        "chapters:\n\t- one.md", "title: ก\n\tsubtitle: ข", "title: @ก", "rights: %100",
    ],
)  # fmt: skip
def test_what_yaml_says_is_in_thai(settings: str) -> None:
    with pytest.raises(BookError) as caught:
        read_yaml(settings, Path("book.yaml"), ("title",), [])
    (found,) = caught.value.problems
    said = found.message("th").replace("book.yaml", "").replace("Tab", "")
    assert not re.search("[A-Za-z]{3}", said), said
    assert found.line


def test_a_tab_and_a_sign_that_needs_quotes_are_named() -> None:
    for settings, code, line in (
        ("title: ก\nchapters:\n\t- one.md\n", "yaml-tab", 3),
        ("title: ก\n  \tsubtitle: ข\n", "yaml-tab", 2),
        ("title: ก\nrights: %100\n", "yaml-quote", 2),
    ):
        with pytest.raises(BookError) as caught:
            read_yaml(settings, Path("book.yaml"), ("title",), [])
        (found,) = caught.value.problems
        assert (found.code, found.line) == (code, line)
    # the advice is right
    assert "'%100'" in found.hint()
    assert yaml.safe_load("rights: '%100'") == {"rights": "%100"}


def test_what_the_system_says_is_in_thai(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("ก")
    problems: list[Problem] = []
    for call in (
        lambda: read_text(tmp_path / "none.md"),
        lambda: read_text(tmp_path),
        lambda: write_file(tmp_path / "file" / "out", b""),
        lambda: write_file(tmp_path / ("ก" * 200), b""),
    ):
        with pytest.raises(BookError) as caught:
            call()
        problems += caught.value.problems
    for found in problems:
        assert not re.search("[a-z]", found.message("th")), found.message("th")
        assert re.search("[a-z]", found.message("en"))


def test_what_an_author_wrote_is_never_translated() -> None:
    found = problem("wrong-value", "book.yaml", 1, key="breaks", value="none", wanted="none")
    assert "`breaks: none`" in found.message("th")
    assert found.hint("th").endswith(" none")
    assert problem("wrong-value", wanted=Phrase("none")).words == (("wanted", "none"),)


def test_a_phrase_crosses_processes() -> None:
    found: Problem = pickle.loads(pickle.dumps(problem("unreadable", reason=Phrase("not a file"))))
    assert "ไม่ใช่ไฟล์" in found.message("th")


def test_characters_are_named_by_what_they_are() -> None:
    assert in_thai(name_of_character("\x08")) == "U+0008 อักขระควบคุม"
    assert in_thai(name_of_character("\uf0b7")) == "U+F0B7 รหัสเฉพาะของฟอนต์หรือโปรแกรมหนึ่ง"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"PK\x03\x04\x14\x00", "Word"),
        (b"%PDF-1.7\n", "PDF"),
        (b"{\\rtf1\\ansi", "RTF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", ".doc"),
    ],
)
def test_a_document_of_another_program_is_recognised(
    data: bytes, kind: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(data)
    with pytest.raises(BookError) as caught:
        read_text(path)
    (found,) = caught.value.problems
    assert found.code == "not-text"
    assert kind in found.message("th")


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("title: เรื่อง\nchapters: [one.md]\n".encode("cp874"), "Windows-874 (TIS-620)"),
        ("Café à Paris, déjà vu".encode("latin-1"), "another encoding"),
        ("ก".encode("utf-16"), "UTF-16"),
    ],
)
def test_the_encoding_of_a_short_file_is_guessed(
    data: bytes, encoding: str, tmp_path: Path
) -> None:
    path = tmp_path / "book.yaml"
    path.write_bytes(data)
    with pytest.raises(BookError) as caught:
        read_text(path)
    assert dict(caught.value.problems[0].words)["encoding"] == encoding


def test_epubcheck_is_quoted_with_its_place() -> None:
    message: dict[str, object] = {"severity": "ERROR", "ID": "RSC-005", "message": "no"}
    found = _from_epubcheck(Path("a.epub"), message)
    assert (found.code, found.is_error) == ("epub-broken", True)
    assert "RSC-005" in found.message()
