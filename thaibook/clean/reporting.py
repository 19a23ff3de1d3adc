"""What was changed and what is doubtful, as a text for people and as data for programs.

Enters: what clean made. Leaves: a text, one kind of change a line with an example; or JSON.
"""

from __future__ import annotations

import json

from thaibook.clean.cleaning import Cleaned
from thaibook.clean.corrections import Doubt
from thaibook.messages import in_thai

SIGN_OF = {"\n": "⏎", "\t": "⇥", "\f": "↡"}
# How the reports begin that are not for reading as a text.
OURS = (b'{"program": "thaibook"', b"<!DOCTYPE html>\n<!-- thaibook clean -->")


def report(cleaned: Cleaned, language: str = "en") -> str:
    """What was changed, as a text for people, one kind of change a line, with an example; and
    below it the doubts, each with its line."""
    deleted = "(ลบ)" if language == "th" else "(deleted)"
    kinds: dict[str, tuple[int, str, str]] = {}
    for change in cleaned.changes:
        why = reasons(change.why, language)
        count, raw, better = kinds.get(why, (0, change.raw, change.clean))
        kinds[why] = (count + 1, raw, better)
    lines = []
    for why, (count, raw, better) in kinds.items():
        clean_text = quoted(better) if better else deleted
        lines.append(f"{count:>5} × {quoted(raw)} → {clean_text}  {why}")
    lines.append(total(cleaned, language))
    return "\n".join([*lines, *(doubt_line(doubt, language) for doubt in cleaned.doubts), ""])


def reasons(why: tuple[str, ...], language: str) -> str:
    """Why something was changed, in a language."""
    return "; ".join(in_thai(each) if language == "th" else each for each in why)


def doubt_line(doubt: Doubt, language: str) -> str:
    """One doubt: its line, what stands there, and what may be meant."""
    why = in_thai(doubt.why) if language == "th" else str(doubt.why)
    suggestions = ", ".join(map(quoted, doubt.suggestions))
    place = f"{doubt.before}[{doubt.raw}]{doubt.after}".replace("\n", "⏎")
    return f"{doubt.line:>6}: {place} → {suggestions}  {doubt.sure:.0%}  {why}"


def total(cleaned: Cleaned, language: str = "en") -> str:
    """How many places were changed and how many are doubtful."""
    changes, doubts = len(cleaned.changes), len(cleaned.doubts)
    if language == "th":
        return f"แก้ {changes} แห่ง" + (f" น่าสงสัย {doubts} แห่ง" if doubts else "")
    return f"{changes} changes" + (f", {doubts} doubts" if doubts else "")


def report_data(cleaned: Cleaned, encoding: str = "UTF-8", found: tuple[str, ...] = ()) -> str:
    """The report for programs. Places are characters of the raw text as it was read: decoded,
    with \\n at the end of each line."""
    data = {
        "program": "thaibook",
        "encoding": encoding,
        "found": list(found),
        "letters": {"in": cleaned.letters[0], "out": cleaned.letters[1]},
        "changes": [
            {
                "start": change.start, "end": change.end, "raw": change.raw,
                "suggestions": [change.clean], "sure": 1.0, "why": "; ".join(change.why),
            }
            for change in cleaned.changes
        ],
        "doubts": [
            {
                "start": doubt.start, "end": doubt.end, "raw": doubt.raw,
                "suggestions": list(doubt.suggestions), "sure": doubt.sure, "why": str(doubt.why),
                "line": doubt.line, "context": f"{doubt.before}[{doubt.raw}]{doubt.after}",
            }
            for doubt in cleaned.doubts
        ],
    }  # fmt: skip
    return json.dumps(data, ensure_ascii=False, indent=1).replace("{\n ", "{", 1) + "\n"


def quoted(text: str) -> str:
    """A piece of text between signs, with what nobody sees written as its number."""
    visible = (
        c if c.isprintable() and c != "\u00ad" else SIGN_OF.get(c, f"‹U+{ord(c):04X}›")
        for c in text
    )
    return f"‘{''.join(visible)}’" if text else "∅"
