"""An ImportedBook becomes the files of a manuscript: chapters, pictures, book.yaml.

Enters: chapters, and pictures as files. Leaves: the bytes of every file by its path, and Remarks.
Nothing is put on disk here.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from thaibook.importing.arranging import ImportedBook, ImportedChapter
from thaibook.importing.captions import Counted
from thaibook.importing.chapter_writing import anchors_of, written_chapter
from thaibook.importing.markdown_reading import with_pictures
from thaibook.importing.picture_files import Pictures
from thaibook.importing.source_document import Facts, Remark
from thaibook.text import is_isbn

# What stands before or after the chapters, by the first word of its heading (load.spine).
FRONT = {
    "คำนิยม": "foreword", "คำนำ": "preface", "บทนำ": "introduction", "foreword": "foreword",
    "คำอุทิศ": "dedication", "กิตติกรรมประกาศ": "acknowledgments", "preface": "preface",
    "acknowledgments": "acknowledgments", "acknowledgements": "acknowledgments",
    "introduction": "introduction", "ปฐมบท": "prologue", "prologue": "prologue",
    "dedication": "dedication",
}  # fmt: skip
BACK = {
    "ปัจฉิมบท": "afterword", "บทส่งท้าย": "afterword", "บทสรุป": "conclusion", "afterword": "afterword",
    "ภาคผนวก": "appendix", "appendix": "appendix", "อภิธานศัพท์": "glossary", "glossary": "glossary",
    "บรรณานุกรม": "bibliography", "bibliography": "bibliography", "epilogue": "epilogue",
}  # fmt: skip
LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(-[A-Za-z0-9]{2,8})*")
DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
FIRST_WORD = re.compile(r"[^\s:.–—(]+")


class _File(NamedTuple):
    name: str
    text: str
    place: str  # front, chapters, back
    part: str


@dataclass
class WrittenBook:
    """files: by their path in the manuscript's folder; remarks: by the file of the source."""

    files: dict[str, bytes] = field(default_factory=dict)
    remarks: list[tuple[str, Remark]] = field(default_factory=list)


def written_book(book: ImportedBook, pictures: Pictures, slug: str) -> WrittenBook:
    """The files of the manuscript. slug: an ASCII name of the folder."""
    made = WrittenBook(remarks=[*book.remarks, *pictures.remarks])
    anchors = _anchors(book.chapters)
    counted = Counted()
    places = _places(book.chapters)
    width = max(2, len(str(sum(place == "chapters" for place, _ in places))))
    files: list[_File] = []
    number = 0
    for chapter, (place, stem) in zip(book.chapters, places, strict=True):
        own = {
            key: name
            for (document, key), name in pictures.names.items()
            if document == chapter.source.name
        }
        if chapter.source.markdown:
            text = with_pictures(chapter.markdown, own)
        else:
            text, remarks = written_chapter(chapter, own, anchors, counted)
            made.remarks += ((chapter.source.name, each) for each in remarks)
        if place == "chapters":
            number += 1
            stem = f"chapter-{number:0{width}}"
        name = _free(stem, {each.name for each in files})
        if name.removesuffix(".md") != stem and place != "chapters":
            text = _with_kind(text, stem)
        files.append(_File(name, text, place, chapter.part))
    made.files |= {each.name: each.text.encode() for each in files}
    made.files |= pictures.files
    cover = next(
        (
            pictures.names[k]
            for k in pictures.names
            if book.facts.cover and k[1] == book.facts.cover
        ),
        "",
    )
    made.files["book.yaml"] = _settings(book.facts, files, slug, cover).encode()
    return made


def _free(stem: str, taken: set[str]) -> str:
    name, number = f"{stem}.md", 1
    while name in taken:
        number += 1
        name = f"{stem}-{number}.md"
    return name


def _with_kind(text: str, kind: str) -> str:
    """The text with a header that says what it is, where its name cannot."""
    if text.startswith("---\n"):
        return text.replace("---\n", f"---\nkind: {kind}\n", 1)
    return f"---\nkind: {kind}\n---\n\n{text}"


def _places(chapters: Sequence[ImportedChapter]) -> list[tuple[str, str]]:
    """Where each chapter stands, and the name of its file where that is no number."""
    named = [_kind(chapter) for chapter in chapters]
    ordinary = [at for at, (front, back) in enumerate(named) if not front and not back]
    if not ordinary:
        return [("chapters", "")] * len(chapters)
    places = []
    for at, (front, back) in enumerate(named):
        if front and at < ordinary[0] and not chapters[at].part:
            places.append(("front", front))
        elif (back or front) and at > ordinary[-1] and not chapters[at].part:
            places.append(("back", back or front))
        else:
            places.append(("chapters", ""))
    return places


def _kind(chapter: ImportedChapter) -> tuple[str, str]:
    """What a heading says that its chapter is, before and after the others."""
    title = chapter.heading.text if chapter.heading else chapter.title
    word = FIRST_WORD.match(title.strip().lower())
    if not word:
        return "", ""
    for table in (FRONT, BACK):
        for key, kind in table.items():
            if word[0] == key or (
                not key.isascii() and word[0].startswith(key) and len(title) < 40
            ):
                return (kind, "") if table is FRONT else ("", kind)
    return "", ""


def _anchors(chapters: Sequence[ImportedChapter]) -> dict[str, str]:
    """A name of our own for each place that links lead to, by the name in the source."""
    names: dict[str, str] = {}
    for chapter in chapters:
        if not chapter.source.markdown:
            for together in anchors_of(chapter):
                name = names.get(together[0]) or f"p{len(set(names.values())) + 1}"
                for each in together:
                    names.setdefault(each, name)
    return names


def _settings(facts: Facts, files: Sequence[_File], slug: str, cover: str) -> str:
    """The text of book.yaml."""
    digest = "\n".join(each.text for each in files)
    lines = [
        "# ข้อมูลของหนังสือ คีย์ทั้งหมดพร้อมตัวอย่างอยู่ใน docs/book-yaml.md",
        f"title: {_said(facts.title)}",
    ]
    if facts.subtitle:
        lines.append(f"subtitle: {_said(facts.subtitle)}")
    language = facts.language if LANGUAGE.fullmatch(facts.language) else "th"
    lines.append(f"language: {language}")
    if facts.creators:
        people = (f"  - {{name: {_said(name)}, role: {role}}}" for name, role in facts.creators)
        lines += ["creators:", *people]
    for key in ("publisher", "rights", "description"):
        if value := getattr(facts, key):
            lines.append(f"{key}: {_said(value)}")
    if DATE.fullmatch(facts.date):
        lines.append(f"date: {_said(facts.date)}")
    if facts.subjects:
        lines.append(f"subjects: [{', '.join(map(_said, facts.subjects))}]")
    if facts.isbn and is_isbn(f"urn:isbn:{facts.isbn}"):
        lines.append(f"isbn: {_said(facts.isbn)}")
    lines.append(f"identifier: urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, facts.title + digest)}")
    lines.append(f"slug: {slug}   # ชื่อไฟล์ผลลัพธ์ ใช้อักษรอังกฤษ")
    if cover:
        lines += ["cover:", f"  image: {cover}"]
    lines += _spine(files)
    return "\n".join(lines) + "\n"


def _spine(files: Sequence[_File]) -> list[str]:
    """Which files there are, in their order."""
    lines: list[str] = []
    in_parts = any(each.part for each in files)
    for place in ("front", "chapters", "back"):
        names = [each for each in files if each.place == place]
        if not names:
            continue
        if place == "chapters" and in_parts:
            lines.append("parts:")
            for each in names:
                if each.part or lines[-1] == "parts:":
                    lines += [f"  - title: {_said(each.part or '…')}", "    chapters:"]
                lines.append(f"      - {each.name}")
        else:
            lines += [f"{place}:", *(f"  - {each.name}" for each in names)]
    return lines


def _said(value: str) -> str:
    """A value of YAML: JSON's strings are YAML's, too."""
    return json.dumps(value, ensure_ascii=False)
