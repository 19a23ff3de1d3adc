"""Parse WeasyPrint's C declarations once, for thaibook/pdf/lighter_import.py.

    python -m benchmarks.prepare_declarations

Run it where another WeasyPrint or another cffi is pinned; tests/test_setting.py says when. Leaves
thaibook/pdf/weasyprint70/declarations.txt: a digest of the declarations, and what cffi makes of
them (its "out-of-line ABI mode", see its documentation), as a literal of Python.
"""

from __future__ import annotations

import ast
import importlib.util
import io
import re
import tempfile
from contextlib import redirect_stdout
from pathlib import Path

import cffi

from thaibook.pdf.lighter_import import DECLARATIONS, digest_of_declarations

CDEF = re.compile(r"^ffi\.cdef\('''(.*?)'''\)", re.DOTALL | re.MULTILINE)


def main() -> None:
    """Write the file."""
    DECLARATIONS.write_text(prepared(), "ascii")


def prepared() -> str:
    """The text of the file for the WeasyPrint that is installed, which is not imported."""
    package = importlib.util.find_spec("weasyprint")
    assert package
    assert package.origin
    source = (Path(package.origin).parent / "text" / "ffi.py").read_text("utf-8")
    (declarations,) = CDEF.findall(source)
    ffi = cffi.FFI()
    ffi.cdef(declarations)
    ffi.set_source("weasyprint", None)
    with tempfile.TemporaryDirectory() as folder, redirect_stdout(io.StringIO()):
        written = Path(folder, "declarations.py")
        ffi.emit_python_code(str(written))
        *_, last = ast.parse(written.read_text("ascii")).body
    assert isinstance(last, ast.Assign)
    assert isinstance(last.value, ast.Call)
    given = {each.arg: ast.literal_eval(each.value) for each in last.value.keywords}
    return f"{digest_of_declarations(declarations)}\n{given!r}\n"


if __name__ == "__main__":
    main()
