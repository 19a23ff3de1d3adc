"""What the beginning and the end of a line say of it: a speech, a label, the head of a letter.

Enters: lines without the signs of what they stand in. Leaves: whether a line end parts them.
Dashes and quotes begin speeches in Thai novels; the heads of letters are those of
ระเบียบสำนักนายกรัฐมนตรีว่าด้วยงานสารบรรณ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from thaibook.grammar.signs import OF_PICTURE, OF_TABLE, TYPED_BULLET
from thaibook.grammar.typed_items import MARKERS
from thaibook.text import late_pattern

# A line that is no prose of its own: a picture, a component, attributes, a template, HTML.
APART = re.compile(r"\s*(?:\[![A-Za-z]+\]|!\[|!\[\[|<|\{|%%|\||\[\[|\$\$|\[[^\]]*\]:|:)")
CAPTION = re.compile(rf"\s*(?:{OF_PICTURE}|{OF_TABLE})")
OPENS = late_pattern(r"\s*[“‘«„「『\"]")
OPENING, CLOSING = re.compile("[“‘«„「『]"), re.compile("[”’»」』]")
CLOSES = late_pattern(r"[”’»」』\"][.!?…]*\s*$")
DASH = late_pattern(r"\s*(?:[–—―]|-(?=[^\s\d-]))\s*\S")
INTRODUCES = late_pattern(r"(?::|ดังนี้|ดังต่อไปนี้|ต่อไปนี้|ได้แก่|คือ)(?:\*\*|__)?\s*$")
SENTENCE_END = late_pattern(r"[.!?…:ฯ”’»」』\"](?:\*\*|__)?\s*$")
BOLD_LABEL = late_pattern(r"\s*(\*\*|__)(?=\S)[^*_\n]{1,60}?(?::\s*\1|\1\s*:)")
ALL_BOLD = late_pattern(r"\s*(\*\*|__)(?=\S)[^*_\n]{1,60}\1\s*$")
LABEL = late_pattern(r"\s*(?!https?:|ftp:)[^\s:|][^:|\n]{0,28}:(?:\s|$)")
# 20:15, [20:15, 3/5/2567], 3/5/67 20:15 - : what programs for talking put before each message.
DAY = r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}"
CHAT = late_pattern(
    rf"\s*[\[(]?(?:{DAY},?\s+)?\d{{1,2}}[:.]\d{{2}}(?:[:.]\d{{2}})?(?:\s*(?:น\.?|[AaPp][Mm]))?"
    rf"(?:,?\s+{DAY})?[\])]?(?:\s|$)"
)
STAMPED = late_pattern(
    rf"\s*(?:\[\d{{1,2}}[:.]\d{{2}}[^\]\n]{{1,24}}\]|{DAY},?\s+\d{{1,2}}[:.]\d{{2}}\s)"
)
POSTSCRIPT = late_pattern(r"\s*(?:\*\*)?(?:ป\.\s?ล\.|ปล\.|P\.?S\.)\s*\S")
LETTER_HEAD = late_pattern(
    r"\s*(?:เรื่อง|เรียน|กราบเรียน|อ้างถึง|สิ่งที่ส่งมาด้วย|ส่วนราชการ|สำเนาเรียน|เขียนที่|ขอแสดงความนับถือ"
    r"|โทร\.|โทรศัพท์|โทรสาร|อีเมล|E-?mail|Tel\.)(?:\s|$|:)"
)
# An entry of a list of works, whose further lines are indented: it has a year, or ends in a sign.
ENTRY = late_pattern(r"[0-9๐-๙]{4}|[.,:;]\s*$")
INDENTED = re.compile(r"(?:\t| {2,}|[\u00a0\u3000]+)\s*(?=\S)")
# What goes on with the sentence of the line above.
GOES_ON = late_pattern(r"\s*(?:ก็|และ|หรือ|ซึ่ง|จึง|ว่า|ด้วย|ที่(?!\s)|โดย|อัน(?!ที่)|[)\],.])")
GAPPED = late_pattern(r"\s*\S[^\n]*?\S(?: {2,}|\t)\s*\S")  # two parts of a verse, or columns
# Signs that authors put before items: bullets of all sorts, arrows, numbers in circles, emoji.
BULLET = late_pattern(
    rf"\s*(?:{TYPED_BULLET}|[\u2190-\u21ff\u2460-\u24ff\u25a0-\u27bf\u2900-\u297f\u2b00-\u2bff๏]"
    r"|[\u3200-\u32ff\U0001f000-\U0001faff]|\+(?=[ก-ฮเ-ไ]))"
)
ANSWER = late_pattern(r"\s*(?:คำ)?(?:ถาม|ตอบ)(?=[ :.]|\s*[-–—])|\s*[ถตQA][.:](?=\s|[ก-ฮเ-ไ])")
# Answers to choose from, side by side: ก. … ข. …
CHOICES = late_pattern(
    r"\s*\(?(?:ก[.)][^\n]*?\s\(?ข|ค[.)][^\n]*?\s\(?ง|a[.)][^\n]*?\s\(?b|c[.)][^\n]*?\s\(?d"
    r"|A[.)][^\n]*?\s\(?B|C[.)][^\n]*?\s\(?D|1[.)][^\n]*?\s\(?2|๑[.)][^\n]*?\s\(?๒)[.)]"
)
# What else a wide gap may part from the words: a number, blanks, columns of answers.
GAP = late_pattern(r"(?<=\S) {2,}(?=\S)")
ANSWER_BEGINS = late_pattern(r"\(?(?:[ก-ฮA-Ea-e]|[0-9๐-๙]{1,2})[.)]")
# A note below a text or a table, by the signs that call it: *, **, †.
STARRED = late_pattern(r"\s*(?:(?:\\\*){1,5}|[†‡§])(?=\s*\S)")
# Two parts of a verse, or more, with a stroke between them.
STROKED = late_pattern(
    r"\s*(?=[^\n]*[^\s/] /)(?:[\u0e01-\u0e3a\u0e40-\u0e4f“”‘’\"' ]{2,40}(?:/{1,2}|\||$)\s*){2,9}$"
)
# A line to be filled in, and one that is all in brackets: a signature, what actors do.
BLANK_TO_FILL = late_pattern(r"[^.…_\n]{0,60}(?:\.{6,}|…{3,}|_{3,})")
BRACKETED = late_pattern(r"\s*\([^()\n]{2,80}\)\s*$")
HARD_BREAK = re.compile(r"(?: {2,}|\\|<br\s*/?>\s*)$")


def is_speech(lines: Sequence[str], has_room: bool, is_wrapped: bool) -> bool:
    """Whether the end of a line parts speeches, or a speech from what is told.

    lines: the one above it, the line itself, and the two below. has_room: the next word would
    have stood on it. is_wrapped: an editor has wrapped the text.
    """
    before, text, below, further = lines
    if DASH.match(below):
        return any(map(DASH.match, (before, text, further)))
    if OPENS.match(below):
        if CLOSES.search(below) and (OPENS.match(further) or not (further or is_wrapped)):
            return True
        if _is_whole(text) and (
            not is_wrapped or OPENS.match(further) or (OPENS.match(before) and _is_whole(before))
        ):
            return True  # “…” he said, above “…”
        return (
            bool(CLOSES.search(text))
            or text.endswith(":")
            or (has_room and bool(OPENS.match(text) or SENTENCE_END.search(text)))
        )
    if DASH.match(text) or (OPENS.match(text) and CLOSES.search(text)):
        return has_room
    return False


def has_head(text: str) -> bool:
    """Whether a line begins with whose or what it is, or with a speech."""
    return any(each.match(text) for each in (LABEL, BOLD_LABEL, CHAT, OPENS, DASH))


def is_bracketed(text: str, below: str) -> bool:
    """Whether one of two lines is all in brackets: a name below a signature, a stage direction."""
    return bool(BRACKETED.match(text) or BRACKETED.match(below))


def typed_gaps(text: str) -> Iterator[tuple[int, int]]:
    """The wide gaps of a line that its author means: behind the marker of an item, the head of a
    letter, a time; before an answer to choose. Thai typists set these off with two spaces."""
    heads = [found.end() for sign in (MARKERS, LETTER_HEAD, CHAT) if (found := sign.match(text))]
    for gap in GAP.finditer(text):
        begin, end = gap.span()
        if begin in heads or begin + 1 in heads or ANSWER_BEGINS.match(text, end):
            yield begin, end


def _is_whole(text: str) -> bool:
    """Whether a line begins with a speech, which ends on it."""
    if not OPENS.match(text):
        return False
    straight = text.count('"')
    return straight % 2 == 0 and len(OPENING.findall(text)) == len(CLOSING.findall(text))


def is_labelled(before: str, text: str, below: str, further: str) -> bool:
    """Whether the end of a line parts what has labels: **ชื่อ:** …, ชื่อ: …, 10:30 …, เรื่อง …"""
    if (
        CHOICES.match(below)
        or POSTSCRIPT.match(below)
        or STAMPED.match(below)
        or BOLD_LABEL.match(below)
        or ALL_BOLD.match(below)
        or ALL_BOLD.match(text)
    ):
        return True
    if BRACKETED.match(below) and BLANK_TO_FILL.match(text):
        return True  # the name below a signature, and below it who that is
    if BRACKETED.match(text) and BLANK_TO_FILL.match(before):
        return True
    for label in (
        BULLET,
        STARRED,
        STROKED,
        GAPPED,
        LABEL,
        ANSWER,
        BLANK_TO_FILL,
        CHAT,
        LETTER_HEAD,
    ):
        if label.match(below) and (label.match(text) or label.match(further)):
            return True
        if label in (CHAT, LETTER_HEAD) and label.match(text) and label.match(before):
            return True  # the last of them
    return False
