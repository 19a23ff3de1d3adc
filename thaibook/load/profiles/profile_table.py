"""What each printer asks for, in its own words: one row, frozen, for each profile.

A figure that a row has stands in the words beside it; where no words could be reached, the row
says so in the place of an address, and the figure is ours. Printers change their minds: read
their page again before you rely on it. Inches are turned into millimetres.
"""

from __future__ import annotations

from typing import NamedTuple

from thaibook.load.profiles.screen_page import for_telephones
from thaibook.model import Manuscript


class Profile(NamedTuple):
    """What one printer, or one way of printing, asks of a PDF.

    kind: "press" for a printer, "sheets" for pages put on larger sheets, "screen", "standard"
    for the book's own PDF in another standard.
    standard: as PDF/X names itself, "" for none; condition: the name of the printing condition
    in the ICC's registry; icc: its profile in the book's folder, "" for the bundled one.
    colours: "cmyk", "rgb", "grey", or "found": grey where nothing is coloured, else RGB.
    bleed_sides: "four", or "three" where the spine has none; bleed_always: also where nothing
    reaches the trim. marks: None as book.yaml asks. ink: most ink on one place in percent,
    0 for no limit. gutters: (up to how many pages, least margin at the spine in mm).
    multiple: the number of pages is one of this; blank_last: the last page is empty.
    spine: (stock of paper, mm for one page), for a printer who brings the paper; stock: the
    author's choice of them; spine_pages: from how many pages on the spine may have words.
    sheet: "A4", "A3" or "" for what fits; on_sheet: pages on a side of it; folded: they are
    a booklet; sheets: in one section of it, 0 for what a stapler takes.
    source: (what it says, in its own words, and where).
    """

    name: str
    kind: str = "press"
    standard: str = ""
    condition: str = ""
    icc: str = ""
    colours: str = "cmyk"
    bleed_mm: float = 0.0
    bleed_sides: str = "four"
    bleed_always: bool = True
    marks: bool | None = False
    ink: int = 0
    dpi: int = 300
    safety_mm: float = 0.0
    multiple: int = 1
    blank_last: bool = False
    transparency: bool = False
    most_mb: int = 0  # of one file
    pages: tuple[int, int] = (1, 0)  # least and most, 0 for no limit
    gutters: tuple[tuple[int, float], ...] = ()
    rich_black: bool = False
    spine: tuple[tuple[str, float], ...] = ()
    spine_pages: int = 0
    stock: str = "white"
    sheet: str = ""
    on_sheet: int = 1
    folded: bool = False
    sheets: int = 0
    source: tuple[tuple[str, str], ...] = ()

    @property
    def files(self) -> tuple[str, ...]:
        """What the names of its files end with."""
        covers = (f"{self.name}.cover.pdf",) if self.kind == "press" else ()
        return (f"{self.name}.pdf", *covers)

    def of(self, manuscript: Manuscript) -> Manuscript:
        """The manuscript as it is set for this profile: for a telephone on a page of its own."""
        return for_telephones(manuscript) if self.kind == "screen" else manuscript


MM = 25.4  # of an inch
OURS = "no printer's own words for this were found; the choice is ours"

TDVP = "https://tdvpprint.com/คำถามที่พบบ่อย"
THAI_PRINTING_CENTER = "https://www.thaiprintingcenter.com/learning_printing/"
THAI_DIGITAL = "http://thaidigitalprint.com/bleedandmargin/"
INGRAM_CHECKLIST = "https://www.ingramspark.com/blog/file-requirements-for-print-books"
INGRAM_GUIDE = (
    "IngramSpark, File Creation Guide, as quoted at https://community.adobe.com/t5/"
    "illustrator-discussions/how-to-bulk-change-total-ink-coverage-to-the-240-required-by-printer/"
    "m-p/10836669"
)
KDP_GUIDELINES = "https://kdp.amazon.com/en_US/help/topic/G201857950"
KDP_MARGINS = (
    "KDP, Set Trim Size, Bleed, and Margins, as its table is given at "
    "https://senswriter.com/guides/book-trim-size-margins"
)
KDP_COVER = (
    "KDP, Create a Paperback Cover, as its figures are given at https://kidillus.com/"
    "kdp-cover-size-guide and https://www.kdpeasy.com/faq/covers"
)
LULU_INTERIOR = "https://help.lulu.com/en/support/solutions/articles/64000255590"
LULU_BLEED = "https://help.lulu.com/en/support/solutions/articles/64000255584"
LULU_TIPS = "https://help.lulu.com/en/support/solutions/articles/64000255583"
PRINTENBIND = "https://www.printenbind.nl/en/rugwit"
MIW = "https://miwgroup.co.th/binding-mac-01/"

# The margin at the spine where a printer says nothing of his own: (pages up to, mm).
GLUED = ((0, 15.0),)
THAI = Profile(
    "thai-offset",
    standard="PDF/X-4",
    condition="FOGRA39",
    bleed_mm=3.0,
    marks=None,
    ink=300,
    safety_mm=5.0,
    multiple=8,
    transparency=True,
    gutters=GLUED,
    source=(
        ("ไฟล์ .pdf ที่ export เป็น pdf-x4 ที่ฝังค่า bleed มาเรียบร้อยแล้ว", TDVP),
        ("ใช้โหมดสี CMYK; มีค่าใส่ค่าตัดตก (Bleed) 3-10 มม.; Margin 3-10 มม.", THAI_PRINTING_CENTER),
        ("FOGRA39, ink at most 300 %: what the bundled ISO Coated v2 300 % is made for", OURS),
        ("a section of 8 pages", OURS),
        ("when opting for perfect binding, we recommend a spine margin of at least 15 mm",
         PRINTENBIND),
        ("การเข้าเล่มมุงหลังคา ต้องมีจำนวนหน้าหารด้วย 4 ลงตัว", MIW),
    ),
)  # fmt: skip

PROFILES: tuple[Profile, ...] = (
    THAI,
    THAI._replace(
        name="thai-digital",
        marks=False,
        multiple=2,
        source=(
            ("กำหนดค่า Bleed หรือเผื่อระยะตัดตกงานทุกด้านๆ ละ 3 mm.; จัดระยะการวางเนื้อหางาน (Margin) "
             "ให้ห่างจากระยะที่ตัดสำเร็จ อย่างน้อยด้านละ 5 mm.", THAI_DIGITAL),
            ("PDF/X-4, FOGRA39, ink at most 300 %, no marks, an even number of pages", OURS),
            ("when opting for perfect binding, we recommend a spine margin of at least 15 mm",
             PRINTENBIND),
        ),
    ),
    Profile(
        "ingram",
        standard="PDF/X-1a:2001",
        condition="FOGRA39",
        bleed_mm=0.125 * MM,
        bleed_always=False,
        ink=240,
        safety_mm=0.5 * MM,
        multiple=2,
        blank_last=True,
        gutters=((0, 0.5 * MM),),
        source=(
            ("Files must be PDF/X-1a:2001 or PDF/X-3:2002 compliant; CMYK MODE; 300 ppi; "
             "CMYK total value should not exceed 240%; we recommend a rich black 60/40/40/100",
             INGRAM_GUIDE),
            ("Use single-page format; do not include crop, registration, or printer marks; the "
             "final page should be blank; margins must be a minimum of 0.5” (13mm) from final "
             "trim size on all sides", INGRAM_CHECKLIST),
            ("Required bleed: 0.125 inches (3.2 mm) on all sides",
             "https://ilayoutbooks.com/ingramspark-formatting-requirements-what-actually-breaks/"),
            ("FOGRA39, which the bundled profile is made for: the printer names none", OURS),
        ),
    ),
    Profile(
        "kdp",
        colours="found",
        bleed_mm=0.125 * MM,
        bleed_sides="three",
        bleed_always=False,
        safety_mm=0.25 * MM,
        multiple=2,
        pages=(24, 828),
        most_mb=650,
        gutters=((150, 0.375 * MM), (300, 0.5 * MM), (500, 0.625 * MM), (700, 0.75 * MM),
                 (0, 0.875 * MM)),
        spine=(("white", 0.002252 * MM), ("cream", 0.0025 * MM), ("colour", 0.002347 * MM)),
        spine_pages=79,
        source=(
            ("Ensure file size is not more than 650MB; embed all fonts; flatten transparent "
             "objects; files should not contain crop marks, trim marks, bookmarks, annotations; "
             "all images should be at least 300 DPI", KDP_GUIDELINES),
            ("24-150 pages 0.375 in, 151-300 0.5 in, 301-500 0.625 in, 501-700 0.75 in, 701-828 "
             "0.875 in; outside 0.25 in", KDP_MARGINS),
            ("enlarge your page by 0.125″ on the top, bottom and outside edges, not the spine edge",
             "https://kdpbuilder.com/guides/kdp-bleed-and-margins"),
            ("white 0.002252 in a page, cream 0.0025, premium colour 0.002347; no spine text "
             "below 79 pages", KDP_COVER),
            ("sRGB where something is coloured, else grey; an even number of pages", OURS),
        ),
    ),
    Profile(
        "lulu",
        colours="found",
        bleed_mm=0.125 * MM,
        bleed_always=False,
        safety_mm=0.5 * MM,
        multiple=2,
        gutters=((0, 0.7 * MM),),
        source=(
            ("For Black & White books - use grayscale; for Full Color books our printers use "
             "sRGB; 300 ppi is the optimum resolution", LULU_INTERIOR),
            ("must fill the bleed area, 0.125 in (3.18 mm) past the trim edge on every side; crop "
             "marks should not be included; Safety Margin 0.5 in (12.7 mm)", LULU_BLEED),
            ("at least 0.5 in margins; most books will require a gutter of 0.2 - 0.3 in",
             LULU_TIPS),
            ("an even number of pages; transparency flattened", OURS),
        ),
    ),
    THAI._replace(name="custom", source=(("what book.yaml says under `custom`", OURS),)),
    Profile("booklet", kind="sheets", on_sheet=2, folded=True, source=(("", OURS),)),
    Profile("2up", kind="sheets", on_sheet=2, source=(("", OURS),)),
    Profile("4up", kind="sheets", on_sheet=4, source=(("", OURS),)),
    Profile("screen", kind="screen", colours="rgb", source=(("", OURS),)),
    Profile("ua-2", kind="standard", standard="PDF/UA-2 PDF/A-4", colours="rgb",
            source=(("ISO 14289-2:2024 with ISO 19005-4:2020, which is PDF 2.0", OURS),)),
)  # fmt: skip
NAMES = tuple(profile.name for profile in PROFILES)
