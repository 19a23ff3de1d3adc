"""The server of the page: on this machine alone, for one browser that knows the token.

Enters: HTTP requests, from anywhere on this machine, also from pages of others in the same
browser. Leaves: answers to those that name our own host, our own origin where they name one,
and the token that was printed; for all others a refusal that says nothing. What is not a
request, comes too slowly, or too often, is ended quietly.
Rules: RFC 9110 (HTTP semantics), 7.2 and 15; RFC 6454 (origin).
"""

from __future__ import annotations

import errno
import io
import secrets
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from socketserver import ThreadingTCPServer
from typing import Any, NamedTuple

from thaibook.messages import BookError, problem

HOST = "127.0.0.1"
NAMES = (HOST, "localhost")  # which no name server is asked for
MOST_CONNECTIONS = 64  # at one time; a browser has six
MOST_BYTES = 16_384  # of a request: line and headers
HEAD_SECONDS = 10.0  # for all of them
ANSWER_SECONDS = 30.0  # for each part of an answer
END_OF_HEAD = b"\r\n\r\n"
TOO_LONG = b"HTTP/1.0 431 Request Header Fields Too Large\r\nConnection: close\r\n\r\n"
# Nothing is kept, framed, told to others or taken for something else.
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "SAMEORIGIN",
}
# Of an answer that is no page of ours.
NOTHING = "default-src 'none'; frame-ancestors 'none'"


class Answer(NamedTuple):
    """What is sent: the bytes, their media type, and what they may load."""

    data: bytes
    media_type: str
    policy: str = NOTHING


class NotThereError(Exception):
    """Raised where an address names nothing."""


# (GET or POST, the address below the token, its query) -> the answer, or NotThereError.
Answering = Callable[[str, str, str], Answer]


class PreviewServer(ThreadingTCPServer):
    """Listens on this machine alone; port 0 takes any that is free.

    Raises BookError: port-taken, port-refused.
    """

    daemon_threads = True
    request_queue_size = MOST_CONNECTIONS
    # Elsewhere than on Windows, it only means not to wait for old connections to fade.
    allow_reuse_address = sys.platform != "win32"

    def __init__(self, answering: Answering, port: int = 0) -> None:
        self.answering = answering
        self.token = secrets.token_urlsafe(24)
        self._free = threading.BoundedSemaphore(MOST_CONNECTIONS)
        try:
            super().__init__((HOST, port), _Handler)
        except (OSError, OverflowError) as error:  # the latter: a port beyond 65535
            if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
                raise BookError([problem("port-taken", port=port)]) from None
            raise BookError([problem("port-refused", port=port)]) from None

    @property
    def address(self) -> str:
        """What a person opens."""
        return f"http://{HOST}:{self.port}/{self.token}/"

    @property
    def port(self) -> int:
        """The port that it listens at."""
        return int(self.server_address[1])

    def process_request(self, request: Any, client_address: Any) -> None:
        """Answer in a thread of its own, if there are not too many already."""
        if not self._free.acquire(blocking=False):
            self.shutdown_request(request)
            return
        super().process_request(request, client_address)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Answer, and make room for another."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._free.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Whoever goes away in the middle has his reasons; a fault of ours is to be seen."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    """Answers one request: there is no path from an address to a file of the author's."""

    server: PreviewServer
    server_version, sys_version = "thaibook", ""

    def setup(self) -> None:
        """Take the whole head of the request first, within its time and size."""
        super().setup()
        self.rfile.close()
        self.rfile = io.BytesIO(self._head())
        self.connection.settimeout(ANSWER_SECONDS)

    def _head(self) -> bytes:
        """The bytes up to the empty line; b"" where they do not come."""
        head, end = b"", time.monotonic() + HEAD_SECONDS
        while END_OF_HEAD not in head and len(head) <= MOST_BYTES:
            self.connection.settimeout(max(end - time.monotonic(), 0.001))
            try:
                part = self.connection.recv(MOST_BYTES)
            except OSError:  # too slow, or gone
                return b""
            if not part:
                return b""
            head += part
        if END_OF_HEAD in head:
            return head
        with suppress(OSError):
            self.connection.sendall(TOO_LONG)
        return b""

    def do_GET(self) -> None:
        """Answer with what the address names."""
        self._answer("GET")

    def do_HEAD(self) -> None:
        """Answer as to GET, without the body."""
        self._answer("GET")

    def do_POST(self) -> None:
        """Do what the page asks for: that is told by the address alone."""
        self._answer("POST")

    def _answer(self, method: str) -> None:
        if not self._is_ours(method):
            self.send_error(HTTPStatus.FORBIDDEN)
            return
        path, _, query = self.path.partition("?")
        _, token, *rest = [*path.split("/", 2), ""]
        known = secrets.compare_digest(token.encode(), self.server.token.encode())
        if not known or path.count("/") < 2:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        try:
            answer = self.server.answering(method, rest[0], query)
        except NotThereError:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        self._send(HTTPStatus.OK, answer)

    def _is_ours(self, method: str) -> bool:
        """Whether the request names this server and comes from its own page, or from nowhere.

        A page of somebody else that has its name point here (DNS rebinding) names itself as
        the host; one that sends a request here names itself as the origin.
        """
        hosts = self.headers.get_all("Host") or []
        origins = self.headers.get_all("Origin") or []
        own = [f"{name}:{self.server.port}" for name in NAMES]
        if len(hosts) != 1 or hosts[0].strip().lower() not in own:
            return False
        if method == "POST" and not origins:
            return False
        return all(origin.strip() == f"http://{hosts[0].strip().lower()}" for origin in origins)

    def _send(self, status: HTTPStatus, answer: Answer) -> None:
        self.send_response(status)
        self.send_header("Content-Type", answer.media_type)
        self.send_header("Content-Length", str(len(answer.data)))
        self.send_header("Content-Security-Policy", answer.policy)
        for name, value in HEADERS.items():
            self.send_header(name, value)
        self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.data)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Refuse, without a word of what was asked."""
        status = HTTPStatus(code)
        text = f"{status.value} {status.phrase}\n".encode()
        self._send(status, Answer(text, "text/plain; charset=utf-8"))

    def log_message(self, format: str, *values: object) -> None:
        """Say nothing: the terminal is for what is wrong with the book."""
