"""What the imprint page says: book.yaml's keys `printings`, `price`, `cip`, `imprint`, `logo`,
`series`.

Enters: the settings of book.yaml, and the book's folder. Leaves: an Imprint, its logo read.
"""

from __future__ import annotations

import re
from pathlib import Path

from thaibook.images import read_image
from thaibook.load.dates import DATE, possible_date
from thaibook.messages import BookError, Problem, problem
from thaibook.model import Image, Impression, Imprint, Party
from thaibook.storage import YamlMapping

PRINTING_KEYS = ("number", "date", "copies")
IMPRINT_KEYS = ("publisher", "printer", "distributor", "team", "copyright")
MAKERS = ("publisher", "printer", "distributor")  # in the order of the page
PARTY_KEYS = ("name", "address", "phone", "email", "website")
SERIES_KEYS = ("name", "number")
NUMBER = r"[0-9๐-๙]{1,3}"
COPIES = r"[0-9๐-๙][0-9๐-๙,]{0,9}\s*(?:เล่ม)?"
PRICE = r"฿?\s*[0-9๐-๙]{1,3}(?:,?[0-9๐-๙]{3})?(?:\.[0-9๐-๙]{1,2})?\s*(?:บาท|฿|(?i:baht|THB))?"
DRAFT, NONE = ("draft", "ร่าง"), ("none", "false", "no", "ไม่มี")
DRAFTED = "draft"


def read_imprint(settings: YamlMapping, book: Path, path: Path, problems: list[Problem]) -> Imprint:
    """The imprint of the book in the folder `book`, whose settings are in `path`. A record of
    the National Library is drafted where a publisher's page has none."""
    said = settings.mapping("imprint", IMPRINT_KEYS)
    price = "".join(_digits(settings.text("price", "", PRICE, "250")))
    series = _series(settings)
    imprint = Imprint(
        impressions=_impressions(settings, path, problems),
        price=price,
        copyright=said.text("copyright"),
        team=tuple(Party(role, lines) for role, lines in said.pairs("team")),
        makers=tuple(party for key in MAKERS for party in _maker(said, key)),
        logo=read_picture(settings, "logo", book, path, problems),
        series=series[0],
        volume=series[1],
    )
    record = settings.block("cip")
    word = record.strip().lower()
    first = next((key for key in ("cip", "imprint", "printings") if settings.has(key)), "")
    imprint = imprint._replace(line=settings.line_of(first) if first else 0)
    if word in NONE:
        return imprint
    drafted = word in DRAFT or (not record and bool(imprint.impressions or imprint.makers))
    return imprint._replace(cip=DRAFTED if drafted else record)


def read_picture(
    settings: YamlMapping, key: str, book: Path, path: Path, problems: list[Problem]
) -> Image | None:
    """The picture that the text at `key` names; None where there is none, or it cannot be read."""
    name = settings.text(key)
    try:
        return read_image(book, name, path, settings.line_of(key)) if name else None
    except BookError as error:  # told with all other faults
        problems.extend(error.problems)
        return None


def _digits(written: str) -> str:
    """The digits of a number, Thai ones too, and its decimals."""
    return "".join(
        str(int(c)) if c.isdecimal() else c for c in written if c.isdecimal() or c == "."
    )


def _impressions(
    settings: YamlMapping, path: Path, problems: list[Problem]
) -> tuple[Impression, ...]:
    impressions = []
    wanted = "2026-10 | 2026-10-01 | 2026 (CE, ค.ศ.)"
    for place, item in enumerate(settings.mappings("printings", PRINTING_KEYS, "date"), 1):
        number = _digits(item.text("number", str(place), NUMBER, str(place)))
        date = item.text("date", "", DATE, wanted)
        if (meant := possible_date(date)) != date:
            words = {"key": "date", "value": date, "wanted": meant}
            problems.append(problem("wrong-value", path, item.line_of("date"), **words))
        copies = _digits(item.text("copies", "0", COPIES, "2000"))
        impressions.append(Impression(int(number), date, int(copies)))
    return tuple(impressions)


def _maker(said: YamlMapping, key: str) -> tuple[Party, ...]:
    """Who printed, published or sells the book: lines as typed, or a name, an address …"""
    if not said.has(key):
        return ()
    if not said.is_mapping(key):
        typed = tuple(line for line in said.block_of_lines(key) if line)
        return (Party(key, typed),) if typed else ()
    party = said.mapping(key, PARTY_KEYS)
    name = party.required("name", "สำนักพิมพ์ริมคลอง")
    lines = [name, *(line for line in party.block_of_lines("address") if line)]
    if phone := party.text("phone"):
        lines.append(phone if re.match(r"(?i)\D*(?:โทร|tel)", phone) else f"โทร. {phone}")
    lines += [text for text in (party.text("email"), party.text("website")) if text]
    return (Party(key, tuple(lines)),)


def _series(settings: YamlMapping) -> tuple[str, str]:
    """(name, number) of the series; a plain text is its name."""
    if not settings.is_mapping("series"):  # blogs have lists of them
        return next((name for name, _ in settings.texts("series", "{name: …, number: 1}")), ""), ""
    series = settings.mapping("series", SERIES_KEYS)
    return series.required("name"), series.text("number")
