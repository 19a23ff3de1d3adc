"""`check` says ok only of what was looked at and is sound, with Java and without."""

from __future__ import annotations

import subprocess
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from conftest import ROOT, Run, run

from thaibook.build import build

OPF, NAV = "EPUB/content.opf", "EPUB/nav.xhtml"
CHAPTER, NCX = "EPUB/text/chapter-1.xhtml", "EPUB/toc.ncx"
Parts = dict[str, bytes]
Write = Callable[..., Path]


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> tuple[Parts, Path]:
    """A sound book: the parts of its EPUB by their names, and its PDF."""
    folder = tmp_path_factory.mktemp("truth")
    (folder / "book.yaml").write_text("title: เล่ม\nchapters: [a.md, b.md]\n", "utf-8")
    (folder / "a.md").write_text("# หนึ่ง\n\nสวัสดี [สอง](b.md#end)\n", "utf-8")
    (folder / "b.md").write_text("# สอง {#end}\n\nลาก่อน\n", "utf-8")
    epub, pdf = build(folder, folder / "made").files
    with zipfile.ZipFile(epub) as archive:
        return {name: archive.read(name) for name in archive.namelist()}, pdf


def _zip(parts: Mapping[str, bytes], path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def _check(path: Path, *words: str, java: bool = False) -> Run:
    """check without Java and Node.js, where not asked for otherwise."""
    more = {} if java else {"PATH": "/nowhere", "THAIBOOK_ACE": ""}
    return run("check", str(path), *words, cwd=ROOT, NO_COLOR="1", **more)


def _without(parts: Parts, name: str) -> Parts:
    return {each: data for each, data in parts.items() if each != name}


def _changed(parts: Parts, name: str, old: bytes, new: bytes) -> Parts:
    assert old in parts[name]
    return {**parts, name: parts[name].replace(old, new, 1)}


def _itemref(parts: Parts, stem: str) -> bytes:
    lines = parts[OPF].replace(b"><", b">\n<").splitlines()
    item = next(line for line in lines if b"<item " in line and f"{stem}.xhtml".encode() in line)
    name = item.partition(b' id="')[2].partition(b'"')[0]
    start = parts[OPF].index(b'<itemref idref="' + name + b'"')
    return parts[OPF][start : parts[OPF].index(b"/>", start) + 2]


def _font(parts: Parts) -> str:
    return next(name for name in parts if name.endswith((".ttf", ".otf", ".woff2")))


def _sheet(parts: Parts) -> str:
    return next(name for name in parts if name.endswith(".css"))


BROKEN: dict[str, tuple[Callable[[Parts], Parts], str]] = {
    "a font that is not there": (lambda p: _without(p, _font(p)), "is listed in the package, but"),
    "a chapter that is not there": (lambda p: _without(p, CHAPTER), f"{CHAPTER} is listed"),
    "a chapter that is no XML": (
        lambda p: _changed(p, CHAPTER, b"</p>", b"</b>"), f"{CHAPTER} cannot be read as XML",
    ),
    "a chapter cut short": (
        lambda p: {**p, CHAPTER: p[CHAPTER][:-40]}, f"{CHAPTER} cannot be read as XML",
    ),
    "a name that XML does not know": (
        lambda p: _changed(p, CHAPTER, b"</p>", b"&hellip;</p>"), "cannot be read as XML: Entity",
    ),
    "contents that are no XML": (
        lambda p: _changed(p, NAV, b"</li>", b""), f"{NAV} cannot be read as XML",
    ),
    "a package that is no XML": (
        lambda p: _changed(p, OPF, b"</metadata>", b""), f"{OPF} cannot be read as XML",
    ),
    "old contents that are no XML": (
        lambda p: _changed(p, NCX, b"</navPoint>", b""), f"{NCX} cannot be read as XML",
    ),
    "a chapter out of the order": (
        lambda p: _changed(p, OPF, _itemref(p, "chapter-1"), b""), f"no reader comes to {CHAPTER}",
    ),
    "a text that nothing lists": (
        lambda p: {**p, "EPUB/text/lost.xhtml": p[CHAPTER]}, "no reader comes to EPUB/text/lost",
    ),
    "an order that names nothing": (
        lambda p: _changed(p, OPF, b"</spine>", b'<itemref idref="ghost"/></spine>'),
        "names ghost, which is no file",
    ),
    "a picture that is shown and not there": (
        lambda p: _changed(p, CHAPTER, b"</p>", b'<img src="../gone.png" alt="x"/></p>'),
        f"{CHAPTER} needs EPUB/gone.png",
    ),
    "one name for two places": (
        lambda p: _changed(p, CHAPTER, b"<p>", b'<p id="a">x</p><p id="a">'), "has the id a twice",
    ),
    "a link to a place that is not there": (
        lambda p: _changed(p, CHAPTER, b"#chapter-2-end", b"#gone"), "leads to gone in EPUB/text/",
    ),
    "an order that names a text twice": (
        lambda p: _changed(p, OPF, b"</spine>", _itemref(p, "chapter-1") + b"</spine>"),
        f"(spine) names {CHAPTER} twice",
    ),
    "a picture of a style sheet that is not there": (
        lambda p: {**p, _sheet(p): p[_sheet(p)] + b"p { background: url(gone.png) }"},
        "gone.png, which is not in the file",
    ),
    "a page that is no page": (
        lambda p: {**p, CHAPTER: b'<svg xmlns="http://www.w3.org/2000/svg"/>'}, "is no XHTML",
    ),
    "a picture cut short": (
        lambda p: {**p, "EPUB/cover.jpg": p["EPUB/cover.jpg"][:-400]}, "cover.jpg is damaged",
    ),
    "a file that leads out of the book": (lambda p: {**p, "../a.txt": b""}, "out of the book"),
    "no word that it is an EPUB": (lambda p: _without(p, "mimetype"), "is not `mimetype`"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_broken_is_not_ok_without_java(
    name: str, good: tuple[Parts, Path], tmp_path: Path
) -> None:
    breaking, said = BROKEN[name]
    done = _check(_zip(breaking(good[0]), tmp_path / "book.epub"))
    assert done.returncode == 1
    assert "epub-broken" in done.stderr
    assert said in done.stderr
    assert "  ok" not in done.stdout
    assert done.stdout.splitlines()[-1].endswith(
        "refused, and without EPUBCheck, Ace, which did not run"
    )


def test_a_chapter_that_stands_aside_needs_a_link(good: tuple[Parts, Path], tmp_path: Path) -> None:
    parts = dict(good[0])
    own = _itemref(parts, "chapter-1")
    parts[OPF] = parts[OPF].replace(own, own.replace(b"/>", b' linear="no"/>'))
    assert _check(_zip(parts, tmp_path / "linked.epub")).returncode == 0
    for name, data in parts.items():
        if name.endswith((".xhtml", ".ncx")):
            parts[name] = data.replace(b"chapter-1.xhtml", b"chapter-2.xhtml")
    done = _check(_zip(parts, tmp_path / "alone.epub"))
    assert f"no reader comes to {CHAPTER}: it stands aside" in done.stderr


def test_bytes_that_are_damaged_are_told(good: tuple[Parts, Path], tmp_path: Path) -> None:
    path = _zip(good[0], tmp_path / "book.epub")
    data, font = bytearray(path.read_bytes()), good[0][_font(good[0])]
    place = data.index(font[100:200])
    data[place : place + 10] = b"0123456789"
    path.write_bytes(data)
    assert "is damaged" in _check(path).stderr


def test_a_check_that_did_not_run_does_not_read_as_passed(
    good: tuple[Parts, Path], tmp_path: Path
) -> None:
    path = _zip(good[0], tmp_path / "book.epub")
    done = _check(path)
    assert done.returncode == 0
    last = done.stdout.splitlines()[-1]
    assert last.endswith(
        "not fully checked: nothing wrong was found, but without EPUBCheck, Ace, which did not run"
    )
    assert "ok" not in last.split()
    thai = _check(path, "--lang", "th").stdout.splitlines()[-1]
    assert thai.endswith("ยังตรวจไม่ครบ: ไม่พบที่ผิด แต่ยังไม่ได้ตรวจด้วย EPUBCheck, Ace")


def test_strict_does_not_fail_a_sound_book_for_a_checker_that_is_missing(
    sample: tuple[Path, Path],
) -> None:
    done = _check(sample[0], "--strict")
    assert "check-skipped" in done.stderr
    assert done.returncode == 0, done.stderr


def test_a_checker_that_is_there_and_fails_is_not_to_be_installed_again(
    good: tuple[Parts, Path], tmp_path: Path
) -> None:
    tools = tmp_path / "tools"
    tools.mkdir()
    for name, body in {"ace": "echo no browser >&2; exit 3", "node": "exit 0", "java": ""}.items():
        (tools / name).write_text(f"#!/bin/sh\n{body}\n")
        (tools / name).chmod(0o755)
    path = _zip(good[0], tmp_path / "book.epub")
    environment = {"PATH": f"{tools}:/bin:/usr/bin", "THAIBOOK_ACE": str(tools / "ace")}
    done = run("check", str(path), "--strict", cwd=ROOT, **environment)
    assert done.returncode == 0
    assert "check-failed Ace is here, but it did not run to its end: no browser" in done.stderr
    assert "check-failed EPUBCheck is here" in done.stderr
    assert "install" not in done.stderr
    assert "did not run" in done.stdout.splitlines()[-1]
    told = run("check", str(path), PATH="/nowhere", THAIBOOK_ACE="/no/ace").stderr
    assert "THAIBOOK_ACE names /no/ace, which is no program" in told
    assert "unset THAIBOOK_ACE" in told


COPY, PRINT, ALL = 1 << 4, 1 << 2, -4  # ISO 32000-1, table 22


def test_letters_without_a_meaning_are_not_said_to_be_searched(
    good: tuple[Parts, Path], tmp_path: Path
) -> None:
    path = tmp_path / "a.pdf"
    subprocess.run(["mutool", "clean", "-d", str(good[1]), str(path)], check=True)
    path.write_bytes(path.read_bytes().replace(b"/ToUnicode", b"/ToNothing"))
    done = _check(path)
    assert "pdf-nameless" in done.stderr
    assert _letters(done) < _letters(_check(good[1])) / 2


def _letters(done: Run) -> int:
    line = next(line for line in done.stdout.splitlines() if "letters can be" in line)
    return int(line.split()[0].replace(",", ""))


@pytest.mark.parametrize(
    ("forbidden", "locked", "line"),
    [
        (COPY, "copying", "letters can be searched, but not copied"),
        (PRINT, "printing", "letters can be searched and copied"),
        (COPY | PRINT, "copying and printing", "letters can be searched, but not copied"),
        (0, "", "letters can be searched and copied"),
    ],
)
def test_a_locked_pdf_is_not_said_to_be_open(
    forbidden: int, locked: str, line: str, good: tuple[Parts, Path], tmp_path: Path
) -> None:
    path = tmp_path / "a.pdf"
    lock = ["-E", "aes-128", "-O", "secret", "-P", str(ALL & ~forbidden)]
    subprocess.run(["mutool", "clean", *lock, str(good[1]), str(path)], check=True)
    done = _check(path)
    assert done.returncode == 0
    assert (f"pdf-locked the file is locked against {locked}\n" in done.stderr) == bool(locked)
    assert line in done.stdout
    if "copying" in locked:
        assert "คัดลอกไม่ได้" in _check(path, "--lang", "th").stdout
