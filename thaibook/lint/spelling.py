"""Marks, letters, digits, spaces and signs that Thai spelling does not have.

Every rule is a row of a table: its code, its source, a pattern, and what the author most
likely meant. Where two rows fit one place, the first speaks. Patterns begin with a letter
and look back from it: re then leaps from one to the next. Sources: WTT is WTT 2.0 (what
may follow what in a Thai cell); UNI is the Unicode Standard, 16.1 Thai; RID is the Royal
Institute's dictionary; ORST is the Royal Society's หลักเกณฑ์การเว้นวรรค; OCR and PDF are
what scanning, and copying out of a PDF, leave behind.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import NamedTuple

from thaibook.lint.prose import MOST_FINDINGS, NO_PROSE, Finding, Prose

CONSONANT = "ก-ฮ"
UPPER_LOWER = "\u0e31\u0e34-\u0e39\u0e47"  # ั ิ ี ึ ื ุ ู ็
MARK = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
TONE = "\u0e48-\u0e4b"
THAI = "\u0e01-\u0e3a\u0e40-\u0e45\u0e47-\u0e4e"
STARTS = "ก-ฮเ-ไA-Za-z0-9๐-๙"  # what the next word can begin with
INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b\u2028\u2029\u2060-\u2064\ufeff\ufff9-\ufffb"
LOST = "\ue000-\uf8ff\ufffd\U000f0000-\U0010fffd"  # private letters, and what was none
BIDI = "\u200e\u200f\u202a-\u202e\u2066-\u2069"  # at home beside Hebrew and Arabic
RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
FOLLOWING = "ะาำ" + "".join(map(chr, (0x0E31, *range(0x0E34, 0x0E3B), *range(0x0E47, 0x0E4F))))
MOST_EXCERPTS = 3  # places named in one message
WORTH_TELLING = 10  # numbers in Thai digits, in a book that did not ask for them
LETTERS_AROUND = 8  # letters shown on either side

Better = str | Callable[[re.Match[str]], str]


class Rule(NamedTuple):
    """One row: code, who says so, where it holds, and what would be right ("": gone).

    sign: letters, one of which is in all that the pattern matches, and in few texts.
    """

    code: str
    source: str
    pattern: re.Pattern[str]
    better: Better = ""
    sign: str = ""


LETTERS = (
    Rule("L105-sara-am", "UNI", re.compile(f"\u0e4d([{TONE}]?)า|([{TONE}])\u0e4dา"), r"\1\2ำ",
         sign="\u0e4d"),
    Rule("L105-sara-am", "PDF", re.compile(f" (?<=[{CONSONANT}{TONE}] )ำ"), "ำ"),
    Rule("L106-sara-ae", "UNI", re.compile("เเ"), "แ"),
    Rule("L102-mark-twice", "WTT", re.compile(f"([{MARK}ำ])\\1+"), r"\1"),
    Rule("L101-mark-order", "WTT",
         re.compile(f"([\u0e48-\u0e4c])([{UPPER_LOWER}])"), r"\2\1"),
    Rule("L101-mark-order", "WTT", re.compile(f"([ะาำ])([{TONE}])"), r"\2\1"),
    Rule("L101-mark-order", "WTT",
         re.compile(f"([เ-ไ])([{MARK}])([{CONSONANT}])(?![{MARK}])"), r"\1\3\2"),
    Rule("L103-mark-clash", "WTT",
         re.compile(f"[{UPPER_LOWER}{TONE}์](?:(?<=[{UPPER_LOWER}])[{UPPER_LOWER}]"
                    f"|(?<=[{TONE}])[{TONE}์]|(?<=์)[{TONE}])")),
    Rule("L110-look-alike", "OCR",
         re.compile("[A-Za-z\u0400-\u04ff](?:[ะาำ]|(?<=[A-Za-z])[\u0400-\u04ff]"
                    "|(?<=[\u0400-\u04ff])[A-Za-z])")),
    Rule("L110-look-alike", "OCR",
         re.compile(f"[\u0e80-\u0eff](?:(?<=[{THAI}].)|[{THAI}])"), sign="\u0e80-\u0eff"),
    Rule("L110-look-alike", "OCR", re.compile(f"๐(?<=[{CONSONANT}]๐)[{TONE}าำ]")),
    # ◌ and a hyphen or a no-break space before it show a mark on purpose; a star or the like
    # stands for a letter that nobody wants to write, เ*ี้ย
    Rule("L104-mark-stray", "WTT",
         re.compile(f"[{MARK}](?<![{CONSONANT}{MARK}\u25cc\u00a0\u2010-\u2015-].)"
                    r"(?<!\\[*_#].)(?<!\\[*_#]\\[*_#].)(?<![เ-ไ][*_#xX.].)")),
    Rule("L107-lakkhang", "RID", re.compile("ๅ(?<![ฤฦ]ๅ)"), "า"),
    Rule("L107-lakkhang", "RID", re.compile("ฤา(?=ษี|สาย)"), "ฤๅ"),
    Rule("L108-invisible", "OCR",
         re.compile(f"[{INVISIBLE}{BIDI}\u200c\u200d](?:(?<=[{INVISIBLE}])[{INVISIBLE}]*"
                    f"|(?<=[{THAI}A-Za-z ][\u200c\u200d])|(?<=[{BIDI}])(?<![{RTL}].)(?![{RTL}]))",
                    re.DOTALL), sign=f"{INVISIBLE}{BIDI}\u200c\u200d"),
    Rule("L109-lost-letter", "PDF", re.compile(f"[{LOST}]+"), sign=LOST),
    Rule("L111-mixed-number", "ORST", re.compile("[0-9][.,]?[๐-๙]|[๐-๙][.,]?[0-9]"), sign="๐-๙"),
    Rule("L113-letter-in-number", "OCR",
         re.compile(r"[\dl](?:(?<=\d)(?<![A-Za-z\d.].)(?!(?<=0)o[0-7]+\b)\d*[OolI]+\d+(?![A-Za-z])"
                    r"|(?<=\d),[Oo]{3}(?!\w)|(?<=l)(?<![A-Za-z\d.].)\d{3}(?!\w))"),
         lambda found: re.sub("[lI]", "1", re.sub("[Oo]", "0", found[0]))),
)  # fmt: skip

SPACES = (
    Rule("L203-paiyan-yai", "ORST",
         re.compile(f"ฯ(?:(?:(?<=[{THAI}]ฯ) *ล *ฯ|(?: +ล *| *ล +)ฯ)([{STARTS}]?)|ลฯ([{STARTS}]))"),
         lambda found: f" ฯลฯ {found[1] or found[2]}" if found[1] or found[2] else " ฯลฯ"),
    Rule("L204-paiyan-noi", "ORST", re.compile(f"ฯ(?<=[{THAI}]ฯ)(?=[{STARTS}])"), "ฯ "),
    Rule("L201-maiyamok", "ORST", re.compile(f"ๆ(?=[{STARTS}])"), "ๆ "),
    Rule("L206-double-space", "Markdown shows one",
         re.compile(r" (?<=[^\s|>(\[] ) +(?=[^\s|])"), " "),
    # between a number or an abbreviation and what belongs to it, it is meant
    Rule("L209-no-break-space", "OCR",
         re.compile(f'[\u00a0\u202f](?<=[{THAI}ๆฯ].)[\u00a0\u202f]*(?=[ก-ฮเ-ไA-Za-z“‘"(])'), " ",
         sign="\u00a0\u202f"),
    Rule("L207-bracket-space", "ORST",
         re.compile(r"[ \t](?:(?<=[^\s(\[|].)(?<!\( [/xX✓✔*] )[ \t]*(?=[)\]”»,]|;(?!\)))"
                    r"|(?<=[(“‘«].)(?<!\\\(.)(?! ?[/xX✓✔*] ?\))[ \t]*(?=[^\s)]))")),
    # f(a, ...rest) in a signature is no ellipsis
    Rule("L208-dots", "UNI",
         re.compile(rf"\.\.\.(?<!\.\.\.\.)(?!\.)(?!(?:(?<=[(\[{NO_PROSE}]...)|(?<=, ...))[a-z])"
                    rf"(?!(?:(?<=[(\[]...)|(?<=, ...)){NO_PROSE})"), "…"),
)  # fmt: skip

# Two ways of writing in one chapter: the rarer one is named, once.
HABITS = (
    ("L112-mixed-digits", "[0-9]+", "[๐-๙]+"),
    ("L202-maiyamok-mixed", f"ๆ(?<=[{THAI}]ๆ)", f" (?<=[{THAI}] )ๆ"),
)

# The signs of rules that few texts have.
SIGNS = re.compile(f"[{''.join(rule.sign for rule in (*LETTERS, *SPACES))}]")
QUOTE = re.compile(r'(?<!\\)"')


def spelling(prose: Prose, rules: tuple[Rule, ...]) -> Iterator[Finding]:
    """What `rules` find, one Finding for each rule and line that is not silenced."""
    reported: set[int] = set()
    has_rare_sign = bool(SIGNS.search(prose.prose))
    for code, same in groupby(rules, lambda rule: rule.code):
        counts: Counter[int] = Counter()  # by line
        excerpts: dict[int, list[tuple[str, str]]] = {}
        for rule in same:
            if rule.sign and not has_rare_sign:
                continue
            for match in rule.pattern.finditer(prose.prose):
                line = prose.line(match.start())
                if match.start() in reported or prose.silences(code, line):
                    continue
                reported.update(range(*match.span()))
                counts[line] += 1
                if counts[line] <= MOST_EXCERPTS and len(excerpts) <= MOST_FINDINGS:
                    excerpts.setdefault(line, []).append(_excerpt(prose.text, match, rule.better))
        for line, count in counts.items():
            yield Finding(code, line, _words(excerpts.get(line, []), count))


def _words(excerpts: list[tuple[str, str]], count: int) -> dict[str, str]:
    more = f" +{count - MOST_EXCERPTS}" if count > MOST_EXCERPTS else ""
    as_is, as_should = (
        ", ".join(texts) + more for texts in zip(*excerpts or [("", "")], strict=True)
    )
    return {"found": as_is, "better": as_should}


def habits(prose: Prose) -> Iterator[Finding]:
    """Where a chapter leaves its own habit for the first time."""
    for code, *patterns in HABITS:
        if not all(re.search(pattern, prose.prose) for pattern in reversed(patterns)):
            continue
        counts = [sum(1 for _ in re.finditer(pattern, prose.prose)) for pattern in patterns]
        first = re.search(patterns[counts.index(min(counts))], prose.prose)
        assert first
        excerpt, _ = _excerpt(prose.text, first, "")
        words = {"found": excerpt, "few": str(min(counts)), "many": str(max(counts))}
        yield Finding(code, prose.line(first.start()), words)


def other_digits(chapters: list[Prose], digits: str) -> Iterator[tuple[Prose, Finding]]:
    """Where the text begins to have the digits that the book's own numbers have not, if it
    has more of them; once for the whole book. digits: "arabic" or "thai"."""
    own, other = ("[๐-๙]+", "[0-9]+") if digits == "thai" else ("[0-9]+", "[๐-๙]+")
    counts = [len(re.findall(other, prose.prose)) for prose in chapters]
    many = sum(counts)
    if many < (1 if digits == "thai" else WORTH_TELLING):
        return
    few = sum(len(re.findall(own, prose.prose)) for prose in chapters)
    if many <= few:
        return
    prose = next(prose for prose, count in zip(chapters, counts, strict=True) if count)
    first = re.search(other, prose.prose)
    assert first
    words = {"found": _excerpt(prose.text, first, "")[0], "many": str(many), "few": str(few)}
    words["digits"] = digits
    yield prose, Finding("L114-digits-other", prose.line(first.start()), words)


def quotes(prose: Prose) -> Iterator[Finding]:
    """Paragraphs with an odd number of straight quotes."""
    if '"' not in prose.prose:
        return
    blocks = [(begin, prose.prose[begin:end]) for begin, end in prose.blocks]
    for number, (begin, block) in enumerate(blocks, 1):
        signs = list(QUOTE.finditer(block))
        if len(signs) % 2 == 0 or re.search(r'[0-9๐-๙]"', block):  # an inch
            continue
        # a speech of several paragraphs opens each and closes the last
        if number < len(blocks) and blocks[number][1].lstrip().startswith('"'):
            continue
        yield Finding("L205-quote-open", prose.line(begin + signs[-1].start()))


def _excerpt(text: str, match: re.Match[str], better: Better) -> tuple[str, str]:
    """The place with the letters around it, as it is and as it should be."""
    begin, end = match.span()
    left = re.split(r"\s", text[max(0, begin - LETTERS_AROUND) : begin])[-1].lstrip(FOLLOWING)
    right = re.split(r"\s", text[end : end + LETTERS_AROUND])[0]
    mended = better(match) if callable(better) else match.expand(better)
    texts = (f"{left}{part}{right}".strip(" \t\n") for part in (match[0], mended))
    as_is, as_should = (_visible(text) for text in texts)
    return as_is, as_should


def _visible(text: str) -> str:
    """`text` with what nobody sees written as its number."""
    return re.sub(
        f"[{INVISIBLE}{BIDI}\u00a0\u202f\u200c\u200d\ue000-\uf8ff\U000f0000-\U0010fffd]",
        lambda found: f"‹U+{ord(found[0]):04X}›",
        text,
    )
