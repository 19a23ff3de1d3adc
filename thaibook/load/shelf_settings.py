"""Where a book stands in a shop: book.yaml's key `subjects`.

Enters: the settings of book.yaml. Leaves: Subjects, with the codes of the trade's lists where the
author gives them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from thaibook.model import Subject
from thaibook.storage import YamlMapping

SUBJECT_KEYS = ("name", "bisac", "thema")
# The lists of the trade: what each is called in an EPUB, how its codes are made, and one of them
# (BISG, BISAC Subject Headings; EDItEUR, Thema).
SCHEMES = {
    "bisac": ("BISAC", r"[A-Z]{3}\d{6}", "FIC014000"),
    "thema": ("Thema", r"[A-Z1-6][A-Z0-9-]{0,19}", "FV"),
}
# As one text: "BISAC FIC014000 Fiction / Historical". A code of BISAC is one by its form.
CODED = re.compile(r"(?:((?i:bisac|thema))(?:: ?| ))?([A-Z1-6][A-Z0-9-]*)(?: (.+))?")


def read_subjects(settings: YamlMapping) -> Iterator[Subject]:
    """Each subject, once for each scheme in which it has a code."""
    for item in settings.mappings("subjects", SUBJECT_KEYS, plain="name"):
        name = item.text("name")
        codes = {
            key: item.text(key, accept=form, wanted=example)
            for key, (_, form, example) in SCHEMES.items()
        }
        if not any(codes.values()) and (found := CODED.fullmatch(name)):
            key = (found[1] or "bisac").lower()
            if re.fullmatch(SCHEMES[key][1], found[2]):
                codes[key], name = found[2], found[3] or found[2]
        coded = [
            Subject(name or code, SCHEMES[key][0], code) for key, code in codes.items() if code
        ]
        yield from coded or ([Subject(name)] if name else [])
