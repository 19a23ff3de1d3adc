"""What was changed and what is doubtful, as a page: the raw and the clean text side by side.

Enters: the raw text and what clean made of it. Leaves: one HTML file without scripts that needs
nothing else. Its looks are in report.css.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from thaibook.clean.cleaning import Cleaned
from thaibook.clean.corrections import Doubt
from thaibook.clean.reporting import SIGN_OF, reasons
from thaibook.clean.traced import Change
from thaibook.messages import in_thai

STYLE = Path(__file__).parent / "report.css"
BEGINNING = "<!DOCTYPE html>\n<!-- thaibook clean -->\n"
WORDS = {
    "raw": ("Raw", "ข้อความดิบ"),
    "clean": ("Clean", "ชำระแล้ว"),
    "changes": ("{} changes", "แก้ {} แห่ง"),
    "doubts": ("{} doubts", "น่าสงสัย {} แห่ง"),
    "letters": ("{} letters in, {} out", "อ่านเข้า {} ตัวอักษร เขียนออก {} ตัวอักษร"),
    "line": ("Line", "บรรทัด"),
    "found": ("In the text", "ในข้อความ"),
    "suggestions": ("Perhaps", "น่าจะเป็น"),
    "sure": ("Sure", "มั่นใจ"),
    "why": ("Why", "เหตุผล"),
    "kinds": ("What was changed", "แก้อะไรบ้าง"),
    "title": ("Report of", "รายงานการชำระ"),
}


@dataclass
class _Row:
    """One line of the raw text and what became of it, as HTML."""

    line: int
    raw: list[str] = field(default_factory=list)
    clean: list[str] = field(default_factory=list)


def report_page(raw: str, cleaned: Cleaned, name: str, language: str = "en") -> str:
    """The page. name: of what was cleaned; language: "en" or "th"."""

    def say(key: str) -> str:
        return WORDS[key][language == "th"]

    counts = [
        say("changes").format(len(cleaned.changes)),
        say("doubts").format(len(cleaned.doubts)),
        say("letters").format(*cleaned.letters),
    ]
    rows = "".join(
        f'<tr><th scope="row" id="l{row.line}">{row.line}</th>'
        f"<td>{''.join(row.raw)}</td><td>{''.join(row.clean)}</td></tr>\n"
        for row in _rows(raw, cleaned, language)
    )
    title = f"{say('title')} {escape(name)}"
    return (
        f'{BEGINNING}<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{STYLE.read_text('utf-8')}</style>\n</head>\n<body>\n"
        f"<header><h1>{title}</h1><p>{' · '.join(counts)}</p></header>\n<main>\n"
        f"{_kinds(cleaned, language)}{_list(cleaned.doubts, language)}"
        f'<table class="texts">\n<thead><tr><th scope="col">{say("line")}</th>'
        f'<th scope="col">{say("raw")}</th><th scope="col">{say("clean")}</th></tr></thead>\n'
        f"<tbody>\n{rows}</tbody>\n</table>\n</main>\n</body>\n</html>\n"
    )


def _kinds(cleaned: Cleaned, language: str) -> str:
    """How often each kind of change was made."""
    counts: dict[str, int] = {}
    for change in cleaned.changes:
        why = reasons(change.why, language)
        counts[why] = counts.get(why, 0) + 1
    if not counts:
        return ""
    items = "".join(f"<li><b>{count}</b> {escape(why)}</li>" for why, count in counts.items())
    head = WORDS["kinds"][language == "th"]
    return f"<details><summary>{head}</summary><ul>{items}</ul></details>\n"


def _list(doubts: tuple[Doubt, ...], language: str) -> str:
    """The doubts as a table that leads to their lines; what is doubted alike again and again
    stands there once, with all its lines."""
    if not doubts:
        return ""
    heads = ("found", "suggestions", "sure", "why", "line")
    columns = "".join(f'<th scope="col">{WORDS[head][language == "th"]}</th>' for head in heads)
    alike: dict[tuple[str, tuple[str, ...], str], list[Doubt]] = {}
    for doubt in doubts:
        alike.setdefault((doubt.raw, doubt.suggestions, str(doubt.why)), []).append(doubt)
    rows = []
    for same in alike.values():
        first = same[0]
        why = in_thai(first.why) if language == "th" else first.why
        place = f"{_shown(first.before)}<mark>{_shown(first.raw)}</mark>{_shown(first.after)}"
        count = f' <b class="count">× {len(same)}</b>' if len(same) > 1 else ""
        best, *others = first.suggestions
        further = f" <span>{', '.join(map(_shown, others))}</span>" if others else ""
        lines = " ".join(
            f'<a href="#l{line}">{line}</a>' for line in dict.fromkeys(each.line for each in same)
        )
        sure = f'<meter value="{first.sure:.2f}"></meter> {first.sure:.0%}'
        cells = (f"{place}{count}", f"<b>{_shown(best)}</b>{further}", sure, escape(why), lines)
        rows.append(f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>\n")
    return (
        f'<table class="doubts">\n<thead><tr>{columns}</tr></thead>\n'
        f"<tbody>\n{''.join(rows)}</tbody>\n</table>\n"
    )


def _shown(text: str) -> str:
    """A text for people: what nobody sees is a sign or a number."""
    return escape(
        "".join(
            c if c.isprintable() and c not in "\u00ad\u00a0" else SIGN_OF.get(c, f"‹{ord(c):04X}›")
            for c in text
        )
    )


def _rows(raw: str, cleaned: Cleaned, language: str) -> Iterator[_Row]:
    """The rows of lines; those that are empty on both sides are left out."""
    row = _Row(1)
    doubts = sorted(cleaned.doubts, key=lambda doubt: doubt.start)
    for start, end, change, doubt in _pieces(raw, cleaned.changes, doubts):
        if change:
            _put_change(row, change, language)
        parts = [""] * (change.raw.count("\n") + 1) if change else raw[start:end].split("\n")
        for number, part in enumerate(parts):
            if number:
                if row.raw or row.clean:
                    yield row
                row = _Row(row.line + 1)
            if part:
                shown = _marked(_shown(part), doubt, language)
                row.raw.append(shown)
                row.clean.append(shown)
    if row.raw or row.clean:
        yield row


def _put_change(row: _Row, change: Change, language: str) -> None:
    why = escape(reasons(change.why, language), quote=True)
    if change.raw:
        row.raw.append(f'<del title="{why}">{_shown(change.raw)}</del>')
    if change.clean:
        row.clean.append(f'<ins title="{why}">{_shown(change.clean)}</ins>')


def _pieces(
    raw: str, changes: tuple[Change, ...], doubts: list[Doubt]
) -> Iterator[tuple[int, int, Change | None, Doubt | None]]:
    """The raw text in pieces: each a change, or unchanged, inside of a doubt or not."""
    at = number = 0
    end_of_text = Change(len(raw), len(raw), "", "", ())
    for change in (*changes, end_of_text):
        while at < change.start:
            while number < len(doubts) and doubts[number].end <= at:
                number += 1
            doubt = doubts[number] if number < len(doubts) else None
            if doubt and doubt.start <= at:
                end = min(doubt.end, change.start)
            else:
                end = min(doubt.start, change.start) if doubt else change.start
                doubt = None
            yield at, end, None, doubt
            at = end
        if change is not end_of_text:
            yield change.start, change.end, change, None
            at = change.end


def _marked(shown: str, doubt: Doubt | None, language: str) -> str:
    if doubt is None:
        return shown
    why = in_thai(doubt.why) if language == "th" else doubt.why
    title = escape(f"{', '.join(doubt.suggestions)} ({why})", quote=True)
    return f'<mark title="{title}">{shown}</mark>'
