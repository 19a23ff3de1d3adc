"""What a message is: what is wrong and what to do, in English and in Thai."""

from __future__ import annotations

from typing import NamedTuple


class Message(NamedTuple):
    """The wording of one problem code. Blanks in braces are filled with the words of the
    Problem. is_error: no book is written because of it."""

    is_error: bool
    en: str
    en_hint: str
    th: str
    th_hint: str

    def text(self, language: str) -> str:
        """What is wrong, with blanks still in braces."""
        return self.th if language == "th" else self.en

    def hint(self, language: str) -> str:
        """What to do, with blanks still in braces."""
        return self.th_hint if language == "th" else self.en_hint


def error(en: str, en_hint: str, th: str, th_hint: str) -> Message:
    """What keeps the book from being made right."""
    return Message(True, en, en_hint, th, th_hint)


def warning(en: str, en_hint: str, th: str, th_hint: str) -> Message:
    """What the book is made in spite of."""
    return Message(False, en, en_hint, th, th_hint)
