"""`make_book.py clean --ask`: each doubt is shown, and one key answers it.

Enters: the doubts that nobody has answered. Leaves: the answers. Whoever stops goes on another
time: what was answered until then is kept.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

try:
    import termios
    import tty

    has_terminal_keys = True
except ImportError:  # Windows: a line is typed for each answer
    has_terminal_keys = False

from thaibook.clean import Answer, Doubt, doubt_line
from thaibook.commands.arguments import text
from thaibook.commands.printer import Printer

AGAIN = "u"


def ask(doubts: Sequence[Doubt], printer: Printer) -> list[Answer]:
    """Ask for each doubt in its turn; the answers, those of one kind joined."""
    given: list[tuple[int, Answer]] = []  # the place of the doubt, and what was said
    place = 0
    printer.done(text("ask-keys", printer.language))
    while place < len(doubts):
        doubt = doubts[place]
        if any(_covers(answer, doubt) for _, answer in given):
            place += 1
            continue
        printer.done(f"[{place + 1}/{len(doubts)}] {doubt_line(doubt, printer.language)}")
        try:
            key = _key()
        except KeyboardInterrupt:  # what was answered until now is kept
            key = "q"
        if key in ("", "q"):
            break
        if key == AGAIN:
            place = given.pop()[0] if given else 0
            continue
        answer = _answer(key, doubt, printer)
        if answer:
            given.append((place, answer))
        if answer or key == "s":
            place += 1
    return [answer for _, answer in given]


def _covers(answer: Answer, doubt: Doubt) -> bool:
    """Whether an answer to every place of its kind answers this one."""
    return answer.whole and answer.raw == doubt.raw


def _answer(key: str, doubt: Doubt, printer: Printer) -> Answer | None:
    """What a key says of a doubt; None where it says nothing."""
    whole = key in ("A", "R")
    if key in ("a", "A", "\r", "\n"):
        words = doubt.suggestions[0]
    elif key in ("r", "R"):
        words = doubt.raw
    elif key.isdigit() and 1 <= int(key) <= len(doubt.suggestions):
        words = doubt.suggestions[int(key) - 1]
    elif key == "o":
        printer.done(text("ask-words", printer.language))
        words = sys.stdin.readline().strip("\r\n")
        if not words:
            return None
    else:
        return None
    return Answer(
        doubt.raw, words, whole, (doubt.start,), doubt.before, doubt.after, str(doubt.why)
    )


def _key() -> str:
    """One key of the terminal, or one letter of what is piped in; "" at its end."""
    if not sys.stdin.isatty():
        while (letter := sys.stdin.read(1)) in (" ", "\n", "\r", "\t"):
            pass
        return letter
    if not has_terminal_keys:
        return sys.stdin.readline()[:1] or "q"
    number = sys.stdin.fileno()
    before = termios.tcgetattr(number)
    try:
        tty.setcbreak(number)
        return sys.stdin.read(1)
    finally:
        termios.tcsetattr(number, termios.TCSADRAIN, before)
