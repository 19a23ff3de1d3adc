"""What WeasyPrint does while it is imported, and a book does not need, is left out.

Its declarations of Pango, HarfBuzz and fontconfig, 480 lines of C, are parsed by a parser written
in Python; and three parts of fontTools are loaded that only other fonts than a book's need. Both
together took a tenth of a second, half of the import, in each process that draws.

Enters: nothing. Leaves: a context in which to import WeasyPrint. The parsed declarations lie in
weasyprint70/declarations.txt, made by benchmarks/prepare_declarations.py; where those of the
installed WeasyPrint are others, they are parsed as ever.
"""

from __future__ import annotations

import ast
import hashlib
import importlib
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

import _cffi_backend
import cffi

DECLARATIONS = Path(__file__).parent / "weasyprint70" / "declarations.txt"
# Of fontTools, what WeasyPrint calls for fonts in WOFF2, for variable fonts, and for subsets
# where HarfBuzz makes none.
RARE = ("fontTools.subset", "fontTools.ttLib.woff2", "fontTools.varLib.instancer")


def digest_of_declarations(source: str) -> str:
    """The digest by which C declarations are known; that of another cffi is another."""
    return hashlib.sha256(f"{cffi.__version_info__[:2]}{source}".encode()).hexdigest()


@contextmanager
def lighter_import() -> Iterator[None]:
    """Import WeasyPrint with less ado for as long as the context lasts."""
    theirs = cffi.FFI
    later = [_Later(name) for name in RARE if name not in sys.modules]
    cffi.FFI = Declared
    sys.modules.update({module.__name__: module for module in later})
    try:
        yield
    finally:
        cffi.FFI = theirs
        for module in later:
            del sys.modules[module.__name__]


class _Later(ModuleType):
    """Stands for a module of functions, which is imported when one of them is called."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("__"):
            raise AttributeError(name)

        def later(*given: Any, **named: Any) -> Any:
            return getattr(importlib.import_module(self.__name__), name)(*given, **named)

        return later


class Declared:
    """Stands for a cffi.FFI, with declarations that were parsed before."""

    _ffi: Any

    def cdef(self, source: str) -> None:
        """Take the declarations."""
        digest, _, prepared = DECLARATIONS.read_text("ascii").partition("\n")
        if digest == digest_of_declarations(source):
            self._ffi = _cffi_backend.FFI("weasyprint", **ast.literal_eval(prepared))
        else:
            self._ffi = cffi.api.FFI()
            self._ffi.cdef(source)
        for name in dir(self._ffi):
            if not name.startswith("_") and not hasattr(Declared, name):
                setattr(self, name, getattr(self._ffi, name))

    def dlopen(self, *given: Any) -> Any:
        """The library of that name. Raises OSError."""
        return self._ffi.dlopen(*given)
