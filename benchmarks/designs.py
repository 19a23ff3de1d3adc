"""Each design with the sample novel and the sample textbook: built, checked, and looked at.

    python -m benchmarks.designs [DESIGN …] [--pictures]

A line for each: pages, what EPUBCheck and Ace say, whether Poppler and PDFium read every chapter's
words off the paper. With --pictures, the spreads of docs/designs.md and the specimen of
docs/fonts.md are drawn anew into docs/images/.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import PIL.Image
import pypdfium2

from thaibook.build import build
from thaibook.check import check_file
from thaibook.design import bundled, load_design
from thaibook.load.looks_settings import designs
from thaibook.model import Typography

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = {"novel": ROOT / "tests/data/novel", "textbook": ROOT / "tests/data/sample"}
DPI, GAP, GREY = 56, 12, "#8a8a8a"
LETTER = re.compile("[\u0e01-\u0e2e\u0e40-\u0e44]")  # what no reader puts into another order


def built(design: str, sample: str, folder: Path) -> tuple[Path, Path]:
    """The EPUB and the PDF of a sample in a design."""
    book = folder / f"{sample}-{design}"
    shutil.copytree(SAMPLES[sample], book)
    settings = (book / "book.yaml").read_text("utf-8")
    kept = [
        line for line in settings.split("\n") if not re.match("(design|typography|page):", line)
    ]
    (book / "book.yaml").write_text("\n".join((*kept, f"design: {design}", "")), "utf-8")
    epub, pdf = build(book, folder / "out" / book.name).files
    return epub, pdf


def letters(text: str) -> str:
    """The letters of a text by which it is recognised."""
    return "".join(LETTER.findall(unicodedata.normalize("NFKC", text)))


def unread(pdf: Path, sample: str) -> list[str]:
    """The readers that miss a paragraph of the sample."""
    poppler = subprocess.run(
        ["pdftotext", "-raw", pdf, "-"], check=True, capture_output=True, text=True
    )
    document = pypdfium2.PdfDocument(pdf)
    pdfium = "".join(page.get_textpage().get_text_range() for page in document)
    missing = []
    for name, text in (("Poppler", poppler.stdout), ("PDFium", pdfium)):
        read = letters(text)
        for path in sorted(SAMPLES[sample].glob("*.md")):
            for paragraph in path.read_text("utf-8").split("\n\n"):
                # Prose alone; a page may end inside a paragraph, with its folio between.
                plain = re.fullmatch(r"[\u0e00-\u0e7f “”\n]{80,}", paragraph)
                words = letters(paragraph)[:40]
                if plain and words not in read:
                    missing.append(f"{name} {path.name}: {paragraph[:30]}")
    return missing


def spreads(pdf: Path, first: int, count: int) -> PIL.Image.Image:
    """Facing pages from the index `first` on, which is a left-hand page."""
    document = pypdfium2.PdfDocument(pdf)
    indexes = range(first, min(first + 2 * count, len(document)))
    pages = [document[index].render(scale=DPI / 72).to_pil().convert("RGB") for index in indexes]
    width, height = pages[0].size
    sheet = PIL.Image.new("RGB", (count * (2 * width + 1 + GAP) + GAP, height + 2 * GAP), GREY)
    for number, page in enumerate(pages):
        spread, side = divmod(number, 2)
        sheet.paste(page, (GAP + spread * (2 * width + 1 + GAP) + side * (width + 1), GAP))
    return sheet


def opening(pdf: Path, title: str) -> int:
    """The index of the page on which a chapter begins."""
    for item in pypdfium2.PdfDocument(pdf).get_toc():
        if title in item.get_title():
            return int(item.get_dest().get_index())
    raise LookupError(title)


def picture(design: str, novel: Path, textbook: Path) -> Path:
    """The picture of a design: title page, an opening, a spread of prose; the same of the
    textbook."""
    rows = []
    for pdf, title in ((novel, "ท่าเรือ"), (textbook, "หน้ากระดาษ")):
        begins = opening(pdf, title)
        rows.append(spreads(pdf, 3, 1))
        rows[-1] = _beside(rows[-1], spreads(pdf, begins - 1 + begins % 2, 2))
    sheet = PIL.Image.new(
        "RGB", (max(r.width for r in rows), sum(r.height for r in rows) - GAP), GREY
    )
    sheet.paste(rows[0], (0, 0))
    sheet.paste(rows[1], (0, rows[0].height - GAP))
    path = ROOT / "docs" / "images" / f"design-{design}.png"
    sheet.convert("L").quantize(32).save(path, optimize=True)
    return path


def _beside(left: PIL.Image.Image, right: PIL.Image.Image) -> PIL.Image.Image:
    sheet = PIL.Image.new("RGB", (left.width + right.width - GAP, left.height), GREY)
    sheet.paste(left, (0, 0))
    sheet.paste(right, (left.width - GAP, 0))
    return sheet


SPECIMEN = """<style>{faces}
@page {{ size: 190mm {height}mm; margin: 7mm }}
body {{ font: 11pt/1.7 S0 }} p {{ margin: 0 0 2.2mm }}
small {{ display: block; font: 7.5pt/1.3 S0; color: #666 }}
.display {{ font-size: 19pt; line-height: 1.6 }}
</style>{body}"""
WORDS = (
    "เช้าวันนั้นหมอกลงจัดจนมองไม่เห็นฝั่งตรงข้าม ยายจุดไฟในเตาถ่าน เสียงไม้แตกดังเปรี๊ยะแล้วเงียบไป "
    "ควันลอยต่ำเรี่ยพื้นกระดาน Typography 1234 ๑๒๓๔ “ที่นี่” <b>ตัวหนา</b> <i>ตัวเอน</i>"
)
TITLE = "สายน้ำไม่ไหลกลับ ปีที่ ๑๒"


def specimen() -> Path:
    """The picture of docs/fonts.md: the same words in every family, at one size."""
    # Imported late: most runs draw no specimen.
    import weasyprint

    faces: list[str] = []
    body: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        for role, key in (("text", "body"), ("display", "headings")):
            for family in bundled(role):
                number = len(body)
                design = load_design(Typography(**{key: family}))  # type: ignore[arg-type]
                for font in design.fonts:
                    if font.name.startswith(f"{family}/"):
                        file = Path(name, f"{number}-{Path(font.name).name}")
                        file.write_bytes(font.data)
                        weight = "bold" if "Bold" in file.stem and role == "text" else "normal"
                        style = "italic" if "Italic" in file.stem else "normal"
                        faces.append(
                            f"@font-face {{ font-family: S{number}; src: url({file.as_uri()}); "
                            f"font-weight: {weight}; font-style: {style} }}"
                        )
                words = WORDS if role == "text" else TITLE
                label = f"<small>{key}: {family}</small>"
                look = f'class="{role}" style="font-family: S{number}"'
                body.append(f"<div>{label}<p {look}>{words}</p></div>")
        html = SPECIMEN.format(faces="".join(faces), body="".join(body), height=342)
        data = weasyprint.HTML(string=html).write_pdf()
    page = pypdfium2.PdfDocument(data)[0].render(scale=110 / 72).to_pil().convert("L")
    path = ROOT / "docs" / "images" / "fonts.png"
    page.quantize(32).save(path, optimize=True)
    return path


def said(epub: Path) -> Iterator[str]:
    """What the checkers say of an EPUB."""
    checked = check_file(epub)
    yield from (f"{each.place()} {each.message()}" for each in checked.problems)
    yield from (f"{name} did not run" for name in checked.idle)


def main() -> None:
    """Print a line for each design and sample."""
    if "--pictures" in sys.argv:
        print(specimen())
    wanted = [word for word in sys.argv[1:] if not word.startswith("-")] or list(designs())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for design in wanted:
            made = {sample: built(design, sample, folder) for sample in SAMPLES}
            for sample, (epub, pdf) in made.items():
                faults = [*said(epub), *unread(pdf, sample)]
                pages = len(pypdfium2.PdfDocument(pdf))
                print(
                    f"{design:10} {sample:9} {pages:4} pages  {'; '.join(faults) or 'ok'}",
                    flush=True,
                )
            if "--pictures" in sys.argv:
                print(picture(design, made["novel"][1], made["textbook"][1]))


if __name__ == "__main__":
    main()
