"""PDFs of strangers: refused in words, in two seconds and 500 MB, and nothing crashes."""

from __future__ import annotations

import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT

from thaibook.check.apart import edges_apart, inspect_apart
from thaibook.messages import BookError

SECONDS, MEGABYTES = 4, 500  # of the processor, with the start of a Python
CATALOG, ONE = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>"


def _pdf(*objects: bytes, trailer: bytes = b"") -> bytes:
    """A PDF of these objects, numbered from 1 (ISO 32000-1, 7.5)."""
    data, places = b"%PDF-1.7\n", []
    for number, each in enumerate((CATALOG, *objects), 1):
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(places) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n" % size
    end = b"trailer<</Size %d/Root 1 0 R%b>>\nstartxref\n%d\n%%%%EOF" % (size, trailer, len(data))
    return data + head + table + end


def _stream(data: bytes, more: bytes = b"", packed: int = 0) -> bytes:
    for _ in range(packed):
        data = zlib.compress(data, 9)
    more += b"/Filter[%b]" % (b"/FlateDecode" * packed) if packed else b""
    return b"<</Length %d%b>>stream\n%b\nendstream" % (len(data), more, data)


def _page(more: bytes = b"", box: bytes = b"0 0 300 400") -> bytes:
    return b"<</Type/Page/Parent 2 0 R/MediaBox[%b]%b>>" % (box, more)


DRAWS = _page(b"/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>")
WRITES = _page(b"/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>")
FACE = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
LAUGHS = [_stream(b"/X Do " * 10, FORM % (6 + n)) for n in range(12)]
SEA = zlib.compress(zlib.compress(bytes(450_000_000), 1), 1)
REFUSED: dict[str, Callable[[], bytes]] = {
    "pages that hold themselves": lambda: _pdf(b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"),
    "a drawing that draws itself": lambda: _pdf(
        ONE, DRAWS, _stream(b"/X Do"), _stream(b"/X Do /X Do", FORM % 5)
    ),
    "drawings of drawings of drawings": lambda: _pdf(ONE, DRAWS, _stream(b"/X Do"), *LAUGHS),
    "a page of 450 MB": lambda: _pdf(
        ONE, _page(b"/Contents 4 0 R"), _stream(SEA, b"/Filter[/FlateDecode/FlateDecode]")
    ),
    "letters by the million": lambda: _pdf(
        ONE, WRITES, _stream(b"BT /F 9 Tf " + b"(aaaaaaaaaaaa) Tj " * 2_000_000, packed=1), FACE
    ),
    "contents by the million": lambda: _pdf(
        ONE, _page(b"/Contents[%b]" % (b"4 0 R " * 1_000_000)), _stream(b"q Q " * 1000, packed=1)
    ),
    "20 000 pages": lambda: _pdf(
        b"<</Type/Pages/Kids[%b]/Count 20000>>" % (b"3 0 R " * 20_000), _page()
    ),
    "a page as large as the sun": lambda: _pdf(ONE, _page(box=b"0 0 1e30 1e30")),
    "a picture of 1 500 megapixels": lambda: _pdf(
        ONE, DRAWS, _stream(b"200 0 0 200 0 0 cm /X Do"),
        _stream(b"0", b"/Subtype/Image/Width 50000/Height 30000/BitsPerComponent 8"
                b"/ColorSpace/DeviceGray"),
    ),
    "a page that one reader of two finds": lambda: _pdf(
        ONE, _page(b"/X" + b"[" * 20_000 + b"]" * 20_000)
    ),
    "a page of nothing": lambda: _pdf(ONE, _page(box=b"0 0 0 0")),
    "locked": lambda: _pdf(
        ONE, _page(), trailer=b"/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -4/O<%b>/U<%b>>>"
        b"/ID[<00><00>]" % (b"00" * 32, b"00" * 32)
    ),
    "nothing": lambda: b"",
    "a head": lambda: b"%PDF-1.7\n",
    "a table that leads to itself": lambda: b"%PDF-1.7\nxref\n0 1\n0000000000 65535 f \n"
    b"trailer<</Size 1/Root 1 0 R/Prev 9>>\nstartxref\n9\n%%EOF",
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_in_words(name: str, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(REFUSED[name]())
    program = f"""
import resource, sys
from pathlib import Path
from thaibook.check import check_file
from thaibook.messages import BookError
try:
    check_file(Path(sys.argv[1]))
except BookError as error:
    print([(each.code, bool(each.message("th"))) for each in error.problems])
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime < {SECONDS}, used.ru_maxrss / 1024 < {MEGABYTES})
"""
    # In a process of its own: one that is made of this one begins with all that this one has.
    said = subprocess.run(
        [sys.executable, "-c", program, str(path)], capture_output=True, text=True, cwd=ROOT
    )
    assert said.stdout == "[('pdf-unreadable', True)]\nTrue True\n", said.stderr


def test_a_good_one_is_read_as_before(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(_pdf(ONE, WRITES, _stream(b"BT /F 9 Tf (abc) Tj ET"), FACE))
    (page,) = inspect_apart(path).pages
    assert (page.width_mm, page.height_mm, page.letters) == (106, 141, 3)
    (edges,) = edges_apart(path)
    assert edges.reaches == ("left", "bottom")
    for read in (inspect_apart, edges_apart):
        with pytest.raises(BookError):
            read(tmp_path / "none.pdf")
