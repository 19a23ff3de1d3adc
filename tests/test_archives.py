"""Archives of strangers: refused in words, soon and in little memory, before they unfold."""

from __future__ import annotations

import io
import resource
import struct
import time
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from thaibook.check import check_file, validation
from thaibook.messages.fragments import in_thai
from thaibook.storage import UNREADABLE, RefusedArchiveError, SafeZip

MB = 1_000_000
SECONDS, MEGABYTES = 2, 500
CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="a.opf"/></rootfiles></container>'
)
PACKAGE = (
    '<package xmlns="http://www.idpf.org/2007/opf"><manifest>'
    '<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>'
    '<item id="p" href="p.png" media-type="image/png"/>'
    '<item id="s" href="s.svg" media-type="image/svg+xml"/>'
    '<item id="c" href="c.css" media-type="text/css"/>'
    '</manifest><spine><itemref idref="a"/></spine></package>'
)
PAGE = '<html xmlns="http://www.w3.org/1999/xhtml"><body><p>ก</p></body></html>'


def _zipped(*more: tuple[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive with these files beside what every EPUB has."""
    written = io.BytesIO()
    files = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "a.opf": PACKAGE,
        "a.xhtml": PAGE,
    }
    with zipfile.ZipFile(written, "w", method, compresslevel=1) as archive:
        for name, data in (files | dict(more)).items():
            archive.writestr(name, data)
    return written.getvalue()


def _zeros(megabytes: int) -> bytes:
    return bytes(megabytes * MB)


def _directory_says(data: bytes, at: int, value: int, width: str = "<I") -> bytes:
    """The archive whose list of files says something else of its last file; at: of the record
    (APPNOTE 4.3.12)."""
    place = data.rfind(b"PK\1\2") + at
    return data[:place] + struct.pack(width, value) + data[place + struct.calcsize(width) :]


def _overlapping() -> bytes:
    """Two names for the same bytes."""
    data = _zipped(("b", b"x" * 999), ("c", b"y" * 999))
    first = data.find(b"PK\3\4", data.find(b"x" * 99) if b"x" * 99 in data else 0)
    return _directory_says(data, 42, first)


def _many(count: int) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for number in range(count):
            archive.writestr(f"{number}", b"")
    return written.getvalue()


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "one file of 65 MB": (lambda: _zipped(("b", _zeros(65))), "times its size"),
    "many files of 50 MB": (
        lambda: _zipped(*((f"{n}", _zeros(50)) for n in range(7))),
        "times its size",
    ),
    "a list that tells of gigabytes": (
        lambda: _directory_says(_zipped(("b", b"x")), 24, 0xFFFFFFF0),
        "unpacks to",
    ),
    "files over one another": (_overlapping, "lies in another file"),
    "30 000 files": (lambda: _many(30_000), "more than 20000 files"),
    "locked": (lambda: _directory_says(_zipped(("b", b"x")), 8, 1, "<H"), "password"),
    "packed otherwise": (lambda: _zipped(method=zipfile.ZIP_BZIP2), "a way that books do not use"),
    "no archive": (lambda: b"PK" * 999, "no zip archive"),
    "cut short": (lambda: _zipped(("b", b"x" * 9999))[:-200], "no zip archive"),
}  # fmt: skip


@contextmanager
def _soon_and_small() -> Iterator[None]:
    begun, before = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    yield
    assert time.process_time() - begun < SECONDS
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024 < MEGABYTES


@pytest.mark.parametrize("name", REFUSED)
def test_an_archive_is_refused_in_words(name: str, tmp_path: Path) -> None:
    make, reason = REFUSED[name]
    path = tmp_path / "a.epub"
    path.write_bytes(make())
    with _soon_and_small():
        for source in (path, io.BytesIO(path.read_bytes())):
            with pytest.raises(RefusedArchiveError, match=reason):
                SafeZip(source)
        (found,) = check_file(path).problems
    assert found.code == "epub-unreadable"
    assert reason in found.message()
    assert in_thai(dict(found.words)["reason"]) != dict(found.words)["reason"]


@pytest.mark.parametrize("name", ["../a", "a/../../b", "/etc/a", "C:\\a", "a\\..\\..\\b", "c:a"])
def test_names_that_climb_out(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = _zipped((name, b"x"))
    with pytest.raises(RefusedArchiveError, match="leads out"):
        SafeZip(io.BytesIO(data))
    monkeypatch.setattr(validation, "check_epub", lambda _: [])
    monkeypatch.setattr(validation, "check_ace", lambda _: [])
    path = tmp_path / "a.epub"
    path.write_bytes(data)
    said = [found.message() for found in check_file(path).problems]
    assert any("leads out of the book" in each for each in said)


def test_more_bytes_than_the_list_says_are_not_unpacked() -> None:
    """zipfile alone unpacks all at once, and then cuts what is too much."""
    data = _directory_says(_zipped(("b", _zeros(100))), 24, 10)
    tracemalloc.start()
    with SafeZip(io.BytesIO(data)) as archive:
        with pytest.raises(UNREADABLE):
            archive.read("b")
    assert tracemalloc.get_traced_memory()[1] < 5 * MB
    tracemalloc.stop()


def test_a_broken_checksum() -> None:
    data = _zipped(("b", b"x" * 99), method=zipfile.ZIP_STORED).replace(b"xxx", b"xyx", 1)
    with SafeZip(io.BytesIO(data)) as archive, pytest.raises(UNREADABLE):
        archive.read("b")


LAUGHS = "<!DOCTYPE html [<!ENTITY a 'ha'>{}]>".format(
    "".join(f"<!ENTITY {b} '{f'&{a};' * 10}'>" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
)
# Each is made by the test that reads it: some take a second and a hundred million letters.
HOSTILE_PAGES: dict[str, Callable[[], str]] = {
    "entities": lambda: (
        f"{LAUGHS}<html xmlns='http://www.w3.org/1999/xhtml'><p title='&i;'>&i;</p></html>"
    ),
    "entities by the million": lambda: f"{LAUGHS}<html xmlns='x'>{'&a;' * 5 * MB}</html>",
    "elements by the million": lambda: f"<html>{'<a/>' * 7 * MB}</html>",
    "attributes by the million": lambda: "<html {}/>".format(
        " ".join(f"a{n}=''" for n in range(2 * MB))
    ),
    "elements in one another": lambda: "<a>" * MB,
    "a file of the machine": lambda: (
        "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>"
    ),
}


@pytest.mark.parametrize("name", HOSTILE_PAGES)
def test_a_page_that_would_fill_the_memory(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.epub"
    path.write_bytes(_zipped(("a.xhtml", HOSTILE_PAGES[name]())))
    monkeypatch.setattr(validation, "check_epub", lambda _: [])
    monkeypatch.setattr(validation, "check_ace", lambda _: [])
    with _soon_and_small():
        problems = check_file(path).problems
    assert problems
    assert not any("root:" in found.message() for found in problems)


HOSTILE_SHEETS = {
    "a selector without an end": "a " * MB,
    "a remark without an end": "/*" * MB,
    "addresses without an end": "url(" * 200_000,
    "brackets in one another": "a{" * 40_000,
    "declarations by the million": "a{b:c}" * 400_000,
}


@pytest.mark.parametrize("name", HOSTILE_SHEETS)
def test_a_style_sheet_that_would_take_hours(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.epub"
    path.write_bytes(_zipped(("c.css", f"b{{c:d}} {HOSTILE_SHEETS[name]}")))
    monkeypatch.setattr(validation, "check_epub", lambda _: [])
    monkeypatch.setattr(validation, "check_ace", lambda _: [])
    with _soon_and_small():
        assert check_file(path).problems
