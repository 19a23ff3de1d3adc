"""--fetch-cover: the linked picture, downloaded into the book's folder.

The only part of the program that goes to the network, and only when it is told to.
Enters: a link and the book's folder. Leaves: the new file, or a Problem that says why not.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from email.message import Message
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

from thaibook.images import inspect_image
from thaibook.load.manuscript import COVER_NAMES
from thaibook.messages import BookError, Phrase, Problem, problem
from thaibook.storage import reason, write_file

MAX_BYTES = 20_000_000  # a 50-megapixel JPEG
MAX_SECONDS = 30
SUFFIXES = {"image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp"}


def is_public(host: str) -> bool:
    """Whether every address of `host` is on the open internet, not on this machine or LAN."""
    found = socket.getaddrinfo(host, None, proto=socket.IPPROTO_TCP)
    return all(ipaddress.ip_address(address[4][0]).is_global for address in found)


class _Redirects(urllib.request.HTTPRedirectHandler):
    def __init__(self, check: Callable[[str], None]) -> None:
        self._check = check

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str,
        headers: http.client.HTTPMessage | Message, newurl: str,
    ) -> urllib.request.Request | None:  # fmt: skip
        try:
            self._check(newurl)
        except ValueError:
            fp.close()
            raise
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]


def fetch_cover(link: str, folder: Path, allowed: Callable[[str], bool] = is_public) -> Path:
    """Download the picture at `link` as images/cover.jpg, .png or .webp of `folder`.

    allowed: says of a host name whether it may be asked. An existing file is never
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
    look = inspect_image(data)
    if look is None or look[0] not in SUFFIXES:
        raise BookError([_not_fetched(link, "what came is not a JPEG, PNG or WebP picture")])
    target = folder / "images" / f"cover{SUFFIXES[look[0]]}"
    write_file(target, data)
    return target


def _not_fetched(link: str, why: str) -> Problem:
    return problem("cover-not-fetched", url=link, reason=Phrase(why))


def _download(link: str, allowed: Callable[[str], bool]) -> bytes:
    def check(url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https"):
            raise ValueError("only http and https links are followed")
        if not allowed(parts.hostname or ""):
            raise ValueError("the address is not on the public network")

    check(link)
    opener = urllib.request.build_opener(_Redirects(check))
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
        return reason(error.reason)
    return reason(error) if isinstance(error, OSError) else str(error)
