"""The National Library's record of a book (CIP), drafted while there is none.

Enters: a Manuscript. Leaves: lines, those that stand further in with spaces before them. Order
and signs are those of the Library's Cataloguing in Publication: the author; title, edition, place :
publisher, year; pages and series; subjects in Arabic numbers and other names in Roman ones; ISBN.
The class number is the Library's alone; what nobody has said yet (subjects, pages) is left open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from thaibook.model import Manuscript, Metadata
from thaibook.text import BUDDHIST_ERA, LABELS

OPEN = "…"
IN = "   "
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
NO_PLACE, NO_YEAR, NO_PUBLISHER = "ม.ป.ท.", "ม.ป.ป.", "ม.ป.พ."  # not said where, when, by whom
BANGKOK = re.compile(r"กรุงเทพ|กทม")
PROVINCE = re.compile(r"(?:จังหวัด|จ\.)\s*([ก-๙]+)")
FORMS = re.compile(
    r"^(?:บริษัท|สำนักพิมพ์|ห้างหุ้นส่วน(?:จำกัด|สามัญ)?|หจก\.?)\s*(?=\S)|\s*จำกัด(?:\s*\(มหาชน\))?$"
)
LATIN = re.compile(r"[A-Za-z][A-Za-z .'-]* [A-Za-z'-]+")


def drafted_record(manuscript: Manuscript) -> Iterator[str]:
    """The record as far as the metadata tell it."""
    metadata = manuscript.metadata
    authors = [creator.name for creator in metadata.creators if creator.role == "aut"]
    labels = LABELS["th"]
    if authors:
        yield f"{_entry(authors[0])}."
    title = " : ".join(filter(None, (metadata.title, metadata.subtitle)))
    number = max((each.number for each in metadata.imprint.impressions), default=1)
    edition = f". -- {labels['impression']} {number}" if number > 1 else ""
    yield f"{IN}{title}{edition}. -- {_published(metadata)}."
    series = " ; ".join(filter(None, (metadata.imprint.series, metadata.imprint.volume)))
    yield f"{IN}{OPEN} หน้า{f'. -- ({series})' if series else ''}."
    names = [subject.name for subject in metadata.subjects] or [OPEN]
    subjects = [f"{n}. {name}." for n, name in enumerate(names, 1)]
    others = [_entry(name) for name in authors[1:]]
    for creator in metadata.creators:
        if creator.role != "aut":
            craft = labels.get(creator.role, labels["creator"])
            others.append(f"{_entry(creator.name)}, {craft}")
    if authors:
        others.append("ชื่อเรื่อง")
    added = [f"{roman}. {name}." for roman, name in zip(ROMAN, others, strict=False)]
    yield f"{IN}{' '.join((*subjects, *added))}"
    for edition, isbn in metadata.isbns:
        yield f"ISBN{' (e-book)' if edition == 'ebook' else ''} {isbn}"


def _entry(name: str) -> str:
    """A name as it is looked for: a Thai one as it is, another by its last part."""
    if not LATIN.fullmatch(name):
        return name
    first, _, last = name.rpartition(" ")
    return f"{last}, {first}"


def _published(metadata: Metadata) -> str:
    """Place : publisher, year of the Buddhist Era; what is not said, as the Library says it."""
    makers = {party.role: party.lines for party in metadata.imprint.makers}
    lines = makers.get("publisher", ())
    address = " ".join(lines[1:])
    province = PROVINCE.search(address)
    place = "กรุงเทพฯ" if BANGKOK.search(address) else province[1] if province else NO_PLACE
    name = metadata.publisher or "".join(lines[:1])
    publisher = FORMS.sub("", FORMS.sub("", name)) or NO_PUBLISHER
    dates = [each.date for each in metadata.imprint.impressions if each.date] or [metadata.date]
    year = f"{int(dates[-1][:4]) + BUDDHIST_ERA}" if dates[-1] else NO_YEAR
    return f"{place} : {publisher}, {year}"
