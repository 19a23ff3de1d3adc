"""Footnotes: from what Python-Markdown's footnotes extension makes to the book's form.

Enters: a tree with <sup id="fnref:…"><a class="footnote-ref"> and <div class="footnote">.
Leaves: in the text <sup class="noteref"><a href="#chapter-1-note-1">1</a></sup>, at the
end <section class="notes"> with an <aside class="note"> for each note, whose last
paragraph has an <a class="backref">. Numbers begin at 1 in each chapter and follow the
calls; a note that nothing calls comes last.
"""

from __future__ import annotations

import re

from lxml import etree

from thaibook.markup.elements import append_text, classes, element, has_class, remove
from thaibook.markup.source import Source
from thaibook.vocabulary import BACKLINK, CALL_LINK, NOTE, NOTE_CALL, NOTE_NUMBER, NOTES

UNDEFINED_CALL = re.compile(r"\[\^([^\]\s][^\]]*)\]")
WORD_JOINER = "\u2060"
BACK = "\u2191"  # ↑: the faces of the book have it


def place_notes(root: etree._Element, source: Source) -> None:
    """Rewrite the notes of a chapter, and report calls of notes that do not exist."""
    _report_undefined(root, source)
    lists = [div for div in classes(root, "footnote") if div.find("ol") is not None]
    if not lists:
        _clear_orphans(root)
        return
    items = {li.get("id", ""): li for div in lists for li in div.iterfind("ol/li")}
    calls = _number_calls(root, items, source)
    section = element("section", cls=NOTES, aria_label=source.label("notes"))
    in_order = [*calls, *(name for name in items if name not in calls)]
    for number, name in enumerate(in_order, 1):
        section.append(_build_note(items[name], number, calls.get(name, []), source))
    for div in lists:
        # What an author's HTML has brought out of its note.
        for child in (*div, *(inner for ol in div.iterfind("ol") for inner in ol)):
            if child.tag not in ("hr", "ol", "li"):
                root.append(child)
        remove(div)
    root.append(section)
    _clear_orphans(root)


def _number_calls(
    root: etree._Element, items: dict[str, etree._Element], source: Source
) -> dict[str, list[str]]:
    """Number the calls in the order of the text, those inside notes last; the ids of the
    calls by the note they call."""
    calls: dict[str, list[str]] = {}
    links = [a for a in root.iter("a") if has_class(a, "footnote-ref")]
    for link in links:
        name, sup = link.get("href", "")[1:], link.getparent()
        if name not in items or sup is None or sup.tag != "sup":
            continue
        ids = calls.setdefault(name, [])
        number = list(calls).index(name) + 1
        ids.append(source.own_id(f"call-{number}" + (f"-{len(ids) + 1}" if ids else "")))
        sup.attrib.clear()
        sup.set("class", NOTE_CALL)
        sup.set("id", ids[-1])
        link.attrib.clear()
        sup.text = WORD_JOINER  # no line begins with the number of a note
        link.set("class", CALL_LINK)
        link.set("href", f"#{source.chapter.name}-note-{number}")
        link.text = source.in_digits(number)
    return calls


def _build_note(
    item: etree._Element, number: int, calls: list[str], source: Source
) -> etree._Element:
    """The note of one <li>, with its number before its words and the ways back behind them.

    calls: the ids of its calls.
    """
    for link in classes(item, "footnote-backref"):
        remove(link)
    note = element("aside", cls=NOTE, id=source.own_id(f"note-{number}"))
    for child in list(item):
        note.append(child)
    if len(note) == 0 or note[0].tag != "p":
        note.insert(0, element("p"))
    first, last = note[0], note[-1]
    mark = element("span", source.in_digits(number), cls=NOTE_NUMBER)
    mark.tail = " " + (first.text or "").lstrip()
    first.text = None
    first.insert(0, mark)
    if last.tag != "p":
        last = etree.SubElement(note, "p")
    _trim_end(last)
    for call in calls:
        append_text(last, " ")
        label = f"{source.label('back to')} {source.in_digits(number)}"
        last.append(element("a", BACK, cls=BACKLINK, href=f"#{call}", aria_label=label))
    return note


def _trim_end(paragraph: etree._Element) -> None:
    """Take the white space off the end of a paragraph."""
    if len(paragraph):
        paragraph[-1].tail = (paragraph[-1].tail or "").rstrip("\u00a0 \n")
    else:
        paragraph.text = (paragraph.text or "").rstrip("\u00a0 \n")


def _clear_orphans(root: etree._Element) -> None:
    """Take away the links back, and make words of the calls, whose note is elsewhere: an author's
    HTML has torn them apart."""
    for link in classes(root, "footnote-backref"):
        remove(link)
    for link in classes(root, "footnote-ref"):
        link.attrib.clear()


def _report_undefined(root: etree._Element, source: Source) -> None:
    """Report calls that stayed text, since no note has their name."""
    if "[^" not in source.chapter.text:
        return
    for node in root.iter("p", "li", "td", "th", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6"):
        for text in (node.text, *(child.tail for child in node)):
            for call in UNDEFINED_CALL.finditer(text or ""):
                source.report("note-missing", call[0], label=call[0])
