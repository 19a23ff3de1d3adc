"""WebKitGTK and QtWebEngine, on the bare files of a book: python3 desktop.py ENGINE JOB.

Run by hand, with the Python of Debian's python3-gi and gir1.2-webkit2-4.1, or
python3-pyqt6.qtwebengine; ENGINE is webkit or qtwebengine, the job and the answer are told in
engines.py. Both need a screen (xvfb-run); faces, contents and notes are not asked for.
"""

from __future__ import annotations

import contextlib
import functools
import http.server
import json
import os
import sys
import threading
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

SCRIPT = (Path(__file__).parent / "page.js").read_text("utf-8")
Answer = Callable[[Any], None]


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Files as the reading systems give them, without a word."""

    extensions_map = {  # noqa: RUF012 - as the base class has it
        **http.server.SimpleHTTPRequestHandler.extensions_map,
        ".xhtml": "application/xhtml+xml", ".ttf": "font/ttf",
    }  # fmt: skip

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class WebKit:
    """A view of WebKitGTK."""

    def __init__(self) -> None:
        gi = import_module("gi")
        gi.require_version("Gtk", "3.0")
        gi.require_version("WebKit2", "4.1")
        names = ("GLib", "Gtk", "WebKit2")
        glib, gtk, webkit = (import_module(f"gi.repository.{name}") for name in names)
        self._loop, self._finished = glib.MainLoop(), webkit.LoadEvent.FINISHED
        self._window = gtk.OffscreenWindow()
        self._view = webkit.WebView()
        self._window.add(self._view)
        self._window.show_all()

    def open(self, address: str) -> None:
        """Load a document, and wait for it."""
        number = self._view.connect(
            "load-changed", lambda _, event: event == self._finished and self._loop.quit()
        )
        self._view.load_uri(address)
        self._loop.run()
        self._view.disconnect(number)

    def size(self, width: int, height: int) -> None:
        """Set the size of the window, in pixels."""
        self._window.set_default_size(width, height)
        self._view.set_size_request(width, height)
        self._window.resize(width, height)

    def ask(self, script: str) -> Any:
        """The value of an expression, which JSON can have."""
        told: list[str] = []

        def answer(view: Any, result: Any) -> None:
            told.append(view.evaluate_javascript_finish(result).to_string())
            self._loop.quit()

        self._view.evaluate_javascript(f"JSON.stringify({script})", -1, None, None, None, answer)
        self._loop.run()
        return json.loads(told[0])


class QtWebEngine:
    """A view of QtWebEngine."""

    def __init__(self) -> None:
        os.environ["QTWEBENGINE_DISABLE_SANDBOX"] = "1"  # nobody but root may be there
        names = ("QtCore", "QtWebEngineWidgets", "QtWidgets")
        core, engine, widgets = (import_module(f"PyQt6.{name}") for name in names)
        self._application = widgets.QApplication(["reader"])
        self._loop, self._url, self._view = core.QEventLoop(), core.QUrl, engine.QWebEngineView()
        self._view.show()

    def open(self, address: str) -> None:
        """Load a document, and wait for it."""
        self._view.loadFinished.connect(self._loop.quit)
        self._view.load(self._url(address))
        self._loop.exec()
        self._view.loadFinished.disconnect()

    def size(self, width: int, height: int) -> None:
        """Set the size of the window, in pixels."""
        self._view.resize(width, height)
        for _ in range(3):
            self._application.processEvents()

    def ask(self, script: str) -> Any:
        """The value of an expression, which JSON can have."""
        told: list[str] = []

        def answer(value: str) -> None:
            told.append(value)
            self._loop.quit()

        self._view.page().runJavaScript(f"JSON.stringify({script})", answer)
        self._loop.exec()
        return json.loads(told[0])


def read(view: WebKit | QtWebEngine, job: dict[str, Any], address: str) -> dict[str, Any]:
    """What the view shows of the book."""
    layouts = [
        {"screen": screen, "width": screen[0], "percent": percent, "lines": [], "boxes": []}
        for screen in job["screens"]
        for percent in job["percents"]
    ]
    found: set[str] = set()
    seconds = 0.0
    for document in job["documents"]:
        begun = time.monotonic()
        view.open(f"{address}/{document}")
        view.ask("document.body.offsetHeight")
        seconds = max(seconds, time.monotonic() - begun)
        view.ask(f"(() => {{ {SCRIPT}; addCss(document, {json.dumps(job['css'])}); return 1 }})()")
        while view.ask("document.fonts.status") != "loaded":
            pass
        for layout in layouts:
            view.size(*layout["screen"])
            while view.ask("innerWidth") != layout["width"]:
                pass
            size = job["em"] * layout["percent"] / 100
            view.ask(f"(document.documentElement.style.fontSize = '{size}px')")
            layout["lines"] += view.ask(
                "linesOf(document, document.documentElement.clientWidth)"
            )  # fmt: skip
        for phrase in job["phrases"]:
            words = json.dumps(phrase)
            if view.ask(f"(getSelection().removeAllRanges(), find({words}))"):
                found.add(phrase)
    return {
        "layouts": layouts, "fonts": {}, "cover": False, "contents": [], "notes": [],
        "found": sorted(found), "seconds": seconds,
    }  # fmt: skip


def main(engine: str, job: dict[str, Any]) -> None:
    """Print the answer."""
    handler = functools.partial(Quiet, directory=job["folder"])
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    view = WebKit() if engine == "webkit" else QtWebEngine()
    answer = read(view, job, f"http://127.0.0.1:{server.server_port}")
    with contextlib.suppress(BrokenPipeError):
        sys.stdout.write(f"{json.dumps(answer)}\n")
        sys.stdout.flush()
    server.shutdown()


if __name__ == "__main__":
    main(sys.argv[1], json.loads(sys.argv[2]))
