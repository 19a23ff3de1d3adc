"""The paper of the printed book: book.yaml's key `paper`, which the spine of the cover goes by.

Enters: the settings of book.yaml. Leaves: a Paper; nothing is guessed where the author is silent.
"""

from __future__ import annotations

from thaibook.model import Paper
from thaibook.storage import YamlMapping

PAPER_KEYS = ("caliper", "cover", "binding")
BINDINGS = ("glue", "saddle", "thread")
THICKNESS = (
    r"(?:0?\.\d{1,4}|[0-3](?:\.\d{1,4})?)\s*(?:mm|มม\.?)?|\d{1,4}\s*(?:µm|μm|um|micron|ไมครอน)"
)
MICRONS = 1000  # in a millimetre


def read_paper(settings: YamlMapping) -> Paper:
    """The paper as the author's printer calls it, in millimetres."""
    paper = settings.mapping("paper", PAPER_KEYS)
    caliper = _millimetres(paper.text("caliper", "", THICKNESS, "0.1mm"))
    board = _millimetres(paper.text("cover", "", THICKNESS, "0.3mm"))
    return Paper(caliper, board, paper.choice("binding", BINDINGS))


def _millimetres(written: str) -> float:
    """The thickness in millimetres; of a bare number too, since paper gauges show them so."""
    number = "".join(sign for sign in written if sign.isdigit() or sign == ".").rstrip(".")
    if not number:
        return 0.0
    is_microns = any(unit in written for unit in ("µm", "μm", "um", "micron", "ไมครอน"))
    return float(number) / (MICRONS if is_microns else 1)
