"""The preview: a page that follows the manuscript, on this machine alone."""

from __future__ import annotations

import json
import os
import re
import socket
import threading
import time
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from conftest import ROOT, SAMPLE, run

from thaibook.commands.preview import editor_address
from thaibook.commands.preview.following import Builder, Preview, build_as_it_changes
from thaibook.commands.preview.making import Made, Outcome, _made, make
from thaibook.commands.preview.page_answers import Answers
from thaibook.commands.preview.page_texts import TEXTS
from thaibook.commands.preview.paper import Paper
from thaibook.commands.preview.serving import MOST_CONNECTIONS, PreviewServer
from thaibook.commands.preview.source_lines import PLACE, first_difference, mapped
from thaibook.commands.preview.watching import next_change, stamp
from thaibook.design import face_names
from thaibook.grammar import bare, plain_lines
from thaibook.load import load_manuscript
from thaibook.messages import BookError, problem
from thaibook.processes import OwnProcess, WorkLostError

Write = Callable[..., Path]
XHTML = 'xmlns="http://www.w3.org/1999/xhtml"'


# --- the server


@contextmanager
def _serving(preview: Preview | None = None, book: Path | None = None) -> Iterator[PreviewServer]:
    with PreviewServer(Answers(preview or Preview(), "en", book=book)) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()


def _send(server: PreviewServer, request: bytes) -> bytes:
    """All that the server says to these bytes."""
    with closing(socket.create_connection(("127.0.0.1", server.port), 20)) as connection:
        connection.sendall(request)
        said = b""
        with suppress(ConnectionResetError):
            while part := connection.recv(65536):
                said += part
    return said


def _ask(server: PreviewServer, path: str, method: str = "GET", **headers: str) -> tuple[int, str]:
    """Status and the whole answer. A path that begins with / is taken as it is."""
    path = path if path.startswith("/") else f"/{server.token}/{path}"
    fields = {"Host": f"127.0.0.1:{server.port}"} | headers
    lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value)
    said = _send(server, f"{method} {path} HTTP/1.1\r\n{lines}\r\n".encode()).decode()
    return int(said.split()[1]), said


def test_it_answers_to_its_own_name_alone() -> None:
    with _serving() as server:
        own = f"127.0.0.1:{server.port}"
        assert _ask(server, "")[0] == 200
        assert _ask(server, "", Host=f"localhost:{server.port}")[0] == 200
        foreign = ("evil.example", f"evil.example:{server.port}", "127.0.0.1", "127.0.0.1:1", "",
                   f"{own}.evil.example", f"{own}@evil.example",
                   f"[::1]:{server.port}")  # fmt: skip
        for host in foreign:
            assert _ask(server, "", Host=host)[0] == 403, host
        twice = f"GET /{server.token}/ HTTP/1.1\r\nHost: {own}\r\nHost: evil.example\r\n\r\n"
        assert b" 403 " in _send(server, twice.encode())


def test_it_answers_to_its_own_page_alone() -> None:
    with _serving() as server:
        own = f"http://127.0.0.1:{server.port}"
        assert _ask(server, "state", Origin=own)[0] == 200
        foreign = ("null", "http://evil.example", f"https://127.0.0.1:{server.port}",
                   f"{own}.evil.example", f"http://localhost:{server.port}")  # fmt: skip
        for origin in foreign:
            assert _ask(server, "state", Origin=origin)[0] == 403, origin
            assert _ask(server, "stop", "POST", Origin=origin)[0] == 403, origin
        assert _ask(server, "stop", "POST")[0] == 403
        assert _ask(server, "stop", "POST", Origin=own)[0] == 200
        assert _ask(server, "state", "POST", Origin=own)[0] == 404


def test_it_answers_to_who_has_the_token_alone() -> None:
    with _serving() as server:
        token = server.token
        assert len(token) >= 32
        wrong = ("/", "/state", "//", f"/{token}", f"/{token[:-1]}/", f"/{token}x/", "/%00/",
                 f"/{token.swapcase()}/state", f"/x/{token}/", "/ก/", "*",
                 f"http://127.0.0.1:{server.port}/{token}/")  # fmt: skip
        for path in wrong:
            status, said = _ask(server, path if path[0] == "/" else f"/{path}")
            assert status == 404, path
            assert token not in said
        with _serving() as other:
            assert other.token != token


def test_only_the_book_and_the_page_are_there(made: Made) -> None:
    with _serving(_of_sample(made)) as server:
        there = ("", "state", "preview.js", "preview.css", "book/1", "page/1/0", "page/1/0/90",
                 "epub/1/EPUB/text/chapter-1.xhtml", "book.pdf",
                 "fonts/Sarabun-Regular.ttf")  # fmt: skip
        for name in there:
            assert _ask_bytes(server, name).startswith(b"HTTP/1.0 200"), name
        for name in (
            "../../etc/passwd", "%2e%2e/%2e%2e/etc/passwd", "/etc/passwd", "book.yaml",
            "manuscript.md",
            "epub/1/../../book.yaml", "epub/1//etc/passwd", "epub/1/%2e%2e/book.yaml",
            "fonts/../pyproject.toml", "fonts/..%2f..%2fbook.yaml", "static/page.html", "page.html",
            "page_answers.py", "page/1/43", "page/1/-1", "page/2/0", "page/1/0/x", "page/1/0/90/9",
            "page/1/\u0b67", "book/2", "book/1/../../x", f"epub/1/{'a' * 5000}",
        ):  # fmt: skip
            assert _ask_bytes(server, name).split()[1] == b"404", name


def _ask_bytes(server: PreviewServer, name: str, method: str = "GET") -> bytes:
    host = f"Host: 127.0.0.1:{server.port}\r\n\r\n"
    return _send(server, f"{method} /{server.token}/{name} HTTP/1.1\r\n{host}".encode())


def test_nothing_is_kept_framed_run_or_fetched(made: Made) -> None:
    with _serving(_of_sample(made)) as server:
        for name in ("", "state", "nothing", "page/1/0/90", "epub/1/EPUB/nav.xhtml", "book.pdf"):
            head = _ask_bytes(server, name).partition(b"\r\n\r\n")[0].decode()
            for header in (
                "Cache-Control: no-store", "Referrer-Policy: no-referrer",
                "X-Content-Type-Options: nosniff", "Cross-Origin-Resource-Policy: same-origin",
            ):  # fmt: skip
                assert header in head, (name, header)
            policy = re.findall("Content-Security-Policy: (.*)", head)[0]
            assert "frame-ancestors" in policy
            assert "unsafe-eval" not in policy
            assert name == "book.pdf" or policy.startswith("default-src 'none'")
            assert re.search("Python|BaseHTTP", head) is None
        book = _ask_bytes(server, "epub/1/EPUB/text/chapter-1.xhtml").decode()
        policy = re.findall("Content-Security-Policy: (.*)", book)[0]
        assert "sandbox allow-same-origin" in policy
        assert "script" not in policy  # default-src 'none' holds for scripts
        page = _ask(server, "")[1]
        assert re.findall("<script[^>]*>", page) == ['<script type="module" src="preview.js">']
        assert re.search(r"\son\w+=|<style|\sstyle=", page) is None


def _json_of(server: PreviewServer, name: str, method: str = "GET", **headers: str) -> Any:
    return json.loads(_ask(server, name, method, **headers)[1].partition("\r\n\r\n")[2])


def test_doubts_are_answered_on_the_page_and_answers_taken_back(tmp_path: Path) -> None:
    (tmp_path / "raw.txt").write_text("เขาขออนุญาติแม่แล้ว\n", "utf-8")
    record, out = tmp_path / "corrections.yaml", tmp_path / "story.md"
    run("clean", str(tmp_path / "raw.txt"), "-o", str(out), "--corrections", str(record))
    before = record.read_bytes()
    with _serving(book=tmp_path) as server:
        own = {"Origin": f"http://127.0.0.1:{server.port}"}
        doubt = _json_of(server, "doubts")["doubts"][0]
        assert (doubt["raw"], doubt["suggestions"], doubt["line"]) == ("อนุญาติ", ["อนุญาต"], 1)
        words = quote(doubt["suggestions"][0])
        assert _ask(server, f"answer?at={doubt['at']}&words={words}")[0] == 404  # only by POST
        said = _json_of(server, f"answer?at={doubt['at']}&words={words}", "POST", **own)
        assert (said["count"], said["undo"]) == (0, True)
        assert out.read_text("utf-8") == "เขาขออนุญาตแม่แล้ว\n"
        assert "answer: accept" in record.read_text("utf-8")
        assert _json_of(server, "undo", "POST", **own)["count"] == 1
        assert (record.read_bytes(), out.read_text("utf-8")) == (before, "เขาขออนุญาติแม่แล้ว\n")
        out.write_text("คำของผู้เขียน\n", "utf-8")
        record.write_bytes(before + b"\n")
        assert "no longer the text" in _json_of(server, "doubts")["problem"]


def test_a_head_is_an_answer_without_a_body(made: Made) -> None:
    with _serving(_of_sample(made)) as server:
        for name in ("", "page/1/0/90", "nothing"):
            whole, head = _ask_bytes(server, name), _ask_bytes(server, name, "HEAD")
            assert head.endswith(b"\r\n\r\n")
            length = rb"Content-Length: \d+"
            assert re.findall(length, head) == re.findall(length, whole)
            assert head.split()[1] == whole.split()[1]


def test_what_is_no_request_ends_quietly(capfd: pytest.CaptureFixture[str]) -> None:
    with _serving() as server:
        own = f"Host: 127.0.0.1:{server.port}\r\n".encode()
        start = f"GET /{server.token}/ HTTP/1.1\r\n".encode() + own
        for request in (
            b"", b"\r\n\r\n", b"\x00\xff\x16\x03\x01\r\n\r\n", b"GET\r\n\r\n",
            b"GET / HTTP/9.9.9\r\n\r\n",
            b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\n" + own + b"\r\n",
            start + b"X: " + b"a" * 70_000 + b"\r\n\r\n",
            start + b"X: y\r\n" * 2000 + b"\r\n",
            start + b"no colon\r\n\r\n", b"BREW / HTTP/1.1\r\n" + own + b"\r\n",
            b"<script> / HTTP/1.1\r\n" + own + b"\r\n",
        ):  # fmt: skip
            with closing(socket.create_connection(("127.0.0.1", server.port), 20)) as connection:
                with suppress(OSError):
                    connection.sendall(request)
                    connection.shutdown(socket.SHUT_WR)
                    said = connection.recv(65536)
                    assert b"<script>" not in said.partition(b"\r\n\r\n")[2]
        for _ in range(20):  # gone before the answer
            with closing(socket.create_connection(("127.0.0.1", server.port))) as connection:
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
                connection.sendall(start + b"\r\n")
        assert _ask(server, "state")[0] == 200
    assert capfd.readouterr() == ("", "")


def test_slow_ones_and_many_are_ended(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Who says nothing, or a letter now and then, holds a place for a moment only."""
    monkeypatch.setattr("thaibook.commands.preview.serving.HEAD_SECONDS", 0.6)
    with _serving() as server:
        address = ("127.0.0.1", server.port)
        slow = [socket.create_connection(address) for _ in range(MOST_CONNECTIONS)]
        begin = time.monotonic()
        extra = [socket.create_connection(address) for _ in range(50)]
        for each in extra:
            each.settimeout(5)
            with suppress(ConnectionResetError):
                assert each.recv(10) == b""  # at once: there is no room
            each.close()
        while time.monotonic() - begin < 1.5:
            for each in slow:
                with suppress(OSError):
                    each.sendall(b"G")
            time.sleep(0.1)
        assert _ask(server, "state")[0] == 200
        for each in slow:
            each.close()
    assert capfd.readouterr() == ("", "")


def test_who_does_not_read_the_answer_does_not_stop_the_others(made: Made) -> None:
    with _serving(_of_sample(made)) as server:
        lazy = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(10)]
        for each in lazy:
            host = f"Host: 127.0.0.1:{server.port}"
            each.sendall(f"GET /{server.token}/book.pdf HTTP/1.1\r\n{host}\r\n\r\n".encode())
        assert len(_ask_bytes(server, "page/1/4/600")) > 5000
        for each in lazy:
            each.close()


def test_a_port_in_use_and_one_that_is_refused_are_said(
    tmp_path: Path, manuscript: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = run("preview", str(manuscript()), "--port", str(taken.getsockname()[1]))
    assert (done.returncode, done.stdout) == (1, "")
    assert "port-taken" in done.stderr
    assert "port-refused" in run("preview", str(manuscript()), "--port", "99999").stderr
    assert "book-missing" in run("preview", str(tmp_path / "none")).stderr

    def refused(*_: object) -> None:
        raise PermissionError(13, "no")

    monkeypatch.setattr("socketserver.TCPServer.server_bind", refused)
    with pytest.raises(BookError, match="port-refused"):
        PreviewServer(Answers(Preview(), "en"), 80)


def test_words_of_the_book_are_never_markup(manuscript: Write) -> None:
    name = "<img src=x onerror=alert(1)>.md"
    preview = Preview()
    preview.publish(
        Outcome(
            None,
            (problem("unknown-key", name, 3, key="<b>x</b>", where="a", nearest="y", known="z"),),
        )
    )
    with _serving(preview) as server:
        said = _ask(server, "state")[1]
        assert "Content-Type: application/json" in said
        found = json.loads(said.partition("\r\n\r\n")[2])["problems"][0]
        assert found["place"] == f"{name}:3"
        assert "<img" not in _ask(server, "")[1]
    scripts = [
        path.read_text("utf-8") for path in (ROOT / "thaibook/commands/preview/static").glob("*.js")
    ]
    assert (
        re.search("innerHTML|outerHTML|insertAdjacent|document.write|eval", "".join(scripts))
        is None
    )


# --- texts


def test_all_texts_are_there_in_both_languages() -> None:
    static = ROOT / "thaibook/commands/preview/static"
    page = (static / "page.html").read_text("utf-8")
    scripts = "".join(path.read_text("utf-8") for path in static.glob("*.js"))
    used = set(re.findall(r"\{\{([\w-]+)\}\}", page)) - {"language", "told"}
    said = set(re.findall(r"say\('([\w-]+)'", scripts))
    assert used | said <= TEXTS.keys()
    for name in TEXTS.keys() - used - said:
        assert f"'{name}'" in scripts or name in ("loading", "building"), name
    for english, thai in TEXTS.values():
        assert re.findall(r"\{\w+\}", english) == re.findall(r"\{\w+\}", thai)
        assert re.search("[ก-๛]", thai) or english in ("EPUB", "PDF")
    for language, word in (("en", "Messages"), ("th", "ข้อควรแก้")):
        answer = Answers(Preview(), language)("GET", "", "").data.decode()
        assert f'<html lang="{language}"' in answer
        assert f">{word}<" in answer
        assert "{{" not in answer
    answer = Answers(Preview(), "en", "x-mine://{path}")("GET", "", "").data.decode()
    assert "x-mine://{path}" in answer


def test_editors() -> None:
    assert editor_address("vscode") == "vscode://file{path}:{line}"
    assert editor_address(" VSCode ") == "vscode://file{path}:{line}"
    assert editor_address("") == ""
    assert editor_address("x-mine://open?f={path}&l={line}") == "x-mine://open?f={path}&l={line}"
    for wrong in ("javascript:alert('{path}')", "vim", "data:{path}", "{path}", "http://x/{path}"):
        assert editor_address(wrong) is None, wrong


def test_an_editor_that_makes_no_sense_is_said(manuscript: Write) -> None:
    done = run("preview", str(manuscript()), "--editor", "javascript:{path}")
    assert "editor-unknown" in done.stderr
    assert "vscode://file{path}:{line}" in done.stderr
    assert "editor-unknown" in run("preview", str(manuscript()), THAIBOOK_EDITOR="vim").stderr


# --- where paragraphs come from


@pytest.fixture(scope="module")
def made(sample: tuple[Path, Path]) -> Made:
    epub, pdf = sample
    manuscript = load_manuscript(SAMPLE, face_names, [])
    return _made(manuscript, epub.read_bytes(), pdf.read_bytes())


def _of_sample(made: Made) -> Preview:
    preview = Preview()
    preview.publish(Outcome(made, ()))
    return preview


def test_each_paragraph_has_a_line_that_says_the_same(made: Made) -> None:
    """Nearly every paragraph has the letters of its own line; the rest stands beside it."""
    places = made.places
    same = count = 0
    for chapter, following in zip(made.chapters, [*made.chapters[1:], None], strict=True):
        end = following.first if following else len(places.starts)
        if not chapter.path.endswith(".md"):
            assert set(places.lines[chapter.first : end]) <= {0}, chapter.name
            continue
        text = Path(chapter.path).read_text("utf-8")
        readings = {n: [r.letters for r in every] for n, every in plain_lines(text)}
        for place in range(chapter.first, end):
            last = places.starts[place + 1] if place + 1 < len(places.starts) else None
            letters = places.letters[places.starts[place] : last]
            line = places.lines[place]
            assert 1 <= line <= text.count("\n") + 1
            said = "".join(readings.get(line, [""]))
            count += 1
            same += letters[:8] in bare(_nfkc(said)) or _nfkc(said)[:8] in letters
    assert count > 250
    assert same / count > 0.93


def _nfkc(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def test_the_files_themselves_know_nothing_of_lines(sample: tuple[Path, Path], made: Made) -> None:
    epub, pdf = sample
    assert PLACE.encode() not in epub.read_bytes() + pdf.read_bytes()
    assert made.pdf == pdf.read_bytes()
    chapter = made.files["EPUB/text/chapter-1.xhtml"].decode()
    assert PLACE in chapter


def test_the_lines_of_a_page_are_those_of_its_paragraphs(made: Made) -> None:
    paper = Paper(made.pdf, made.places)
    chapters = {chapter.path: chapter for chapter in made.chapters}
    page = chapters[next(path for path in chapters if path.endswith("/page.md"))]
    index = paper.firsts.index(page.first)
    lines = paper.lines(index)
    assert lines[0].place == page.first
    found = [line.place for line in lines]
    assert {page.first, page.first + 1, page.first + 3} <= set(found)
    for line in lines:
        assert 0 < line.left < line.left + line.width < 1
        assert 0 < line.top < line.top + line.height < 1
    # From top to bottom, paragraph by paragraph.
    body = [line for line in lines if line.height > 0.005 and line.place - page.first < 8]
    assert [line.place for line in body] == sorted(line.place for line in body)
    paper.close()
    with pytest.raises(IndexError):
        paper.lines(index)


def test_lines_below_a_header_keep_their_numbers(manuscript: Write) -> None:
    head = "---\ntitle: ชื่อบท\n---\n\n# ชื่อบท\n\nย่อหน้าแรกของบทนี้\n\n"
    folder = manuscript(f"{head}- ข้อแรก\n- ข้อสอง[^n]\n\n[^n]: หมายเหตุท้ายบท\n")
    outcome = make(folder, folder.parent)
    assert outcome.made
    chapter = next(c for c in outcome.made.chapters if c.path)
    places = outcome.made.places
    by_line: dict[int, str] = {}
    for place in range(chapter.first, len(places.lines)):
        last = places.starts[place + 1] if place + 1 < len(places.starts) else None
        by_line.setdefault(places.lines[place], places.letters[places.starts[place] : last])
    assert by_line[5].startswith("ชื่อบท")
    assert by_line[7] == _nfkc("ย่อหน้าแรกของบทนี้")
    assert (by_line[9], by_line[10]) == ("ข้อแรก", "ข้อสอง")
    assert by_line[12] == _nfkc("หมายเหตุท้ายบท")


def test_what_repeats_goes_to_its_own_line() -> None:
    text = "ใช่\n\nไม่\n\nใช่\n\nใช่\n"
    body = "<p>ใช่</p><p>ไม่</p><p>ใช่</p><p>ใช่</p>"
    document = f"<html {XHTML}><body>{body}</body></html>".encode()
    assert mapped(document, text).lines == (1, 3, 5, 7)


def test_where_a_document_begins_to_differ() -> None:
    def of(*paragraphs: str) -> bytes:
        body = "".join(f"<p>{text}</p>" for text in paragraphs)
        return mapped(f"<html {XHTML}><body>{body}</body></html>".encode()).data

    old = of("หนึ่ง", "สอง", "สาม")
    assert first_difference(old, old) is None
    assert first_difference(old, of("หนึ่ง", "สองใหม่", "สาม")) == 1
    assert first_difference(old, of("หนึ่ง", "<b>สอง</b>", "สาม")) == 1
    assert first_difference(old, of("ห", "สอง", "สาม")) == 0
    assert first_difference(old, of("หนึ่ง", "สอง", "สาม", "สี่")) == 3
    assert first_difference(old, of("หนึ่ง", "สอง")) in (1, 2)
    assert first_difference(b"", old) == 0


# --- building again and again


def _one_process(seconds: float) -> int:
    time.sleep(seconds)
    return os.getpid()


def _with_a_child(path: str) -> None:
    child = os.fork()
    if not child:
        time.sleep(600)
    Path(path).write_text(str(child))
    time.sleep(600)


def _gone() -> None:
    os._exit(3)


def _nothing() -> None:
    """As a warm-up."""


def _never() -> bool:
    return False


def test_a_process_of_its_own_stays_until_it_is_ended() -> None:
    process: OwnProcess[int] = OwnProcess(_one_process, _nothing)
    try:
        first = process.call(0, give_up=_never, seconds=60)
        assert first != os.getpid()
        assert process.call(0, give_up=_never, seconds=60) == first
        begin = time.monotonic()
        with pytest.raises(WorkLostError) as lost:
            process.call(600, give_up=lambda: time.monotonic() - begin > 0.3, seconds=60)
        assert lost.value.given_up
        assert process.call(0, give_up=_never, seconds=60) != first
        with pytest.raises(WorkLostError) as lost:  # it ends by itself
            process.call(600, give_up=_never, seconds=1)
        assert not lost.value.given_up
    finally:
        process.end()
    assert not process.is_running


def test_a_process_that_is_ended_takes_its_own_along(tmp_path: Path) -> None:
    process: OwnProcess[None] = OwnProcess(_with_a_child, _nothing)
    noted = tmp_path / "child"
    with pytest.raises(WorkLostError):
        process.call(str(noted), give_up=noted.exists, seconds=60)
    time.sleep(0.1)
    child = int(noted.read_text() or "0")
    assert not Path(f"/proc/{child}/cwd").exists()
    gone: OwnProcess[None] = OwnProcess(_gone, _nothing)
    with pytest.raises(WorkLostError) as lost:
        gone.call(give_up=_never, seconds=60)
    assert not lost.value.given_up
    gone.end()


def test_a_build_that_is_stopped_or_lost_is_said(manuscript: Write) -> None:
    preview = Preview()
    builder = Builder(manuscript(), preview)
    builder._process = OwnProcess(_hanging, _nothing)
    stopping = threading.Timer(1.5, preview.stop)
    stopping.start()
    assert [p.code for p in builder.build().problems] == ["build-stopped"]
    builder._process = OwnProcess(_lost, _nothing)
    assert [p.code for p in builder.build().problems] == ["build-lost"]
    assert preview.state.failed
    builder.end()


def _hanging(*_: object) -> Outcome:
    time.sleep(600)
    return Outcome(None, ())


def _lost(*_: object) -> Outcome:
    os._exit(1)


def test_what_hangs_is_given_up_for_a_newer_change(
    manuscript: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("thaibook.commands.preview.following.PATIENCE", 0.2)
    folder = manuscript()
    builder = Builder(folder, Preview())
    builder._process = OwnProcess(_hanging, _nothing)
    before = stamp(folder)
    (folder / "a.md").write_text("# ใหม่กว่า\n", "utf-8")
    assert [p.code for p in builder.build(before).problems] == ["build-stopped"]
    builder.end()


def test_without_a_place_for_its_files_the_page_stays(
    manuscript: Write, monkeypatch: pytest.MonkeyPatch, made: Made
) -> None:
    preview = _of_sample(made)
    monkeypatch.setattr("tempfile.tempdir", str(manuscript() / "none"))
    builder = Builder(manuscript(), preview)
    builder.build()
    assert [found.code for found in preview.state.problems] == ["output-unwritable"]
    assert preview.state.failed
    assert preview.state.edition
    assert preview.state.edition.number == 1


def test_what_changes_is_seen(manuscript: Write) -> None:
    folder = manuscript()
    before = stamp(folder)
    assert stamp(folder) == before
    (folder / ".hidden").write_text("x")
    (folder / "dist").mkdir()
    (folder / "dist" / "a.pdf").write_text("x")
    assert stamp(folder) == before
    (folder / "images").mkdir()
    (folder / "images" / "a.png").write_bytes(b"x")
    assert stamp(folder) != before
    alone = stamp(folder / "a.md")
    (folder / "images" / "a.png").write_bytes(b"xy")
    assert stamp(folder / "a.md") != alone
    waits: list[float] = []

    def pause(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 3:
            (folder / "a.md").write_text("# ใหม่\n", "utf-8")

    now = stamp(folder)
    assert next_change(folder, now, pause) == stamp(folder) != now
    assert len(waits) == 4  # three looks, and one whether more is written


def test_only_the_port_is_called_taken(manuscript: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """What goes wrong while the page is shown has its own words."""

    def broken(_: Path) -> None:
        raise OSError("the disk answers no more")

    monkeypatch.setattr("thaibook.commands.preview.watching.stamp", broken)
    with pytest.raises(OSError, match="the disk answers no more"):
        build_as_it_changes(manuscript(), Preview(), lambda _: None)
