"""--fetch-cover: the linked picture, downloaded into the book's folder.

The only part of the program that goes to the network, and only when it is told to.
Enters: a link and the book's folder. Leaves: the new file, or a Problem that says why not.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

from thaibook.images import inspect_image
from thaibook.load import COVER_NAMES
from thaibook.messages import BookError, Phrase, Problem, problem, reason_of
from thaibook.storage import write_file

MAX_BYTES = 20_000_000  # a 50-megapixel JPEG
MAX_SECONDS = 30
SUFFIXES = {"image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp"}


def is_public(address: str) -> bool:
    """Whether an IP address is on the open internet, not on this machine or its network."""
    return ipaddress.ip_address(address).is_global


Allowed = Callable[[str], bool]


def _connected(host: str, port: int, timeout: float | None, allowed: Allowed) -> socket.socket:
    """A connection to `host`, looked up once: what was judged is what is connected to.

    Asked again, a name may answer with another address, of this machine. Raises ValueError
    where one of its addresses is not `allowed`, OSError where none answers.
    """
    places = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    if not all(allowed(str(place[4][0])) for place in places):
        raise ValueError("the address is not on the public network")
    for number, (family, kind, protocol, _, address) in enumerate(places, 1):
        line = socket.socket(family, kind, protocol)
        try:
            line.settimeout(timeout)
            line.connect(address)
        except OSError:
            line.close()
            if number == len(places):
                raise
        else:
            return line
    raise OSError("no address associated with this name")


def _connections(allowed: Allowed) -> tuple[urllib.request.BaseHandler, ...]:
    """Handlers for http and https that connect to `allowed` addresses alone."""
    context = ssl.create_default_context()

    class Plain(http.client.HTTPConnection):
        def connect(self) -> None:
            self.sock = _connected(self.host, self.port, self.timeout, allowed)

    class Secure(http.client.HTTPSConnection):
        def connect(self) -> None:
            line = _connected(self.host, self.port, self.timeout, allowed)
            self.sock = context.wrap_socket(line, server_hostname=self.host)

    class OfHttp(urllib.request.HTTPHandler):
        def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
            return self.do_open(Plain, req)

    class OfHttps(urllib.request.HTTPSHandler):
        def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
            return self.do_open(Secure, req)

    return OfHttp(), OfHttps()


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows links to http and https only; where they lead to is judged on connecting."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str,
        headers: http.client.HTTPMessage, newurl: str,
    ) -> urllib.request.Request | None:  # fmt: skip
        try:
            _check_scheme(newurl)
        except ValueError:
            fp.close()
            raise
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _check_scheme(link: str) -> None:
    if urlsplit(link).scheme not in ("http", "https"):
        raise ValueError("only http and https links are followed")


def fetch_cover(link: str, folder: Path, allowed: Allowed = is_public) -> Path:
    """Download the picture at `link` as images/cover.jpg, .png or .webp of `folder`.

    allowed: says of an IP address whether it may be asked. An existing file is never
    overwritten. Raises BookError: cover-not-fetched, cover-link-missing, already-there, disk-full,
    output-unwritable.
    """
    if not link:
        raise BookError([problem("cover-link-missing")])
    for name in COVER_NAMES:
        if (folder / name).exists():
            raise BookError([problem("already-there", folder / name)])
    try:
        data = _download(link, allowed)
    except (OSError, ValueError, http.client.HTTPException) as error:
        raise BookError([_not_fetched(link, _why(error))]) from None
    picture = inspect_image(data)
    if picture is None or picture.media_type not in SUFFIXES:
        raise BookError([_not_fetched(link, "what came is not a JPEG, PNG or WebP picture")])
    target = folder / "images" / f"cover{SUFFIXES[picture.media_type]}"
    write_file(target, data)
    return target


def _not_fetched(link: str, why: str) -> Problem:
    return problem("cover-not-fetched", url=link, reason=Phrase(why))


def _download(link: str, allowed: Allowed) -> bytes:
    _check_scheme(link)
    # Through a proxy, nobody here would see which address is asked.
    direct = urllib.request.ProxyHandler({})
    opener = urllib.request.build_opener(direct, _Redirects(), *_connections(allowed))
    request = urllib.request.Request(link, headers={"User-Agent": "thaibook", "Accept": "image/*"})
    ends = time.monotonic() + MAX_SECONDS
    with opener.open(request, timeout=MAX_SECONDS) as answer:
        parts, size = [], 0
        while part := answer.read1(65536):
            parts.append(part)
            size += len(part)
            if size > MAX_BYTES:
                raise ValueError(f"the file is larger than {MAX_BYTES // 1_000_000} MB")
            if time.monotonic() > ends:
                raise ValueError(f"it takes longer than {MAX_SECONDS} seconds")
    return b"".join(parts)


def _why(error: Exception) -> str:
    if isinstance(error, urllib.error.HTTPError):
        error.close()
        return f"the server answered {error.code} {error.reason}"
    if isinstance(error, urllib.error.URLError) and isinstance(error.reason, OSError):
        return reason_of(error.reason)
    return reason_of(error) if isinstance(error, OSError) else str(error)
