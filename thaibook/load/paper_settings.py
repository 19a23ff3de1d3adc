"""The paper of the printed book: book.yaml's key `paper`, which the spine of the cover goes by.

Enters: the settings of book.yaml. Leaves: a Paper; nothing is guessed where the author is silent.
"""

from __future__ import annotations

from thaibook.model import Paper
from thaibook.storage import YamlMapping

PAPER_KEYS = ("caliper", "cover", "binding", "signature")
BINDINGS = ("glue", "saddle", "thread")
SIGNATURES = ("1", "2", "4", "8", "16", "32")
THICKNESS = (
    r"(?:0?\.\d{1,4}|[0-3](?:\.\d{1,4})?)\s*(?:mm|มม\.?)?|\d{1,4}\s*(?:µm|μm|um|micron|ไมครอน)"
)
EXAMPLES = {"caliper": "0.1mm", "cover": "0.3mm"}
MICRONS = 1000  # in a millimetre


def read_paper(settings: YamlMapping) -> Paper:
    """The paper as the author's printer calls it, in millimetres."""
    paper = settings.mapping("paper", PAPER_KEYS)
    caliper, board = (_thickness(paper, key, e) for key, e in EXAMPLES.items())
    signature = int(paper.text("signature", "0", "|".join(SIGNATURES), "4 | 8 | 16"))
    return Paper(caliper, board, paper.choice("binding", BINDINGS), signature)


def _thickness(paper: YamlMapping, key: str, example: str) -> float:
    """How thick something is, which is more than nothing."""
    written = paper.text(key, "", THICKNESS, example)
    found = _millimetres(written)
    if written and not found:
        paper.refuse(key, example)
    return found


def _millimetres(written: str) -> float:
    """The thickness in millimetres; of a bare number too, since paper gauges show them so."""
    number = "".join(sign for sign in written if sign.isdigit() or sign == ".").rstrip(".")
    if not number:
        return 0.0
    is_microns = any(unit in written for unit in ("µm", "μm", "um", "micron", "ไมครอน"))
    return float(number) / (MICRONS if is_microns else 1)
