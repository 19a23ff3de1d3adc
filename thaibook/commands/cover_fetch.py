"""--fetch-cover: the linked picture, downloaded into the book's folder.

The only part of the program that goes to the network, and only when it is told to.
Enters: a link and the book's folder. Leaves: the new file, or a Problem that says why not.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import string
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO
from urllib.parse import quote, urlsplit, urlunsplit

from thaibook.images import MAX_MEGAPIXELS, inspect_image
from thaibook.load import COVER_NAMES
from thaibook.messages import BookError, Phrase, Problem, problem, reason_of
from thaibook.storage import write_file

MAX_BYTES = 20_000_000  # a 50-megapixel JPEG
MAX_SECONDS = 30  # for all of it: each answer that leads on, too
MAX_REDIRECTS = 5
NAT64 = ipaddress.ip_network("64:ff9b::/96")
OPEN = ipaddress.ip_network("2000::/3")  # all that IANA has given to the internet of IPv6
LEADING_ON = (301, 302, 303, 307, 308)
NOT_FOLLOWED = "only http and https links are followed"
SUFFIXES = {"image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp"}


def is_public(address: str) -> bool:
    """Whether an IP address is on the open internet, not on this machine or its network; of an
    address that stands for one of the older kind (RFC 3056, 4380, 6052), that one."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        if found in NAT64:
            return is_public(str(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)))
        older = found.sixtofour or (found.teredo or (None, None))[1]
        if found not in OPEN or (older is not None and not is_public(str(older))):
            return False
    return found.is_global and not found.is_multicast


Allowed = Callable[[str], bool]


class _Deadline:
    """The end of all that one link leads to: a server that sends a byte now and then would else
    be listened to for ever. Its connections are shut when the time is over."""

    def __init__(self, seconds: float) -> None:
        self._ends = time.monotonic() + seconds
        self._lines: list[socket.socket] = []
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True

    def __enter__(self) -> _Deadline:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    @property
    def is_over(self) -> bool:
        return time.monotonic() >= self._ends

    def watch(self, line: socket.socket) -> None:
        """Shut this connection, too. Raises TimeoutError where it is late already."""
        self._lines.append(line)
        if self.is_over:
            raise TimeoutError

    def _end(self) -> None:
        for line in self._lines:
            with suppress(OSError):
                socket.socket.shutdown(line, socket.SHUT_RDWR)


def _connected(
    host: str, port: int, timeout: float | None, allowed: Allowed, deadline: _Deadline
) -> socket.socket:
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
            deadline.watch(line)
            line.settimeout(timeout)
            line.connect(address)
        except OSError:
            line.close()
            if number == len(places):
                raise
        else:
            return line
    raise OSError("no address associated with this name")


def _connections(allowed: Allowed, deadline: _Deadline) -> tuple[urllib.request.BaseHandler, ...]:
    """Handlers for http and https that connect to `allowed` addresses alone."""
    context = ssl.create_default_context()

    class Plain(http.client.HTTPConnection):
        def connect(self) -> None:
            self.sock = _connected(self.host, self.port, self.timeout, allowed, deadline)

    class Secure(http.client.HTTPSConnection):
        def connect(self) -> None:
            line = _connected(self.host, self.port, self.timeout, allowed, deadline)
            self.sock = context.wrap_socket(
                line, server_hostname=self.host, do_handshake_on_connect=False
            )
            deadline.watch(self.sock)
            self.sock.do_handshake()

    class OfHttp(urllib.request.HTTPHandler):
        def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
            return self.do_open(Plain, req)

    class OfHttps(urllib.request.HTTPSHandler):
        def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
            return self.do_open(Secure, req)

    return OfHttp(), OfHttps()


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows links to http and https only; where they lead to is judged on connecting."""

    max_redirections = max_repeats = MAX_REDIRECTS

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
        raise ValueError(NOT_FOLLOWED)


def fetch_cover(link: str, folder: Path, allowed: Allowed = is_public) -> Path:
    """Download the picture at `link`, which may have Thai in it, as images/cover.jpg, .png or
    .webp of `folder`.

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
    if picture.width * picture.height > MAX_MEGAPIXELS * 1_000_000:
        why = f"the picture has more than {MAX_MEGAPIXELS} megapixels"
        raise BookError([_not_fetched(link, why)])
    target = folder / "images" / f"cover{SUFFIXES[picture.media_type]}"
    write_file(target, data)
    return target


def _not_fetched(link: str, why: str) -> Problem:
    return problem("cover-not-fetched", url=link, reason=Phrase(why))


def _download(link: str, allowed: Allowed) -> bytes:
    _check_scheme(link)
    # Through a proxy, nobody here would see which address is asked.
    direct = urllib.request.ProxyHandler({})
    request = urllib.request.Request(
        _ascii(link), headers={"User-Agent": "thaibook", "Accept": "image/*"}
    )
    with _Deadline(MAX_SECONDS) as deadline:
        handlers = _connections(allowed, deadline)
        opener = urllib.request.build_opener(direct, _Redirects(), *handlers)
        try:
            with opener.open(request, timeout=MAX_SECONDS) as answer:
                return _body(answer)
        except (OSError, ValueError, http.client.HTTPException):
            if deadline.is_over:
                raise ValueError(f"it takes longer than {MAX_SECONDS} seconds") from None
            raise


def _ascii(link: str) -> str:
    """The link as it is sent (RFC 3987, 3.1). Raises ValueError where its host is no name."""
    parts = urlsplit(link)
    host = parts.netloc
    if not host.isascii():
        port = "" if parts.port is None else f":{parts.port}"
        host = f"{(parts.hostname or '').encode('idna').decode()}{port}"
    rest = (quote(part, safe=string.punctuation) for part in (parts.path, parts.query))
    return urlunsplit((parts.scheme, host, *rest, ""))


def _body(answer: http.client.HTTPResponse) -> bytes:
    parts, size = [], 0
    while part := answer.read1(65536):
        parts.append(part)
        size += len(part)
        if size > MAX_BYTES:
            raise ValueError(f"the file is larger than {MAX_BYTES // 1_000_000} MB")
    if answer.length:  # cut short: by the server, or by us
        raise ValueError("the file came cut short")
    return b"".join(parts)


def _why(error: Exception) -> str:
    if isinstance(error, urllib.error.HTTPError):
        error.close()
        if error.code in LEADING_ON:  # urllib says why, in its words
            if "not allowed" in error.reason:
                return NOT_FOLLOWED
            return f"it leads on more than {MAX_REDIRECTS} times, or to no address"
        return f"the server answered {error.code} {error.reason}"
    if isinstance(error, urllib.error.URLError) and isinstance(error.reason, OSError):
        return reason_of(error.reason)
    return reason_of(error) if isinstance(error, OSError) else str(error)
