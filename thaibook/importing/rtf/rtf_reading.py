"""An RTF file becomes a SourceDocument.

Enters: bytes. Leaves: text, notes, pictures, tables, metadata, and Remarks. Letters are bytes of
the code page of their font (\\fcharset222 is Thai) or numbers (\\u3585). Source: Rich Text Format
Specification 1.9.1.
"""

from __future__ import annotations

import re
from pathlib import Path

from thaibook.importing.gathering import Flags, Remarks, by_script, seen
from thaibook.importing.rtf.rtf_properties import (
    CODE_PAGES,
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
from thaibook.importing.rtf.rtf_tokens import Token, tokens
from thaibook.importing.source_document import (
    Block,
    Facts,
    Finding,
    LineBreak,
    Look,
    NoteCall,
    Paragraph,
    Picture,
    PictureFile,
    SourceDocument,
    Table,
    Text,
)
from thaibook.importing.untrusted import MAX_PICTURE_MB, MEGABYTE
from thaibook.messages import BookError, problem

HYPERLINK = re.compile(r'HYPERLINK\s+(?:\\[a-z]\s+)*"([^"]+)"')
MADE_ANEW = {
    "TOC": "contents",
    "INDEX": "contents",
    "PAGE": "page-number",
    "NUMPAGES": "page-number",
}
NO_TEXT = ("annotation", "pict", "fldinst", "listtext", "upr")
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
        self._styles: dict[int, str] = {}
        self._stories = [Story(self.remarks, self._styles)]
        self._open_notes: list[tuple[int, str]] = []  # how deep their groups are, and their keys
        self._notes: dict[str, tuple[Block, ...]] = {}
        self._bytes = bytearray()
        self._to_skip = 0
        self._high = 0  # the first half of a letter of two
        self._code_page = "cp1252"
        self._fonts: dict[int, str] = {}
        self._words: dict[str, list[str]] = {}  # of groups that are no text
        self._said: dict[str, str] = {}
        self._pictures: dict[str, PictureFile] = {}
        self._hex: list[bytes] = []
        self._instruction = ""
        self._links: list[tuple[int, str]] = []
        self._change: tuple[str, list[str]] = ("", [])
        self._style_now = 0

    # --- tokens

    def take(self, token: Token) -> None:
        """Take the next token."""
        if token.kind in ("byte", "text"):
            skipped = min(self._to_skip, len(token.data))
            self._to_skip -= skipped
            self._bytes += token.data[skipped:]
            return
        self._flush()
        if token.kind == "open":
            self._groups.append((self._letters, self._paragraph))
            if len(self._groups) < MAX_DEPTH:
                self._letters = self._letters.copied()
                self._paragraph = Settings(**vars(self._paragraph))
            self._to_skip = 0
        elif token.kind == "close":
            self._close()
        elif token.kind == "bin":
            self._hex.append(token.data.hex().encode())
        elif token.kind == "word":
            self._word(token.word, token.number)
        elif token.word == "*":
            self._letters.kind = self._letters.kind or "*"
        elif token.word in OF_SIGN:
            self._add(OF_SIGN[token.word])
        elif token.word in "\r\n":
            self._end_paragraph()

    def _flush(self) -> None:
        """The bytes so far become letters."""
        if not self._bytes:
            return
        data, self._bytes = bytes(self._bytes), bytearray()
        if self._letters.kind == "pict":
            self._hex.append(data)
            return
        page = self._fonts.get(self._letters.font, "") or self._code_page
        self._add(data.decode("cp1252" if page == "symbol" else page, "replace"))

    def _close(self) -> None:
        if not self._groups:
            return
        ended = self._letters.kind
        self._letters, self._paragraph = self._groups.pop()
        self._to_skip = 0
        while self._open_notes and self._open_notes[-1][0] > len(self._groups):
            _, key = self._open_notes.pop()
            self._notes[key] = self._stories.pop().finished()
        while self._links and self._links[-1][0] > len(self._groups):
            self._links.pop()
        if ended != self._letters.kind:
            self._end_group(ended)

    def _end_group(self, kind: str) -> None:
        """A group whose words are no text has ended."""
        words = "".join(self._words.pop(kind, []))
        if kind == "pict":
            self._end_picture()
        elif kind == "annotation":
            self.remarks.add(Finding.COMMENT, "comment", words)
        elif kind == "fldinst":
            self._instruction = words
        elif kind == "listtext":
            self._stories[-1].marker = " ".join(words.split())
        elif kind == "style":
            self._styles[self._style_now] = words.strip().rstrip(";")
        elif kind in HEADS and words.strip():
            what = "headers" if kind.startswith("header") else "footers"
            self.remarks.add(Finding.LEFT_OUT, what, words, 0)
        elif kind in FACTS:
            self._said[kind] = " ".join(words.split())
        elif kind in ("contents", "page-number") and words.strip():
            self.remarks.left_out(kind, words)

    # --- words

    def _word(self, word: str, number: int | None) -> None:
        kind = self._letters.kind
        if kind == "fonttbl":
            self._font(word, number or 0)
        elif kind in ("stylesheet", "style"):
            if word in ("s", "cs", "ds", "ts"):
                self._letters.kind = "style"
                self._style_now = (number or 0) if word == "s" else -1 - (number or 0)
        elif kind in SKIPPED:
            if (kind, word) == ("sv", "pict"):  # the value of a shape's property
                self._letters.kind, self._hex = word, []
        elif word == "u":
            self._unicode(number or 0)
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
        elif word in ("par", "line", "tab"):
            self._words.setdefault(kind, []).append(" ")

    def _font(self, word: str, number: int) -> None:
        if word == "f":
            self._letters.font = number
        elif word == "fcharset":
            self._fonts[self._letters.font] = CODE_PAGES.get(number, "")

    def _of_text(self, word: str, number: int | None) -> None:
        """A word that is about the text and its structure."""
        if act := OF_PARAGRAPHS.get(word):
            act(self._paragraph, number)
        elif word in NO_TEXT:
            self._letters.kind = word
            self._hex = []
        elif word == "info" or word == "stylesheet":
            self._letters.kind = word
        elif word == "footnote":
            self._begin_note()
        elif word == "fldrslt":
            self._begin_result()
        elif word in ("shptxt", "shpinst", "shp", "shppict", "field", "result", "txfieldtext"):
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
            story.end_cell(self._paragraph)
        elif word in ("row", "nestrow"):
            story.end_row()
        elif word == "ansicpg" and number in range(437, 1259):
            self._code_page = f"cp{number}"
        else:
            story.of_table(word)

    def _unicode(self, number: int) -> None:
        code = number + 0x10000 if number < 0 else number
        self._to_skip = self._letters.skip
        if 0xD800 <= code < 0xDC00:
            self._high = code
        elif 0xDC00 <= code < 0xE000 and self._high:
            self._add(chr(0x10000 + ((self._high - 0xD800) << 10) + code - 0xDC00))
            self._high = 0
        elif 0 < code < 0x110000 and not 0xD800 <= code < 0xE000:
            self._add(chr(code))

    def _add(self, text: str) -> None:
        """Add letters where they belong."""
        own = self._letters
        if own.kind:
            if own.kind not in SKIPPED and own.kind != "*":
                self._words.setdefault(own.kind, []).append(text)
            return
        change = "deleted" if own.deleted else "inserted" if own.inserted else ""
        if change != self._change[0]:
            self._tell_change()
            self._change = change, []
        self._change[1].append(text if change else "")
        if own.deleted:
            return
        if own.hidden:
            if text.strip():
                self.remarks.left_out("hidden", text)
            return
        story, link = self._stories[-1], self._links[-1][1] if self._links else ""
        text = seen(text, self.remarks)
        flags = Flags(own.bold, own.bold_cs, own.italic, own.italic_cs)
        for piece, _, bold, italic in by_script(text, flags):
            look = Look(
                bold, italic, own.underline and not link, own.strike, own.mark, False, own.script
            )
            story.line.append(Text(piece, look, link))
        story.sizes[own.size] = story.sizes.get(own.size, 0) + len(text.strip())

    def _tell_change(self) -> None:
        kind, words = self._change
        if kind:
            self.remarks.add(Finding.ACCEPTED, kind, "".join(words))
        self._change = "", []

    def _end_paragraph(self) -> None:
        if self._letters.deleted:
            self.remarks.add(Finding.ACCEPTED, "joined")
            return
        self._tell_change()
        self._stories[-1].end_paragraph(self._paragraph)

    # --- notes, fields, pictures

    def _begin_note(self) -> None:
        key = f"n{len(self._notes) + 1}"
        self._notes[key] = ()
        self._stories[-1].line.append(NoteCall(key))
        self._stories.append(Story(self.remarks, self._styles, counts_places=False))
        self._open_notes.append((len(self._groups), key))
        self._letters, self._paragraph = Letters(skip=self._letters.skip), Settings()

    def _begin_result(self) -> None:
        """The result of a field: its letters, where they lead, or what the book makes anew."""
        instruction, self._instruction = self._instruction, ""
        name = (instruction.split() or [""])[0].upper()
        self._letters.kind = MADE_ANEW.get(name, "")
        if found := HYPERLINK.search(instruction):
            self._links.append((len(self._groups), found[1]))

    def _end_picture(self) -> None:
        data = re.sub(rb"[^0-9a-fA-F]", b"", b"".join(self._hex))
        self._hex = []
        if not 20 < len(data) < MAX_PICTURE_MB * MEGABYTE * 2:
            return
        name = f"picture-{len(self._pictures) + 1}.png"
        self._pictures[name] = PictureFile(name, bytes.fromhex(data[: len(data) // 2 * 2].decode()))
        self._stories[-1].line.append(Picture(name))

    def document(self, name: str) -> SourceDocument:
        """What was read, at the end of the file."""
        self._flush()
        self._tell_change()
        while len(self._stories) > 1:
            self._notes[self._open_notes.pop()[1]] = self._stories.pop().finished()
        said = {each: self._said.get(each, "") for each in FACTS}
        words = (word.strip() for word in said["keywords"].split(","))
        facts = Facts(
            title=said["title"],
            creators=((said["author"], "aut"),) if said["author"] else (),
            description=said["doccomm"],
            subjects=tuple(filter(None, words)),
        )
        return SourceDocument(
            name,
            self._stories[0].finished(),
            self._notes,
            self._pictures,
            facts,
            tuple(self.remarks.every),
        )
