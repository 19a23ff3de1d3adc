"""Importing WeasyPrint, which needs the system's Pango and the book's own font configuration.

Nothing enters and nothing leaves but the module. It takes half a second, so it happens in
the first call that needs it; every module that imports WeasyPrint at its top is imported
after this one was called. Source of the font configuration: fontconfig.org, user manual.
"""

from __future__ import annotations

import contextlib
import ctypes.util
import io
import os
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path

from thaibook.messages import BookError, install_command, problem

# This file replaces the system's configuration, so that the book's own fonts are the only
# ones there are, on every machine.
FONTCONFIG = Path(__file__).with_name("fonts.conf")
# Homebrew's libraries lie where Python looks only when it is told.
HOMEBREW = ("/opt/homebrew/lib", "/usr/local/lib")


@contextlib.contextmanager
def own_fonts() -> Iterator[None]:
    """Show fontconfig nothing but the book's own fonts, and leave the environment as it was."""
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(FONTCONFIG)
    try:
        yield
    finally:
        del os.environ["FONTCONFIG_FILE"]
        if before is not None:
            os.environ["FONTCONFIG_FILE"] = before


@contextlib.contextmanager
def _no_compilers() -> Iterator[None]:
    """On Linux, libraries are found by the dynamic linker alone.

    WeasyPrint tries several names of each of its libraries. For one that the linker does not
    know, Python asks gcc, ld and ldconfig, in vain: 54 processes, a fifth of a second.
    """
    theirs = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = theirs


def load_weasyprint() -> None:
    """Import WeasyPrint with the book's own font configuration.

    Raises BookError: pango-missing, package-missing.
    """
    if sys.platform == "darwin":
        known = os.environ.get("DYLD_FALLBACK_LIBRARY_PATH", "")
        os.environ["DYLD_FALLBACK_LIBRARY_PATH"] = ":".join([*filter(None, [known]), *HOMEBREW])
    try:
        # Imported late: it needs cffi, which is WeasyPrint's and may be missing, too.
        from thaibook.pdf.lighter_import import lighter_import

        silent = contextlib.redirect_stdout(io.StringIO())
        with own_fonts(), silent, _no_compilers(), lighter_import(), warnings.catch_warnings():
            warnings.filterwarnings("ignore", "No fonts configured")  # that is what we asked for
            import weasyprint  # noqa: F401  (may be missing, and takes half a second)
    except OSError:
        raise BookError([problem("pango-missing", command=install_command())]) from None
    except ModuleNotFoundError as error:
        raise BookError([problem("package-missing", name=error.name)]) from None
