"""What every reader makes of a file, whatever its format: blocks of runs, plain and frozen.

It does no work. A list is a row of paragraphs that carry an item, so that a paragraph in an item is
as easy as one outside; notes, pictures and metadata stand beside the blocks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum


@dataclass(frozen=True, slots=True)
class Look:
    """How letters look, as far as Markdown can say it. script: "sub", "sup" or ""."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    mark: bool = False
    code: bool = False
    script: str = ""


PLAIN = Look()


@dataclass(frozen=True, slots=True)
class Text:
    """Letters of one look. link: where they lead, an address or "#name"; "" for nowhere."""

    text: str
    look: Look = PLAIN
    link: str = ""


@dataclass(frozen=True, slots=True)
class LineBreak:
    """The next letters begin a new line of the paragraph."""


@dataclass(frozen=True, slots=True)
class NoteCall:
    """The place from which a note is called. key: of SourceDocument.notes."""

    key: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place that links lead to."""

    name: str


@dataclass(frozen=True, slots=True)
class IndexMark:
    """A place that an index leads to. term: main!sub."""

    term: str


@dataclass(frozen=True, slots=True)
class Formula:
    """TeX. display: it stands on lines of its own."""

    tex: str
    display: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in the text.

    key: of SourceDocument.pictures; alternative: what it shows, for those who do not see it;
    share: its part of the width of the text, 0 where nobody said; link: as in Text.
    """

    key: str
    alternative: str = ""
    share: float = 0.0
    link: str = ""


Inline = Text | LineBreak | NoteCall | Anchor | IndexMark | Formula | Picture


class Role(Enum):
    """What a paragraph is, where its style or its element says so."""

    BODY = ""
    TITLE = "the title of the book"
    SUBTITLE = "the subtitle of the book"
    AUTHOR = "who wrote the book"
    CAPTION = "the words below a picture or above a table"
    VERSE = "lines of a poem"
    CODE = "lines of a program"
    TERM = "a word that is explained below"
    MEANING = "the explanation of a word"


@dataclass(frozen=True, slots=True)
class Item:
    """That a paragraph stands in a list. depth: from 0; marker: `-`, `1.`, `(ก)`; "" where the
    paragraph goes on with the item above."""

    depth: int
    marker: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph.

    place: its number or line in the source, from 1; level: of a heading, 1 to 6, 0 for none;
    align: "center", "right" or ""; size: of most of its letters in points, 0 for unknown; quotes:
    in how many quotations it stands; name: of a form of verse, or of the language of a program;
    breaks_page: a new page begins before it.
    """

    inlines: tuple[Inline, ...]
    place: int
    level: int = 0
    role: Role = Role.BODY
    align: str = ""
    size: float = 0.0
    item: Item | None = None
    quotes: int = 0
    name: str = ""
    breaks_page: bool = False

    @property
    def text(self) -> str:
        """Its letters alone, lines parted by a line end."""
        parts = (
            "\n" if isinstance(each, LineBreak) else each.text if isinstance(each, Text) else ""
            for each in self.inlines
        )
        return "".join(parts)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table. columns, rows: over how many of each it stretches."""

    blocks: tuple[Block, ...]
    columns: int = 1
    rows: int = 1
    align: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table. A cell stands in the row and column in which it begins. heads: how many rows at
    its top name the columns."""

    rows: tuple[tuple[Cell, ...], ...]
    place: int
    heads: int = 0


@dataclass(frozen=True, slots=True)
class Box:
    """Blocks that stand in a frame beside the text."""

    blocks: tuple[Block, ...]
    place: int
    title: str = ""


@dataclass(frozen=True, slots=True)
class SceneBreak:
    """A pause between scenes."""

    place: int


@dataclass(frozen=True, slots=True)
class PageBreak:
    """A new page begins."""

    place: int


Block = Paragraph | Table | Box | SceneBreak | PageBreak


class Finding(Enum):
    """What happened to something of the source that the manuscript cannot have as it was."""

    LEFT_OUT = "import-left-out"
    CHANGED = "import-changed"
    GUESSED = "import-guessed"
    ACCEPTED = "import-accepted"
    COMMENT = "import-comment"


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that the report names.

    what: a key of messages.CONSTRUCTS; place: as in Paragraph, 0 for the whole file; text: the
    words that it is about.
    """

    finding: Finding
    what: str
    place: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class PictureFile:
    """A picture as it lies in the source. name: its file there."""

    name: str
    data: bytes


@dataclass(frozen=True)
class Facts:
    """What a source says of the whole work. creators: (name, MARC role)."""

    title: str = ""
    subtitle: str = ""
    creators: tuple[tuple[str, str], ...] = ()
    language: str = ""
    publisher: str = ""
    date: str = ""
    rights: str = ""
    description: str = ""
    subjects: tuple[str, ...] = ()
    isbn: str = ""
    cover: str = ""  # key of a picture


@dataclass(frozen=True)
class SourceDocument:
    """One file, read. markdown: the text, where it was Markdown already and stays as it is."""

    name: str
    blocks: tuple[Block, ...] = ()
    notes: Mapping[str, tuple[Block, ...]] = field(default_factory=dict)
    pictures: Mapping[str, PictureFile] = field(default_factory=dict)
    facts: Facts = field(default_factory=Facts)
    remarks: tuple[Remark, ...] = ()
    markdown: str = ""
