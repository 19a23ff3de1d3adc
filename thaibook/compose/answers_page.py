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
from thaibook.vocabulary import ANSWERS, AUTOMATIC

Answers = tuple[str, etree._Element]  # the title of a chapter, and its answers


def holds_answers(root: etree._Element) -> bool:
    """Whether a chapter has answers that do not stay with it."""
    return any(node.get("class") == ANSWERS for node in root)


def take_answers(root: etree._Element, title: str) -> list[Answers]:
    """The answers of a chapter, which is without them afterwards."""
    taken = [node for node in root if node.get("class") == ANSWERS]
    for node in taken:
        root.remove(node)
    return [(title, node) for node in taken]


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
    body = to_xhtml(one_per_line(*blocks))
    return [Section(ANSWERS, "answers", heading.title, body, (heading,))]


def with_answers(sections: Sequence[Section], answers: Sequence[Section]) -> list[Section]:
    """The sections with the answers after the last chapter: before what stands at the back."""
    chapters = [index for index, section in enumerate(sections) if section.kind == "chapter"]
    after = chapters[-1] + 1 if chapters else len(sections)
    return [*sections[:after], *answers, *sections[after:]]
