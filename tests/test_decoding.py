"""A text is read in whichever encoding a Thai author has it, and is the same text."""

from __future__ import annotations

import pytest

from thaibook.text.decoding import decode

TEXT = "บทที่ ๑\n“น้ำใจ” ของญาติผู้ใหญ่ – ราคา ฿100…\n\nจบ (ก) café\n"
THAI = TEXT.replace("é", "e")  # what Windows-874 has


def _shown(data: bytes, page: str) -> bytes:
    """The bytes of a file that was read as `page` and saved as UTF-8."""
    return "".join(bytes([b]).decode(page, "ignore") or chr(b) for b in data).encode()


@pytest.mark.parametrize(
    ("data", "encoding", "found"),
    [
        (TEXT.encode(), "UTF-8", ()),
        (TEXT.encode("utf-8-sig"), "UTF-8", ("byte-order-mark",)),
        (TEXT.encode("utf-16"), "UTF-16", ("byte-order-mark",)),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "UTF-16", ("byte-order-mark",)),
        (TEXT.encode("utf-16-le"), "UTF-16", ()),
        (TEXT.encode("utf-16-be"), "UTF-16", ()),
        (TEXT.encode("utf-32"), "UTF-32", ("byte-order-mark",)),
        (TEXT.replace("\n", "\r\n").encode(), "UTF-8", ("crlf",)),
        (TEXT.replace("\n", "\r").encode(), "UTF-8", ("crlf",)),
        (_shown(TEXT.encode(), "cp1252"), "UTF-8", ("mojibake-utf8-1252",)),
        (_shown(TEXT.encode(), "latin-1"), "UTF-8", ("mojibake-utf8-1252",)),
        (_shown(_shown(TEXT.encode(), "cp1252"), "cp1252"), "UTF-8", ("mojibake-utf8-1252",)),
        (_shown(TEXT.encode(), "cp874"), "UTF-8", ("mojibake-utf8-874",)),
    ],
)
def test_all_of_unicode(data: bytes, encoding: str, found: tuple[str, ...]) -> None:
    read = decode(data)
    assert read
    assert (read.text, read.encoding, read.found) == (TEXT, encoding, found)


@pytest.mark.parametrize(
    ("data", "encoding", "found"),
    [
        (THAI.encode("cp874"), "Windows-874", ()),
        (_shown(THAI.encode("cp874"), "cp1252"), "UTF-8", ("mojibake-874-1252",)),
        (_shown(THAI.encode("cp874"), "latin-1"), "UTF-8", ("mojibake-874-1252",)),
        (b"".join(line.encode(("cp874", "utf-8")[number % 2])
                  for number, line in enumerate(THAI.splitlines(keepends=True))),
         "Windows-874", ()),
    ],
)  # fmt: skip
def test_what_windows_874_has(data: bytes, encoding: str, found: tuple[str, ...]) -> None:
    read = decode(data)
    assert read
    assert (read.text, read.encoding, read.found) == (THAI, encoding, found)


def test_the_ends_of_pages_stay() -> None:
    read = decode("หน้าหนึ่ง\f\r\nหน้าสอง".encode())
    assert read
    assert (read.text, read.found) == ("หน้าหนึ่ง\f\nหน้าสอง", ("crlf", "form-feed"))


@pytest.mark.parametrize(
    "text",
    [
        "Déjà vu à la Þætti. Ärger über Öl",
        "เธก เธอ เนย เธมี",
        "",
        "Ærøskøbing ÅÄÖ",
        "naïve ‘é’ — ภาษา",
    ],
)
def test_what_is_no_mojibake_stays(text: str) -> None:
    read = decode(text.encode())
    assert read
    assert (read.text, read.found) == (text, ())


def test_thai_and_its_mojibake_in_one_file() -> None:
    line = _shown("ย่อหน้าที่คัดลอกมา".encode(), "cp874").decode()
    read = decode(f"เธอรักเธอ\n{line}\nจบ".encode())
    assert read
    assert read.text == "เธอรักเธอ\nย่อหน้าที่คัดลอกมา\nจบ"


def test_mojibake_that_lost_letters_is_told_and_left() -> None:
    text = _shown("ภาษาไทย".encode(), "cp1252").decode().replace("\xa0", "?").replace("\xb2", "?")
    read = decode(text.encode())
    assert read
    assert read.found[-1] == "mojibake-left"


@pytest.mark.parametrize(
    "data", ["café".encode("latin-1"), b"\xff\xd8\xff\xe0\x00\x10JFIF", b"\x81\x83"]
)
def test_what_is_in_no_encoding_is_refused(data: bytes) -> None:
    assert decode(data) is None
