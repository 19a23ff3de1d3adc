"""An RTF file becomes a SourceDocument.

Enters: bytes. Leaves: text, notes, pictures, tables, metadata, and Remarks. Letters are bytes of
the code page of their font (\\fcharset222 is Thai) or numbers (\\u3585). Source: Rich Text Format
Specification 1.9.1.
"""

from __future__ import annotations

from pathlib import Path

from thaibook.importing.gathering import Flags, Remarks, by_script, seen
from thaibook.importing.rtf.rtf_fields import DRAWN, MADE_ANEW, OF_PAGES, link_of, name_of
from thaibook.importing.rtf.rtf_groups import OF_HEADER, Groups
from thaibook.importing.rtf.rtf_header import Header
from thaibook.importing.rtf.rtf_math import MathBuilder
from thaibook.importing.rtf.rtf_pictures import RtfPictures
from thaibook.importing.rtf.rtf_properties import (
    FACTS,
    HEADS,
    OF_LETTERS,
    OF_PARAGRAPHS,
    OF_SIGN,
    SIGNS,
    SKIPPED,
    Letters,
    Settings,
)
from thaibook.importing.rtf.rtf_stories import Story
from thaibook.importing.rtf.rtf_tokens import Token, letter_of, tokens
from thaibook.importing.source_document import (
    Block,
    Box,
    Finding,
    LineBreak,
    Look,
    NoteCall,
    Paragraph,
    SourceDocument,
    Table,
    Text,
)
from thaibook.messages import BookError, problem

PLAIN = ("shpinst", "shppict", "field", "result", "txfieldtext", "nesttableprops")
NO_TEXT = ("annotation", "pict", "fldinst", "listtext", "upr", "bkmkstart")
MAX_DEPTH = 500


def read_rtf(data: bytes, path: Path) -> SourceDocument:
    """The document in the bytes of an RTF file. Raises BookError: import-no-text."""
    reader = _Reader()
    for token in tokens(data):
        reader.take(token)
    document = reader.document(path.name)
    if not any(
        isinstance(b, Table) or (isinstance(b, Paragraph) and b.inlines) for b in document.blocks
    ):
        raise BookError([problem("import-no-text", path)])
    return document


class _Reader:
    """Takes tokens, one after the other."""

    def __init__(self) -> None:
        self.remarks = Remarks()
        self._letters, self._paragraph = Letters(), Settings()
        self._groups: list[tuple[Letters, Settings]] = []
        self._header = Header()
        self._stories = [Story(self.remarks, self._header.styles)]
        # How deep the groups of notes and boxes are, and the keys of notes; "" for a box.
        self._open_stories: list[tuple[int, str]] = []
        self._notes: dict[str, tuple[Block, ...]] = {}
        self._bytes = bytearray()
        self._to_skip = 0
        self._high = 0  # the first half of a letter of two
        self._code_page = "cp1252"
        self._pictures = RtfPictures()
        self._of_groups = Groups(self.remarks, self._header, self._pictures)
        self._links: list[tuple[int, str]] = []
        self._math: MathBuilder | None = None
        self._shapes: list[tuple[int, int]] = []  # depth, and what of the text there was before
        self._change: tuple[str, list[str]] = ("", [])

    # --- tokens

    def take(self, token: Token) -> None:
        """Take the next token."""
        if self._math is not None:
            self._take_math(self._math, token)
            return
        if token.kind in ("byte", "text"):
            skipped = min(self._to_skip, len(token.data))
            self._to_skip -= skipped
            self._bytes += token.data[skipped:]
            return
        self._flush()
        if token.kind == "open":
            self._begin_group()
        elif token.kind == "close":
            self._close()
        elif token.kind == "bin":
            self._pictures.add(token.data.hex().encode())
        elif token.kind == "word":
            self._word(token.word, token.number)
        elif token.word == "*":
            self._letters.kind = self._letters.kind or "*"
        elif token.word in OF_SIGN:
            self._add(OF_SIGN[token.word])
        elif token.word in "\r\n":
            self._end_paragraph()

    def _begin_group(self) -> None:
        self._groups.append((self._letters, self._paragraph))
        if len(self._groups) < MAX_DEPTH:
            self._letters = self._letters.copied()
            self._paragraph = Settings(**vars(self._paragraph))
        self._to_skip = 0

    def _take_math(self, math: MathBuilder, token: Token) -> None:
        if token.kind == "close" and math.depth == 1:
            self._math = None
            self._stories[-1].line.append(math.formula())
            self._close()
        else:
            math.take(token)

    def _flush(self) -> None:
        """The bytes so far become letters."""
        if not self._bytes:
            return
        data, self._bytes = bytes(self._bytes), bytearray()
        if self._letters.kind == "pict":
            self._pictures.add(data)
            return
        page = self._header.code_page(self._letters.font) or self._code_page
        self._add(data.decode(page, "replace"))

    def _close(self) -> None:
        if not self._groups:
            return
        ended = self._letters.kind
        self._letters, self._paragraph = self._groups.pop()
        self._to_skip = 0
        depth = len(self._groups)
        while self._open_stories and self._open_stories[-1][0] > depth:
            self._end_story()
        while self._links and self._links[-1][0] > depth:
            self._links.pop()
        while self._shapes and self._shapes[-1][0] > depth:
            if self._shapes.pop()[1] == self._written():
                self.remarks.left_out("shape")
        if ended != self._letters.kind and (inline := self._of_groups.end(ended)):
            self._stories[-1].line.append(inline)

    # --- words

    def _word(self, word: str, number: int | None) -> None:
        kind = self._letters.kind
        if word == "u":
            self._unicode(number or 0)
        elif kind in OF_HEADER:
            if self._header.word(kind, word, number or 0):
                self._letters.kind = "style"
            elif word in ("f", "uc"):
                OF_LETTERS[word](self._letters, number)
        elif kind in SKIPPED:
            if word in ("sn", "sv"):
                self._letters.kind = word
        elif (kind, word) == ("sv", "pict"):  # the value of a shape's property
            self._letters.kind = word
            self._pictures.begin()
        elif act := OF_LETTERS.get(word):
            act(self._letters, number)
        else:
            self._in_group(word, number, kind)

    def _in_group(self, word: str, number: int | None, kind: str) -> None:
        if word in SKIPPED or word in HEADS or (word in FACTS and kind != ""):
            self._letters.kind = word
        elif word in SIGNS:
            self._add(SIGNS[word])
        elif kind in ("", "*"):
            self._of_text(word, number)
        elif word == "fldinst":
            self._letters.kind = word
        elif kind == "pict":
            self._pictures.word(word, number or 0)
        elif word in ("par", "line", "tab"):
            self._of_groups.add(kind, " ")

    def _of_text(self, word: str, number: int | None) -> None:
        """A word that is about the text and its structure."""
        if act := OF_PARAGRAPHS.get(word):
            act(self._paragraph, number)
        elif word in NO_TEXT:
            self._letters.kind = word
            self._pictures.begin()
        elif word in ("info", "stylesheet"):
            self._letters.kind = word
        elif word in PLAIN:
            self._letters.kind = ""
        else:
            self._begin(word, number)

    def _begin(self, word: str, number: int | None) -> None:
        """A word with which something begins that stands in the text."""
        if word == "footnote":
            self._begin_note()
        elif word == "fldrslt":
            self._begin_result()
        elif word == "mmath":
            self._math = MathBuilder()
        elif word == "shptxt":
            self._letters.kind = ""
            self._begin_story("")
        elif word == "shp":
            self._shapes.append((len(self._groups), self._written()))
            self._letters.kind = ""
        elif not self._letters.kind:
            self._structure(word, number)

    def _structure(self, word: str, number: int | None) -> None:
        story = self._stories[-1]
        if word in ("par", "sect"):
            self._end_paragraph()
        elif word in ("line", "softline"):
            story.line.append(LineBreak())
        elif word == "page":
            story.end_line(self._paragraph)
            story.new_page()
        elif word == "pard":
            self._paragraph = Settings()
        elif word == "plain":
            self._letters = self._letters.plain()
        elif word in ("cell", "nestcell"):
            story.end_cell(self._paragraph, word == "nestcell")
        elif word in ("row", "nestrow"):
            story.end_row(word == "nestrow")
        elif word == "ansicpg" and number in range(437, 1259):
            self._code_page = f"cp{number}"
        else:
            self._pictures.word(word, number or 0)
            story.of_table(word, number or 0)

    def _unicode(self, number: int) -> None:
        self._to_skip = self._letters.skip
        letter, self._high = letter_of(number, self._high)
        self._add(letter)

    def _add(self, text: str) -> None:
        """Add letters where they belong."""
        own = self._letters
        if own.kind:
            self._of_groups.add(own.kind, text)
            return
        change = "hidden" if own.hidden else "deleted" if own.deleted else ""
        change = change or ("inserted" if own.inserted else "")
        if change != self._change[0]:
            self._tell_change()
            self._change = change, []
        self._change[1].append(text if change else "")
        if own.deleted or own.hidden:
            return
        story, link = self._stories[-1], self._links[-1][1] if self._links else ""
        text = seen(text, self.remarks, self._header.name(own.font))
        flags = Flags(own.bold, own.bold_cs, own.italic, own.italic_cs)
        for piece, _, bold, italic in by_script(text, flags):
            look = Look(
                bold, italic, own.underline and not link, own.strike, own.mark, False, own.script
            )
            story.line.append(Text(piece, look, link))
        if not own.script:
            story.add_size(own, text)
        if text.strip() and not link and self._header.is_coloured(own.colour):
            self.remarks.left_out("colour", text)

    def _tell_change(self) -> None:
        kind, words = self._change[0], "".join(self._change[1])
        if kind == "hidden" and words.strip():
            self.remarks.left_out(kind, words)
        elif kind and kind != "hidden":
            self.remarks.add(Finding.ACCEPTED, kind, words)
        self._change = "", []

    def _end_paragraph(self) -> None:
        if self._letters.deleted:
            self.remarks.add(Finding.ACCEPTED, "joined")
            return
        self._tell_change()
        story = self._stories[-1]
        story.marker, self._of_groups.marker = self._of_groups.marker or story.marker, ""
        story.end_paragraph(self._paragraph)

    # --- notes, boxes, fields

    def _written(self) -> int:
        """How much text, and how many boxes and pictures, there are so far."""
        story = self._stories[0]
        return len(story.blocks) + len(story.line) + len(story.boxes) + len(self._pictures.files)

    def _begin_note(self) -> None:
        key = f"n{len(self._notes) + 1}"
        self._notes[key] = ()
        self._stories[-1].line.append(NoteCall(key))
        self._begin_story(key)

    def _begin_story(self, key: str) -> None:
        self._stories.append(Story(self.remarks, self._header.styles, counts_places=False))
        self._open_stories.append((len(self._groups), key))
        self._letters, self._paragraph = Letters(skip=self._letters.skip), Settings()

    def _end_story(self) -> None:
        """A note ends, or a box, which hangs on the paragraph around it."""
        _, key = self._open_stories.pop()
        blocks = self._stories.pop().finished()
        if key:
            self._notes[key] = blocks
        elif any(isinstance(b, Table) or (isinstance(b, Paragraph) and b.inlines) for b in blocks):
            self._stories[-1].boxes.append(Box(blocks, self.remarks.place))

    def _begin_result(self) -> None:
        """The result of a field: its letters, where they lead, or what the book makes anew."""
        instruction, self._of_groups.instruction = self._of_groups.instruction, ""
        name = name_of(instruction)
        self._letters.kind = MADE_ANEW.get(name, "")
        if name in OF_PAGES:
            self.remarks.changed("page-reference", instruction)
        elif name in DRAWN:
            self.remarks.left_out("field", instruction)
        if link := link_of(instruction):
            self._links.append((len(self._groups), link))

    def document(self, name: str) -> SourceDocument:
        """What was read, at the end of the file."""
        self._flush()
        self._tell_change()
        while self._open_stories:
            self._end_story()
        return SourceDocument(
            name,
            self._stories[0].finished(),
            self._notes,
            self._pictures.files,
            self._of_groups.facts(),
            tuple(self.remarks.every),
        )
