"""Which letters are taken for which, and how easily.

Enters: nothing. Leaves: tables of costs, in nats: how much less likely a misreading is than the
letter as it stands. The groups are letters whose shapes differ in a loop, a notch, a tail or a
height, and marks that differ in a stroke (Unicode chart 0E00; the confusions that Thai OCR is
known for); keys that lie together or carry both letters (TIS 820-2538) are dearer.
"""

from __future__ import annotations

import numpy as np

from thaibook.thai.proofreading.letter_model import (
    DIGIT,
    FIRST,
    LATIN,
    OTHER,
    Codes,
    Logs,
    letter_codes,
)

# Letters that look alike, most alike first.
GROUPS = (
    "กภถฤ", "ขชซฃ", "คดตศฅ", "ฆมน", "งว", "จวฐ", "ฉนณ", "ชซ", "ญณ", "ฎฏ", "ฑทห", "ฒณ", "ณฌ",
    "ดต", "คต", "ทห", "ทฑ", "ธร", "รธ", "นม", "บปษ", "ผฝ", "ผพ", "ฝฟ", "พฟฬ", "พผ", "ภถ", "มน",
    "ยผ", "ลส", "ศค", "วา", "สล", "ษบ", "หน", "ฬพ", "อฮ", "อฉ", "ฮธ", "รว", "บน",
    "ิีึื", "ุู", "่้๊๋", "็์๋", "ั้", "ัี", "ั็", "์่", "ะๆ", "โไใ", "เแ", "าำ", "าๅ", "ฯๆ", "ํ่", "ิ่", "ี่", "ึ้",
)  # fmt: skip
ALIKE, RELATED, ANY = -2.0, -3.5, -7.0
# Sounds alike: a writer's fault rather than a reader's.
SOUNDS = (
    "สศษซ",
    "ทธฑฒ",
    "นณ",
    "ลฬร",
    "พภผ",
    "ดฎต",
    "ตฏ",
    "กข",
    "ใไ",
    "ยญ",
    "คฆข",
    "ชฌฉ",
    "ัา",
    "ุู",
    "ิี",
    "็่",
)
LOST, LOST_MARK, DOUBLED, EXTRA, EXTRA_MARK = -6.0, -3.0, -2.0, -7.0, -3.5
SWAPPED = -4.0  # two letters stand in each other's place
FROM_OTHER = -2.0  # a digit or a Latin letter for a Thai one
COUNT = 128
MARKS = "ัิีึืฺุู็่้๊๋์ํ๎"


def _replacing() -> Logs:
    """The cost of reading the letter of the column where that of the row was printed."""
    table = np.full((COUNT, COUNT), ANY, np.float32)
    for groups, cost in ((SOUNDS, RELATED), (GROUPS, ALIKE)):
        for group in groups:
            codes = letter_codes(group)
            table[codes[:, None], codes[None, :]] = cost
    for foreign in (DIGIT, LATIN, OTHER):
        table[:, foreign] = FROM_OTHER
    return table


def _lists(marks: float, letters: float) -> Logs:
    table = np.full(COUNT, letters, np.float32)
    table[letter_codes(MARKS)] = marks
    return table


REPLACING: Logs = _replacing()
LOSING: Logs = _lists(LOST_MARK, LOST)  # a letter that was printed is not read
ADDING: Logs = _lists(EXTRA_MARK, EXTRA)  # a letter is read that was not printed
# The letters that may stand in a corrected word.
LETTERS: Codes = np.unique(letter_codes("กขฃคฅฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรฤลวศษสหฬอฮะัาำิีึืฺุูเแโใไๅๆ็่้๊๋์"))
assert LETTERS.min() >= FIRST
