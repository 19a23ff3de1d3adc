"""The imprint page (หน้าลิขสิทธิ์) as Thai publishers print it.

Enters: a Manuscript whose author gave an Imprint. Leaves: a Section without headings, in no
contents. What has to stand there: พ.ร.บ. จดแจ้งการพิมพ์ พ.ศ. 2550, section 8 (printer and publisher,
each with its place, and the ISBN); the National Library's record is in cataloguing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from lxml import etree

from thaibook.compose.cataloguing import drafted_record
from thaibook.compose.credits_page import identifiers, labelled, link
from thaibook.compose.generated_pages import body_of
from thaibook.images import name_in_book
from thaibook.markup import element
from thaibook.messages import Problem, problem
from thaibook.model import Imprint, Manuscript, Party, Section
from thaibook.text import dated, numeral

Labels = Mapping[str, str]
RESERVED = re.compile(r"สงวน|(?i:reserved)")
CLAIMED = re.compile(r"©|(?i:\(c\)|copyright)")
RECORD_HEAD = "ข้อมูลทางบรรณานุกรม"
DRAFT = "draft"
LINE = 70  # letters
A5_HEIGHT = 210  # of the page that SIZES are for, in millimetres
# A full page is set smaller, so that it stays one. (class, most lines)
SIZES = (
    ("imprint", 28), ("imprint full", 32), ("imprint crowded", 38), ("imprint packed", 1 << 30),
)  # fmt: skip
NOBODY = ("none", "false", "no", "ไม่มี")


def imprint_page(manuscript: Manuscript, labels: Labels) -> Section:
    """The page: what the book is and who made it, its numbers, whose it is, the Library's
    record, who worked on it, who printed, published and sells it."""
    blocks = [
        _titles(manuscript, labels),
        _makers(manuscript, labels),
        _numbers(manuscript, labels),
        _rights(manuscript, labels),
        _record(manuscript, labels),
        [_said(party.role, party.lines) for party in manuscript.metadata.imprint.team],
        _publisher(manuscript, labels),
        _sources(manuscript, labels),
    ]
    page = element("div", "\n")
    for block in blocks:
        if block:
            page.append(_group(block))
            page[-1].tail = "\n"
    texts = ["".join(map(str, node.itertext())) for node in page.iter("p", "br")]
    lines = sum(1 + len(text) // LINE for text in texts)
    lines_of_a5 = lines * A5_HEIGHT / manuscript.page.height_mm
    page.set("class", next(name for name, most in SIZES if lines_of_a5 <= most))
    return Section("credits", "copyright-page", labels["copyright page"], body_of(page))


def imprint_faults(manuscript: Manuscript) -> list[Problem]:
    """What is still missing on the page: the Library's record, and what the law asks of a book
    that is printed."""
    imprint, path = manuscript.metadata.imprint, manuscript.settings_path
    faults = []
    if imprint.cip == DRAFT:
        faults.append(problem("cip-draft", path, imprint.line))
    there = {party.role for party in imprint.makers if len(party.lines) > 1}
    missing = [key for key in ("imprint.publisher", "imprint.printer") if key[8:] not in there]
    if not any(edition != "ebook" for edition, _ in manuscript.metadata.isbns):
        missing.append("isbn")
    if imprint.impressions and missing:
        faults.append(problem("imprint-law", path, imprint.line, keys=", ".join(missing)))
    return faults


def grouped_number(number: int | str, digits: str) -> str:
    """A number as it is written for people: 2,000."""
    whole, point, decimals = str(number).partition(".")
    return numeral(f"{int(whole):,}{point}{decimals}", digits)


def _group(block: Sequence[etree._Element]) -> etree._Element:
    """What belongs together, with white below it."""
    group = element("div", "\n", cls="group")
    for node in block:
        node.tail = "\n"
        group.append(node)
    return group


def _titles(manuscript: Manuscript, labels: Labels) -> list[etree._Element]:
    metadata, imprint = manuscript.metadata, manuscript.metadata.imprint
    lines = [element("p", metadata.title, cls="imprint-title")]
    if metadata.subtitle:
        lines.append(element("p", metadata.subtitle))
    if imprint.series:
        lines.append(element("p", _series(imprint, labels, manuscript.typography.digits)))
    return lines


def _series(imprint: Imprint, labels: Labels, digits: str) -> str:
    """ชุด … ลำดับที่ 1"""
    name = labelled(labels["series"], imprint.series)
    volume = numeral(imprint.volume, digits) if imprint.volume.isdecimal() else imprint.volume
    series = " ".join(filter(None, (name, imprint.series)))
    return f"{series} {labels['volume']} {volume}" if volume else series


def _makers(manuscript: Manuscript, labels: Labels) -> list[etree._Element]:
    """Authors and others, a line for each craft."""
    names: dict[str, list[str]] = {}
    for creator in manuscript.metadata.creators:
        names.setdefault(creator.role, []).append(creator.name)
    return [_said(labels.get(role, labels["creator"]), people) for role, people in names.items()]


def _numbers(manuscript: Manuscript, labels: Labels) -> list[etree._Element]:
    """The ISBN, each time that it was printed, and the price."""
    metadata, digits = manuscript.metadata, manuscript.typography.digits
    imprint = metadata.imprint
    lines = [_said(labels[f"isbn {edition}"], [number]) for edition, number in metadata.isbns]
    lines += [_said(label, [value]) for label, value in identifiers(metadata, labels)]
    for each in imprint.impressions:
        parts = [dated(each.date, labels["months"], digits)] if each.date else []
        if each.copies:
            parts.append(labels["copies"].format(copies=grouped_number(each.copies, digits)))
        number = f"{labels['impression']} {numeral(each.number, digits)}"
        lines.append(_said(number, [" ".join(parts)]))
    if not imprint.impressions and metadata.date:
        date = dated(metadata.date, labels["months"], digits)
        lines.append(_said(labels["date"], [date]))
    if imprint.price:
        price = grouped_number(imprint.price, digits)
        lines.append(_said(labels["price"], [labels["baht"].format(price=price)]))
    return lines


def _rights(manuscript: Manuscript, labels: Labels) -> list[etree._Element]:
    """Whose the book is. Rights of the author's own wording stand alone, unless they reserve
    all and do not say for whom."""
    metadata, digits = manuscript.metadata, manuscript.typography.digits
    rights = metadata.rights or numeral(labels["all rights"], digits)
    holder = metadata.imprint.copyright
    if not holder and not CLAIMED.search(rights) and RESERVED.search(rights):
        authors = [creator.name for creator in metadata.creators if creator.role == "aut"]
        holder = labels["and"].join(authors) or metadata.publisher
    if not metadata.rights and (not holder or holder.lower() in NOBODY):
        return []
    lines = []
    if holder and holder.lower() not in NOBODY:
        dates = [each.date for each in metadata.imprint.impressions if each.date]
        year = dated((dates or [metadata.date])[0][:4], labels["months"], digits)
        mark = "" if CLAIMED.search(holder) else "©"
        lines.append(element("p", " ".join(filter(None, (mark, year, holder)))))
    return [*lines, element("p", rights)]


def _record(manuscript: Manuscript, labels: Labels) -> list[etree._Element]:
    """The National Library's record in its box; each line stays one, and as far in as it was."""
    record = manuscript.metadata.imprint.cip
    if not record:
        return []
    is_draft = record == DRAFT
    lines = list(drafted_record(manuscript)) if is_draft else record.split("\n")
    box = element("div", "\n", cls="cip draft" if is_draft else "cip")
    nodes: list[etree._Element] = []
    if RECORD_HEAD not in record:
        nodes.append(element("p", labels["cip"], cls="cip-head"))
        nodes.append(element("p", labels["cip in English"], cls="cip-head", lang="en"))
    if is_draft:
        nodes.append(element("p", labels["cip draft"], cls="cip-draft"))
    nodes += [
        element("p", line.strip(), cls="in" if line[:1].isspace() else "")
        for line in lines
        if line.strip()
    ]
    for node in nodes:
        node.tail = "\n"
        box.append(node)
    return [box]


def _publisher(manuscript: Manuscript, labels: Labels) -> list[etree._Element]:
    """Who published, printed and sells the book, with addresses and the publisher's mark."""
    metadata = manuscript.metadata
    imprint, makers = metadata.imprint, list(metadata.imprint.makers)
    if metadata.publisher and all(party.role != "publisher" for party in makers):
        makers.insert(0, Party("publisher", (metadata.publisher,)))
    lines: list[etree._Element] = []
    if imprint.logo:
        name = next((p.lines[0] for p in makers if p.role == "publisher"), "")
        mark = element("p", cls="imprint-logo")
        source, words = f"../{name_in_book(imprint.logo.name)}", f"{labels['logo']} {name}".strip()
        mark.append(element("img", src=source, alt=words))
        lines.append(mark)
    lines += [_said(labels[f"by {party.role}"], party.lines) for party in makers]
    return lines


def _sources(manuscript: Manuscript, labels: Labels) -> list[etree._Element]:
    """Where the text and the picture of the cover come from."""
    metadata, cover = manuscript.metadata, manuscript.cover
    lines = []
    if metadata.source:
        lines.append(_said(labels["source"], [metadata.source]))
    if cover.credit and cover.credit != metadata.source:
        lines.append(_said(labels["cover credit"], [cover.credit]))
    if cover.image_link:
        lines.append(_said(labels["image link"], [link(cover.image_link)]))
    return lines


def _said(label: str, values: Iterable[str | etree._Element]) -> etree._Element:
    """A paragraph: what it says, and of whom, a line for each."""
    values = list(values)
    first = values[0] if values and isinstance(values[0], str) else ""
    line = element("p", cls="said")
    if label := labelled(label, first):
        line.append(element("span", label, cls="what"))
        line[-1].tail = " "
    for number, value in enumerate(values):
        if number:
            etree.SubElement(line, "br")
        if isinstance(value, str):
            _put(line, value)
        else:
            line.append(value)
    return line


def _put(line: etree._Element, text: str) -> None:
    """Add text to the end of the paragraph."""
    if len(line):
        line[-1].tail = (line[-1].tail or "") + text
    else:
        line.text = (line.text or "") + text
