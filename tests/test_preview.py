"""The preview: a page that follows the manuscript, on this machine alone."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT, run

from thaibook.commands.main import main
from thaibook.commands.preview_server import Preview, page, reading_order, rebuild, server, stamp

Write = Callable[..., Path]


def _get(address: str) -> str:
    with urllib.request.urlopen(address, timeout=10) as answer:
        return str(answer.read().decode())


def test_it_shows_both_files_and_what_is_wrong(manuscript: Write) -> None:
    folder = manuscript("# บท\n\nข้อความ\n\n<script>alert(1)</script>\n")
    before = stamp(folder)
    preview = Preview()
    rebuild(preview, folder)
    assert stamp(folder) == before  # nothing is written into the author's folder
    serving = server(preview, "th")
    threading.Thread(target=serving.serve_forever, daemon=True).start()
    try:
        base = f"http://127.0.0.1:{serving.server_address[1]}/"
        page = _get(base)
        assert "html-removed" in page
        assert 'src="epub/EPUB/text/chapter-1.xhtml"' in page
        assert "ข้อความ" in _get(f"{base}epub/EPUB/text/chapter-1.xhtml").replace("\u200b", "")
        with urllib.request.urlopen(f"{base}book.pdf", timeout=10) as answer:
            assert answer.read(5) == b"%PDF-"
        for name in ("../../etc/passwd", "%2e%2e/%2e%2e/etc/passwd", "book.yaml", "epub/../x"):
            with pytest.raises(urllib.error.HTTPError) as refused:
                _get(base + name)
            refused.value.close()
        (folder / "a.md").write_text("# บท\n\n![](none.png)\n", "utf-8")
        assert stamp(folder) != before
        rebuild(preview, folder)
        assert _get(f"{base}version") == "2"
        assert "image-missing" in _get(base)
        assert "book.pdf" in preview.files  # the last good one
    finally:
        serving.shutdown()
        serving.server_close()


def test_its_menu_is_in_the_order_of_reading(manuscript: Write) -> None:
    folder = manuscript("# บทแรก & ต่อ\n\nก\n", "front: [preface.md]\ndedication: แด่\n")
    (folder / "preface.md").write_text("# คำนำ\n\nข\n", "utf-8")
    preview = Preview()
    rebuild(preview, folder)
    titles = list(reading_order(preview.files).values())
    assert titles.index("คำนำ") < titles.index("บทแรก & ต่อ")
    assert "cover" in next(iter(reading_order(preview.files)))
    assert ">บทแรก &amp; ต่อ</option>" in page(preview, "th")
    assert reading_order({}) == {}


def test_the_command_follows_the_manuscript(manuscript: Write) -> None:
    folder = manuscript()
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "make_book.py"), "preview", str(folder)],
        stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    try:
        assert process.stdout
        base = process.stdout.readline().strip()
        assert base.startswith("http://127.0.0.1:")
        _wait(lambda: _get(f"{base}version") == "1")
        (folder / "a.md").write_text("# บทใหม่\n\nอื่น\n", "utf-8")
        _wait(lambda: _get(f"{base}version") == "2")
        assert "บทใหม่" in _get(f"{base}epub/EPUB/nav.xhtml")
    finally:
        process.terminate()
        process.communicate(timeout=10)


def _wait(done: Callable[[], bool]) -> None:
    for _ in range(600):
        if done():
            return
        time.sleep(0.05)
    raise AssertionError("nothing happened for half a minute")


def test_a_port_in_use_and_a_missing_book_are_said(tmp_path: Path, manuscript: Write) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = run("preview", str(manuscript()), "--port", str(taken.getsockname()[1]))
    assert done.returncode == 1
    assert "port-taken" in done.stderr
    assert "book-missing" in run("preview", str(tmp_path / "none")).stderr


def test_only_the_port_is_called_taken(
    manuscript: Write, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What goes wrong while the page is shown has its own words."""

    def broken(_: Path) -> None:
        raise OSError("the disk answers no more")

    monkeypatch.setattr("thaibook.commands.preview_server.stamp", broken)
    with pytest.raises(OSError, match="the disk answers no more"):
        main(["preview", str(manuscript())])
    assert "port-taken" not in capsys.readouterr().err


def test_without_a_place_for_its_files_the_page_stays(
    manuscript: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    preview = Preview(files={"book.pdf": b"the last good one"})
    monkeypatch.setattr("tempfile.tempdir", str(manuscript() / "none"))
    rebuild(preview, manuscript())
    assert [found.code for found in preview.problems] == ["output-unwritable"]
    assert (preview.version, list(preview.files)) == (1, ["book.pdf"])
