"""One run tells an author of everything: no fault hides another."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from conftest import DATA, run

BOOK = DATA / "manuscripts" / "all-at-once"
SAID = """
book.yaml:2 chapter-missing
book.yaml:3 unknown-key
book.yaml:4 image-missing
hill.md:3 L106-sara-ae
hill.md:3 L206-double-space
hill.md:3 control-character U+000B
hill.md:5 image-missing
hill.md:7 html-removed
hill.md:7 missing-glyph U+13000
hill.md:9 control-character U+000C
river.md:3 control-character U+0001
river.md:3 control-character U+0002
river.md:5 image-alt
river.md:5 image-missing
river.md:7 control-character U+001B
river.md:7 control-character U+0001
words.txt:2 control-character U+0007
""".split("\n")[1:-1]


def _said(printed: str) -> list[str]:
    """`file:line code`, and the character where one is named, of each message."""
    messages = re.findall(r"^(\S+:\d+): (\S+) (.*)$", printed, re.MULTILINE)
    named = [(place, code, re.search(r"U\+[0-9A-F]+", said)) for place, code, said in messages]
    return [
        " ".join([place, code, *([character[0]] if character else [])])
        for place, code, character in named
    ]


@pytest.mark.parametrize("command", [[], ["check"]])
def test_a_build_and_check_tell_all_that_is_wrong(command: list[str], tmp_path: Path) -> None:
    shutil.copytree(BOOK, tmp_path / "book")
    done = run(*command, ".", cwd=tmp_path / "book")
    assert done.returncode == 1
    assert _said(done.stderr) == SAID
    assert not (tmp_path / "book" / "dist").exists()


def test_what_leads_to_a_chapter_that_is_there_is_judged(tmp_path: Path) -> None:
    book = tmp_path / "book"
    shutil.copytree(BOOK, book)
    settings = (book / "book.yaml").read_text("utf-8").replace("not-written-yet.md, ", "")
    (book / "book.yaml").write_text(settings, "utf-8")
    assert "river.md:9 L302-link-missing" in _said(run(".", cwd=book).stderr)


def test_a_single_file_and_a_raw_text_name_every_control_character(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes("# บท\n\nก\x01\n\n![ก](x.png)\n\nข\x02ค\x03\n".encode())
    wanted = ["a.md:3 control-character U+0001", "a.md:7 control-character U+0002",
              "a.md:7 control-character U+0003"]  # fmt: skip
    said = _said(run("a.md", "--epub", cwd=tmp_path).stderr)
    assert said == [wanted[0], "a.md:5 image-missing", *wanted[1:]]
    # Cleaning takes them out of a raw text, and says how many.
    done = run("clean", "a.md", "-o", "b.md", "--report", "report.json", cwd=tmp_path)
    assert (done.returncode, _said(done.stderr)) == (0, [])
    changes = json.loads((tmp_path / "report.json").read_text("utf-8"))["changes"]
    assert [change["raw"] for change in changes] == ["\x01", "\x02", "\x03"]


def test_a_file_full_of_them_is_told_of_as_far_as_anybody_reads(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"# A\n\n" + b"x\x00\n" * 100_000)
    done = run("a.md", "--epub", cwd=tmp_path)
    assert done.seconds < 10
    assert 100 < len(_said(done.stderr)) <= 201  # and that it has too many lines
