"""What a print shop wants to know of a PDF, one thing a line, in English and in Thai.

Enters: Seen, PageEdges, and the ink that was measured on the plates. Leaves: lines.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from thaibook.check.preflight import PageEdges
from thaibook.check.print_shop.pdfx_clauses import (
    NOT_LOOKED_AT,
    broken_clauses,
    clauses_of,
)
from thaibook.check.print_shop.seen import Seen

MM_PER_POINT = 25.4 / 72
HAIRLINE_PT = 0.2  # "do not use lines thinner than 0.2 points", bookprinteconomy.cz
GOOD_DPI = 300  # what printers ask for
SIGNATURES = (32, 16, 8, 4, 2)
RGB_INK = (
    "; of RGB an estimate: its ink depends on who converts it",
    " (ส่วนที่เป็น RGB เป็นค่าประมาณ ขึ้นกับการแปลงสีของโรงพิมพ์)",
)
SPOT_INK = ("; spot colours come on top", " (ไม่รวมสีพิเศษ)")
MOST = 6  # pages or pictures that a line names
KINDS = {"text": "ตัวอักษร", "line": "เส้น", "area": "พื้นสี", "picture": "รูป", "shading": "ไล่สี"}
COLOURS = {"black": "ดำ", "grey": "เทา", "white": "ขาว", "spot": "สีพิเศษ", "pattern": "ลาย",
           "registration": "เครื่องหมายทุกแม่พิมพ์",
           "stencil": "ภาพเงา", "other": "อื่น ๆ"}  # fmt: skip
SIDES = {"left": "ซ้าย", "right": "ขวา", "top": "บน", "bottom": "ล่าง"}


def print_lines(
    seen: Seen, edges: Sequence[PageEdges], ink: tuple[float, int] | None, language: str
) -> list[str]:
    """What was looked at. ink: the most on one place in percent, and the index of that page;
    None where there is black alone."""
    thai = language == "th"
    said = _Said(seen, edges, thai)
    return [
        *said.standard(),
        said.boxes(),
        said.pages(),
        said.text(),
        said.colours(),
        said.ink(ink),
        said.pictures(),
        said.lines(),
        said.transparency(),
        said.overprint(),
        said.safety(),
        said.bleed(),
        *said.limits(),
    ]


class _Said:
    """The lines about one file."""

    def __init__(self, seen: Seen, edges: Sequence[PageEdges], thai: bool) -> None:
        self._seen, self._edges, self._thai = seen, edges, thai

    def _say(self, en: str, th: str) -> str:
        return th if self._thai else en

    def standard(self) -> Iterator[str]:
        """What the file says it is, and what speaks against it."""
        claims = self._seen.claims
        if not claims:
            yield self._say("PDF/X: not claimed", "PDF/X: ไฟล์ไม่ได้ระบุ")
            return
        broken = broken_clauses(self._seen, claims)
        count = len(clauses_of(claims))
        held = count - len(broken)
        yield self._say(
            f"{claims} is claimed; {held} of {count} clauses that can be looked at hold",
            f"ระบุว่าเป็น {claims} ผ่าน {held} จาก {count} ข้อที่ตรวจได้",
        )
        for intent in self._seen.intents:
            condition = intent.get("/OutputConditionIdentifier", "—")
            profile = self._say("profile embedded", "ฝังโพรไฟล์") if "class" in intent else "—"
            label = self._say("printing condition", "เงื่อนไขการพิมพ์")
            yield f"{label} {condition}, {profile}"

    def boxes(self) -> str:
        """The sizes of most pages."""
        page = self._seen.pages[len(self._seen.pages) // 2]
        parts = []
        for name, box in page.boxes.items():
            width, height = (box[2] - box[0]) * MM_PER_POINT, (box[3] - box[1]) * MM_PER_POINT
            parts.append(f"{name} {width:.1f} × {height:.1f} mm")
        return ", ".join(parts)

    def pages(self) -> str:
        """How many pages, and which folded sheets they fill."""
        count = len(self._seen.pages)
        fit = next((each for each in SIGNATURES if count % each == 0), 1)
        blank = sum(edges.white_mm == math.inf for edges in self._edges)
        return self._say(
            f"number of pages: {count} = {count // fit} × {fit}, {blank} of them empty",
            f"จำนวนหน้า {count} = {count // fit} × {fit} เป็นหน้าว่าง {blank} หน้า",
        )

    def text(self) -> str:
        """Whether text stands on black alone."""
        tinted = self._seen.pages_with("tinted")
        if not self._seen.pages_with("texts"):
            return self._say("no text", "ไม่มีข้อความ")
        if not tinted:
            return self._say("text is black ink alone", "ตัวอักษรใช้หมึกดำล้วน (K)")
        return self._say(
            f"text with other inks than black on page {self._some(tinted)}",
            f"มีตัวอักษรที่ไม่ใช่หมึกดำล้วนในหน้า {self._some(tinted)}",
        )

    def colours(self) -> str:
        """The colour spaces by object."""
        parts = []
        for kind, spaces in sorted(self._seen.colours.items()):
            named = [f"{self._colour(space)} {count}" for space, count in sorted(spaces.items())]
            parts.append(f"{self._say(kind, KINDS.get(kind, kind))}: {', '.join(named)}")
        label = self._say("colours", "สี")
        return f"{label} — {'; '.join(parts)}" if parts else self._say("nothing drawn", "ไม่มีเนื้อหา")

    def _colour(self, space: str) -> str:
        return COLOURS.get(space, space) if self._thai else space

    def ink(self, found: tuple[float, int] | None) -> str:
        """The most ink and its page."""
        if found is None:
            return self._say("ink: black alone, 100 % at most", "หมึก: ดำล้วน ไม่เกิน 100 %")
        spaces = {space for kind in self._seen.colours.values() for space in kind}
        rgb = any(space.startswith("RGB") for space in spaces)
        en, th = (
            first * ("spot" in spaces) + then * rgb
            for first, then in zip(SPOT_INK, RGB_INK, strict=True)
        )
        return self._say(
            f"ink at most {found[0]:.0f} %, on page {found[1] + 1}{en}",
            f"หมึกรวมสูงสุด {found[0]:.0f} % ที่หน้า {found[1] + 1}{th}",
        )

    def pictures(self) -> str:
        """The resolution of pictures at their size."""
        pictures = self._seen.pictures
        if not pictures:
            return self._say("no pictures", "ไม่มีรูป")
        coarse = sorted((each.dpi, page, each) for page, each in pictures if each.dpi < GOOD_DPI)
        least = min(each.dpi for _, each in pictures)
        named = [
            f"p. {page}: {each.width} × {each.height} px = {dpi} dpi"
            for dpi, page, each in coarse[:MOST]
        ]
        rest = f" ({'; '.join(named)}{'; …' if len(coarse) > MOST else ''})" if coarse else ""
        count = len(pictures)
        return self._say(
            f"pictures: {count}, {len(coarse)} of them below {GOOD_DPI} dpi, least {least}{rest}",
            f"รูป {count} รูป ต่ำกว่า {GOOD_DPI} จุดต่อนิ้ว {len(coarse)} รูป ต่ำสุด {least}{rest}",
        )

    def lines(self) -> str:
        """The thinnest line."""
        thin = [(page.drawn.thinnest, n) for n, page in enumerate(self._seen.pages, 1)]
        least, page = min(thin)
        if least == math.inf:
            return self._say("no lines", "ไม่มีเส้น")
        warn = least < HAIRLINE_PT - 0.005
        return self._say(
            f"thinnest line {least:.2f} pt, page {page}{': may vanish in print' * warn}",
            f"เส้นบางที่สุด {least:.2f} pt หน้า {page}{' พิมพ์แล้วอาจหาย' * warn}",
        )

    def transparency(self) -> str:
        """What can be seen through."""
        pages = self._seen.pages_with("transparent")
        if not pages:
            return self._say("no transparency", "ไม่มีส่วนโปร่งใส")
        return self._say(
            f"transparency on page {self._some(pages)}", f"มีส่วนโปร่งใสในหน้า {self._some(pages)}"
        )

    def overprint(self) -> str:
        """Whether black text prints over what is below it."""
        pages = self._seen.pages_with("over")
        if not pages:
            return self._say("black text knocks out", "ตัวอักษรดำเจาะพื้น (ไม่ overprint)")
        return self._say(
            f"black text overprints on pages: {len(pages)}",
            f"ตัวอักษรดำพิมพ์ทับ (overprint) {len(pages)} หน้า",
        )

    def safety(self) -> str:
        """How near to the trim something stands that does not go beyond it."""
        near = [
            (edges.white_mm, n)
            for n, edges in enumerate(self._edges, 1)
            if not edges.reaches and edges.white_mm < math.inf
        ]
        if not near:
            return self._say("safety distance: —", "ระยะปลอดภัย: —")
        least, page = min(near)
        return self._say(
            f"white inside the trim: {least:.1f} mm at least, page {page}",
            f"ระยะปลอดภัยจากแนวตัด: น้อยที่สุด {least:.1f} มม. หน้า {page}",
        )

    def bleed(self) -> str:
        """Whether what reaches the trim fills the bleed."""
        reach = [n for n, edges in enumerate(self._edges, 1) if edges.reaches]
        bare = [n for n, edges in enumerate(self._edges, 1) if edges.bare]
        if not reach:
            return self._say("nothing reaches the trim", "ไม่มีอะไรถึงแนวตัด")
        if not bare:
            return self._say(
                f"bleed filled wherever ink reaches the trim (page {self._some(reach)})",
                f"ระยะตัดตกเต็มทุกที่ที่ภาพถึงแนวตัด (หน้า {self._some(reach)})",
            )
        first = self._edges[bare[0] - 1]
        sides = ", ".join(self._say(side, SIDES[side]) for side in first.bare)
        return self._say(
            f"bleed NOT filled on page {self._some(bare)} ({sides})",
            f"ระยะตัดตกไม่เต็มในหน้า {self._some(bare)} (ด้าน{sides})",
        )

    def limits(self) -> Iterator[str]:
        """What was not looked at."""
        if not self._seen.is_whole:
            yield self._say(
                "the file draws too much: the last pages were not read",
                "ไฟล์มีเนื้อหามากเกินไป ไม่ได้อ่านหน้าท้าย ๆ",
            )
        if self._seen.claims:
            rest = "; ".join(self._say(*each) for each in NOT_LOOKED_AT)
            yield self._say(f"not looked at: {rest}", f"ไม่ได้ตรวจ: {rest}")

    def _some(self, pages: Sequence[int]) -> str:
        return ", ".join(map(str, pages[:MOST])) + (", …" if len(pages) > MOST else "")
