"""The answers of all chapters as one section at the end of the text.

Enters: the trees of chapters that markup has put their answers at the end of, in one <div>. Leaves:
the same without it, and a Section that has them under the titles of their chapters. Addresses are
names of the whole book, so that references and links to an answer still find it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lxml import etree

from thaibook.markup import element, one_per_line, to_xhtml
from thaibook.model import Heading, Section
from thaibook.text import numeral
from thaibook.vocabulary import ANSWERS, AUTOMATIC, BACKLINK, CALL_LINK, NOTE_NUMBER, NOTES

THAI_ZERO = "๐"  # and all Thai digits after it
Answers = tuple[str, etree._Element]  # the title of a chapter, and its answers


def holds_answers(root: etree._Element) -> bool:
    """Whether a chapter has answers that do not stay with it."""
    return any(node.get("class") == ANSWERS for node in root)


def take_answers(root: etree._Element, title: str) -> list[Answers]:
    """The answers of a chapter, which is without them afterwards; with the notes that they alone
    call, which stand behind them."""
    taken = [node for node in root if node.get("class") == ANSWERS]
    for node in taken:
        root.remove(node)
    for section in [node for node in root if node.get("class") == NOTES]:
        theirs = [note for note in section if taken and _is_called_in(note, taken)]
        if theirs:
            moved = etree.SubElement(taken[-1], section.tag)
            for name, value in section.attrib.items():
                moved.set(name, value)
            moved.extend(theirs)
        if not len(section):
            root.remove(section)
    return [(title, node) for node in taken]


def _is_called_in(note: etree._Element, answers: Sequence[etree._Element]) -> bool:
    """Whether all calls of a note stand in answers."""
    calls = [link.get("href", "")[1:] for link in note.iterfind(f".//a[@class='{BACKLINK}']")]
    named = {each.get("id") for node in answers for each in node.iter("sup")}
    return bool(calls) and named.issuperset(calls)


def _notes_at_the_end(blocks: Sequence[etree._Element]) -> list[etree._Element]:
    """The notes of all answers in one section, numbered on."""
    sections = []
    for block in blocks:
        for section in [node for node in block if node.get("class") == NOTES]:
            block.remove(section)
            sections.append(section)
    for section in sections[1:]:
        sections[0].extend(list(section))
    links = [a for block in blocks for a in block.iterfind(f".//a[@class='{CALL_LINK}']")]
    for count, note in enumerate(sections[0] if sections else (), 1):
        number = note.find(f".//span[@class='{NOTE_NUMBER}']")
        if number is None:
            continue
        old = number.text or ""
        new = numeral(count, "thai" if old.strip() >= THAI_ZERO else "arabic")
        number.text = new
        calls = [a for a in links if a.get("href") == f"#{note.get('id')}"]
        for link in calls:
            link.text = new
        for link in (*calls, *note.iterfind(f".//a[@class='{BACKLINK}']")):
            if label := link.get("aria-label"):
                link.set("aria-label", label.replace(old, new))
    return sections[:1]


def answers_page(answers: Sequence[Answers], labels: Mapping[str, str]) -> list[Section]:
    """The section of the answers, or nothing where no chapter has any."""
    if not answers:
        return []
    heading = Heading(1, f"{ANSWERS}-title", labels["answers"])
    title = element("h1", id=heading.id)
    title.append(element("span", heading.title, cls=AUTOMATIC))
    blocks = [title]
    for number, (chapter, block) in enumerate(answers, 1):
        named = element("h2", id=f"{ANSWERS}-{number}")
        named.append(element("span", chapter, cls=AUTOMATIC))
        blocks += [named, block]
    notes = _notes_at_the_end([block for _, block in answers])
    body = to_xhtml(one_per_line(*blocks, *notes))
    return [Section(ANSWERS, "answers", heading.title, body, (heading,))]


def with_answers(sections: Sequence[Section], answers: Sequence[Section]) -> list[Section]:
    """The sections with the answers after the last chapter: before what stands at the back."""
    chapters = [index for index, section in enumerate(sections) if section.kind == "chapter"]
    after = chapters[-1] + 1 if chapters else len(sections)
    return [*sections[:after], *answers, *sections[after:]]
