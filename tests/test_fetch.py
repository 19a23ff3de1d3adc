"""--fetch-cover against a real server on this machine."""

from __future__ import annotations

import io
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import PIL.Image
import pytest
from conftest import run

from thaibook.commands import cover_fetch as fetch
from thaibook.commands.cover_fetch import fetch_cover, is_public
from thaibook.messages.problems import BookError


@cache
def _picture(kind: str, width: int = 8, height: int = 8) -> bytes:
    written = io.BytesIO()
    PIL.Image.new("1" if width > 8 else "RGB", (width, height)).save(written, kind)
    return written.getvalue()


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path.startswith("/to/"):
            self.send_response(302)
            self.send_header("Location", self.path.removeprefix("/to/"))
            self.end_headers()
            return
        if self.path.startswith("/drip"):
            if self.path == "/drip":
                self.send_response(200)
                self.send_header("Content-Length", "999")
                self.end_headers()
            with suppress(OSError):
                for _ in range(100):
                    self.wfile.write(b"x")
                    time.sleep(0.1)
            return
        known = {
            "/a.jpg": _picture("JPEG"),
            "/b": _picture("PNG"),
            "/c": _picture("WEBP"),
            "/%E0%B8%9B%E0%B8%81%20%31.jpg?%E0%B8%81": _picture("JPEG"),
            "/large.png": _picture("PNG", 10_001, 10_000),
            "/page.jpg": b"<html>no picture</html>",
            "/cut.jpg": _picture("JPEG")[:200],
            "/gif": _picture("GIF"),
            "/huge": b"x" * 3_000_000,
        }
        self.send_response(200 if self.path in known else 404)
        self.end_headers()
        self.wfile.write(known.get(self.path, b""))

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{httpd.server_port}"
    httpd.shutdown()
    httpd.server_close()


def anywhere(address: str) -> bool:
    return True


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/a.jpg", "cover.jpg"),
        ("/b", "cover.png"),
        ("/to//c", "cover.webp"),
        ("/ปก %31.jpg?ก#ข", "cover.jpg"),
    ],
)
def test_a_real_picture_is_kept(server: str, tmp_path: Path, path: str, name: str) -> None:
    saved = fetch_cover(server + path, tmp_path, anywhere)
    assert saved == tmp_path / "images" / name
    PIL.Image.open(saved).load()


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/page.jpg", "not a JPEG, PNG or WebP"),
        ("/cut.jpg", "not a JPEG, PNG or WebP"),
        ("/gif", "not a JPEG, PNG or WebP"),
        ("/none", "answered 404"),
        ("/to/file:///etc/passwd", "only http and https"),
        ("/large.png", "more than 100 megapixels"),
        ("/to//to//to//to//to//to//b", "leads on more than 5 times"),
        ("/to/ftp://127.0.0.1/x", "only http and https"),
    ],
)
def test_anything_else_is_refused(server: str, tmp_path: Path, path: str, why: str) -> None:
    with pytest.raises(BookError) as caught:
        fetch_cover(server + path, tmp_path, anywhere)
    (found,) = caught.value.problems
    assert found.code == "cover-not-fetched"
    assert why in found.message()
    assert list(tmp_path.rglob("*")) == []


def test_a_file_that_never_ends_is_cut_off(
    server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetch, "MAX_BYTES", 1_000_000)
    with pytest.raises(BookError) as caught:
        fetch_cover(server + "/huge", tmp_path, anywhere)
    assert "larger than 1 MB" in caught.value.problems[0].message()


def test_a_server_that_sends_a_byte_now_and_then_is_not_waited_for(
    server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor one that does so in its head, nor after a redirect."""
    monkeypatch.setattr(fetch, "MAX_SECONDS", 0.5)
    for path in ("/drip", "/drip-head", f"/to/{server}/drip"):
        begun = time.monotonic()
        with pytest.raises(BookError) as caught:
            fetch_cover(server + path, tmp_path, anywhere)
        assert "it takes longer than 0.5 seconds" in caught.value.problems[0].message()
        assert time.monotonic() - begun < 5


def test_redirects_have_an_end(server: str, tmp_path: Path) -> None:
    link = f"{server}/to/" * 7 + f"{server}/a.jpg"
    with pytest.raises(BookError, match="cover-not-fetched"):
        fetch_cover(link, tmp_path, anywhere)


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "169.254.169.254", "0.0.0.0", "::1", "fe80::1%eth0", "fc00::1",
     "::ffff:127.0.0.1", "2002:7f00:1::", "64:ff9b::a00:1", "224.0.0.1", "ff02::1", "100.64.0.1",
     "::127.0.0.1",
     "::ffff:0:127.0.0.1", "64:ff9b:1::7f00:1", "240.0.0.1", "2001:db8::1"],
)  # fmt: skip
def test_an_address_of_this_machine_or_its_network_in_any_form(address: str) -> None:
    assert not is_public(address)
    assert is_public("93.184.216.34")
    assert is_public("64:ff9b::5db8:d822")


def test_an_existing_file_is_never_overwritten(server: str, tmp_path: Path) -> None:
    old = tmp_path / "images" / "cover.png"
    old.parent.mkdir()
    old.write_bytes(b"mine")
    with pytest.raises(BookError, match="already-there"):
        fetch_cover(server + "/a.jpg", tmp_path, anywhere)
    assert [path.name for path in old.parent.iterdir()] == ["cover.png"]
    assert old.read_bytes() == b"mine"


def test_no_link_reaches_this_machine_or_its_neighbours(server: str, tmp_path: Path) -> None:
    with pytest.raises(BookError) as caught:
        fetch_cover(server + "/a.jpg", tmp_path)
    assert "not on the public network" in caught.value.problems[0].message()
    for address in ("127.0.0.1", "10.0.0.1", "192.168.1.1", "169.254.169.254", "::1"):
        assert not is_public(address)
    assert is_public("8.8.8.8")


def test_a_redirect_to_this_machine_is_refused(server: str, tmp_path: Path) -> None:
    asked: list[str] = []

    def only_first(address: str) -> bool:
        asked.append(address)
        return len(asked) == 1

    with pytest.raises(BookError, match="cover-not-fetched"):
        fetch_cover(f"{server}/to/{server}/a.jpg", tmp_path, only_first)
    assert asked == ["127.0.0.1", "127.0.0.1"]


@pytest.mark.parametrize("path", ["/a.jpg", "/to/{server}/a.jpg"])
def test_what_was_judged_is_what_is_connected_to(
    server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    """A name that answers with another address when it is asked again gains nothing."""
    port = int(server.rpartition(":")[2])
    server = f"http://pictures.example:{port}"
    asked: list[object] = []

    def answers(host: object, *_: object, **__: object) -> list[object]:
        asked.append(host)
        address = "127.0.0.1" if len(asked) == 1 or "/to/" in path else "127.0.0.9"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr(socket, "getaddrinfo", answers)
    monkeypatch.setattr("ipaddress.IPv4Address.is_global", True)  # as if it were
    fetch_cover(server + path.format(server=server), tmp_path)
    assert asked == ["pictures.example"] * (2 if "/to/" in path else 1)


def test_of_two_addresses_both_must_be_public_and_the_second_is_tried(
    server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = int(server.rpartition(":")[2])
    two = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))
           for address in ("127.0.0.9", "127.0.0.1")]  # fmt: skip
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: two)
    link = f"http://pictures.example:{port}/a.jpg"
    with pytest.raises(BookError, match="cover-not-fetched"):
        fetch_cover(link, tmp_path, lambda address: address == "127.0.0.9")
    assert fetch_cover(link, tmp_path, anywhere).name == "cover.jpg"


def test_a_cover_that_cannot_be_had_does_not_stop_the_book(manuscript: Callable[..., Path]) -> None:
    folder = manuscript(yaml="cover: {image_link: 'http://127.0.0.1:9/x.jpg'}\n")
    done = run(str(folder), "--epub", "--fetch-cover", "-o", str(folder / "out"))
    assert done.returncode == 0
    assert "cover-not-fetched" in done.stderr
    assert (folder / "out" / "manuscript.epub").exists()


def test_a_secure_link_is_held_to_its_certificate(server: str, tmp_path: Path) -> None:
    with pytest.raises(BookError) as caught:
        fetch_cover(server.replace("http:", "https:") + "/a.jpg", tmp_path, anywhere)
    assert "ssl" in caught.value.problems[0].message().lower()
