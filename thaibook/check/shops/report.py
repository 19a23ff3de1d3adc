"""What the shops say, as lines of plain text.

Enters: Judgements. Leaves: lines in English or Thai, each shop with its documents.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import groupby

from thaibook.check.shops.judging import Judgement

WORDS = {
    "en": {
        True: "met",
        False: "not met",
        None: "cannot tell",
        "must": "must",
        "may": "advised",
        "ours": "by design of thaibook; nothing for you to mend",
    },
    "th": {
        True: "ผ่าน",
        False: "ไม่ผ่าน",
        None: "บอกไม่ได้",
        "must": "บังคับ",
        "may": "แนะนำ",
        "ours": "thaibook ตั้งใจออกแบบไว้อย่างนี้ ผู้เขียนไม่ต้องแก้",
    },
}

# What is no shop has a name in each language.
NAMES = {"Accessibility": {"th": "การเข้าถึงของผู้พิการ"}}


def shop_lines(judgements: Sequence[Judgement], language: str) -> list[str]:
    """A heading a shop, a line a demand with the number of its source, and the sources."""
    lines = []
    for shop, group in groupby(judgements, key=lambda judgement: judgement.demand.shop):
        asked = list(group)
        sources = list(dict.fromkeys(judgement.demand.source for judgement in asked))
        lines.append(f"{NAMES.get(shop, {}).get(language, shop)}: {_count(asked, language)}")
        for judgement in asked:
            number = sources.index(judgement.demand.source) + 1
            lines.append(f"  {_line(judgement, language)} [{number}]")
        lines += [f"  [{n}] {s.title}, {s.address}" for n, s in enumerate(sources, 1)]
        lines.append("")
    return lines


def refusals(judgements: Sequence[Judgement], language: str, strict: bool = False) -> list[str]:
    """A line for each demand for which a shop refuses the book; if strict, for advice too."""
    lines = []
    for judgement in judgements:
        advised = judgement.answer.met is False and not judgement.by_design
        if judgement.refused or (strict and advised):
            demand = judgement.demand
            source = f"{demand.source.title}, {demand.source.address}"
            lines.append(f"{demand.shop}: {_line(judgement, language)} [{source}]")
    return lines


def _line(judgement: Judgement, language: str) -> str:
    words, demand, answer = WORDS[language], judgement.demand, judgement.answer
    force = words["must" if demand.required else "may"]
    what = demand.th if language == "th" else demand.en
    seen = f" ({answer.found})" if answer.found else ""
    ours = f" – {words['ours']}" if judgement.by_design else ""
    return f"{_column(words[answer.met], 11)}  {_column(force, 7)}  {what}{seen}{ours}"


def _count(judgements: Sequence[Judgement], language: str) -> str:
    words = WORDS[language]
    answers = [judgement.answer.met for judgement in judgements]
    return ", ".join(f"{answers.count(met)} {words[met]}" for met in (True, False, None))


def _column(text: str, width: int) -> str:
    """`text` and spaces; Thai vowels and tone marks above and below take no room."""
    seen = sum(unicodedata.category(character) != "Mn" for character in text)
    return text + " " * (width - seen)
