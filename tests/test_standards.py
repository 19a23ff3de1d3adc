"""The PDF holds PDF/UA-1 and PDF/A-2a at once, as veraPDF says; and `check` says who looked."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pikepdf
import PIL.Image
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from conftest import DATA, ROOT, run

from thaibook.build import build
from thaibook.check import Verified, verify
from thaibook.check.standards import verapdf
from thaibook.check.standards.claims import claims_of
from thaibook.check.standards.own_look import faults_of_a, faults_of_ua
from thaibook.check.validation import check_file
from thaibook.pdf.accessible_2 import as_ua2

BOTH, NEWER = ("PDF/A-2a", "PDF/UA-1"), ("PDF/A-4", "PDF/UA-2")
COLOURS = "ดำ น้ำตาล แดง ส้ม เหลือง เขียว น้ำเงิน ม่วง เทา ขาว".split()


@pytest.fixture(scope="module")
def technical(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book with all that engineers write, its long table and its pictures."""
    folder = tmp_path_factory.mktemp("technical") / "book"
    shutil.copytree(DATA / "technical", folder)
    head = "| แถบที่หนึ่ง | แถบที่สอง | ค่า (Ω) |\n|---|---|--:|\n"
    rows = [
        f"| {one} | {two} | {10 * tens + units} |\n"
        for tens, one in enumerate(COLOURS)
        for units, two in enumerate(COLOURS)
    ]
    chapter = folder / "ohm.md"
    table = f"{head}{''.join(rows)}\nTable: รหัสสี {{#colours}}\n"
    chapter.write_text(chapter.read_text("utf-8").replace("{TABLE}\n", table), "utf-8")
    PIL.Image.new("RGBA", (300, 200), (0, 90, 200, 80)).save(folder / "glass.png")
    for name, size in (("meter.jpg", (400, 300)), ("cover.jpg", (1200, 1700))):
        PIL.Image.new("CMYK", size, (200, 140, 20, 30)).save(folder / name)  # as printers have it
    return folder


@pytest.fixture(scope="module")
def article(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The PDF of the article in book/."""
    (path,) = build(ROOT / "book", tmp_path_factory.mktemp("article"), epub=False).files
    return path


@pytest.fixture(scope="module")
def verified(
    sample: tuple[Path, Path],
    article: Path,
    technical: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, Verified]:
    """What veraPDF says of four books, in one run."""
    made = tmp_path_factory.mktemp("made")
    assert run("new", str(made / "starter")).returncode == 0
    books = {"starter": made / "starter", "technical": technical}
    files = {
        "sample": sample[1],
        "article": article,
        "broken": made / "ไฟล์ เสีย.pdf",
        "torn": made / "torn.pdf",
    }
    for name, folder in books.items():
        (files[name],) = build(folder, made / name, epub=False).files
    for name in ("article", "sample", "technical"):
        files[f"{name}, newer"] = made / f"{name}.ua-2.pdf"
        files[f"{name}, newer"].write_bytes(as_ua2(files[name].read_bytes()))
    _break(files["article"], files["broken"])
    files["torn"].write_bytes(files["article"].read_bytes()[:40_000])
    answers = verify(files.values())
    return {name: answers[path] for name, path in files.items()}


def _break(article: Path, broken: Path) -> None:
    """Put a link into a PDF that is in no structure and says nothing."""
    with pypdfium2.PdfDocument(article) as document:
        page = document[0]
        annotation = pdfium.FPDFPage_CreateAnnot(page.raw, pdfium.FPDF_ANNOT_LINK)
        pdfium.FPDFPage_CloseAnnot(annotation)
        document.save(broken)


@pytest.mark.parametrize("book", ["article", "sample", "starter", "technical"])
def test_the_pdf_is_for_everyone_and_for_the_archive(
    verified: dict[str, Verified], book: str
) -> None:
    answer = verified[book]
    assert answer.problems == ()
    assert (answer.claims, answer.by_verapdf, answer.faults) == (BOTH, True, (0, 0))


@pytest.mark.parametrize("book", ["article", "sample", "technical"])
def test_the_newer_standards_can_be_asked_for(verified: dict[str, Verified], book: str) -> None:
    answer = verified[f"{book}, newer"]
    assert answer.problems == ()
    assert (answer.claims, answer.by_verapdf, answer.faults) == (NEWER, True, (0, 0))


def test_the_newer_file_says_and_shows_the_same(sample: tuple[Path, Path], tmp_path: Path) -> None:
    data = sample[1].read_bytes()
    newer = as_ua2(data)
    assert newer == as_ua2(data)
    (tmp_path / "newer.pdf").write_bytes(newer)
    texts = [
        subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True).stdout
        for path in (sample[1], tmp_path / "newer.pdf")
    ]
    assert texts[0] == texts[1]
    with pikepdf.open(tmp_path / "newer.pdf") as pdf:
        assert pdf.pdf_version == "2.0"
        names = pdf.Root.Names.Dests.Names
        leads = {str(names[n]): names[n + 1] for n in range(0, len(names), 2)}
        title = leads["chapter-1-title"]
        assert title.SD[0].S == "/H1"
        assert title.D[0] == title.SD[0].Pg  # what does not know elements goes to the page
        assert pdf.Root.Outlines.First.A.SD[0].S == "/H1"


# --- what `check` says


def test_a_file_claims_what_its_metadata_say() -> None:
    packed = (
        b"<</Type /Metadata/Subtype /XML>>\nstream\n<x pdfaid:part='3' pdfaid:conformance=\"B\"/>"
    )
    assert [claim.name for claim in claims_of(packed)] == ["PDF/A-3b"]
    element = b"<</Type /Metadata>>\nstream\n<pdfuaid:part>2</pdfuaid:part>"
    assert [claim.flavour for claim in claims_of(element)] == ["ua2"]
    assert claims_of(b"%PDF-1.7 pdfaid:part='1'") == ()


def test_check_says_that_verapdf_looked(article: Path) -> None:
    done = run("check", str(article))
    assert "PDF/A-2a, PDF/UA-1: veraPDF found nothing wrong" in done.stdout
    assert done.stdout.endswith("ok\n")


def test_without_java_check_looks_itself_and_says_so(
    article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verapdf, "verapdf_jar", lambda: None)
    checked = check_file(article)
    assert [problem.code for problem in checked.problems] == ["check-skipped"]
    assert checked.idle == ("veraPDF",)
    assert not checked.verified.by_verapdf


def test_a_claim_that_is_not_true_is_told(verified: dict[str, Verified]) -> None:
    broken = verified["broken"]
    assert (broken.claims, broken.by_verapdf) == (BOTH, True)
    assert all(broken.faults)
    assert {problem.code for problem in broken.problems} == {"pdf-standard"}


def test_we_see_some_of_it_ourselves(article: Path, tmp_path: Path) -> None:
    _break(article, tmp_path / "broken.pdf")
    assert [fault.clause for fault in faults_of_ua(tmp_path / "broken.pdf")] == ["7.18.5-2"]
    assert (faults_of_a(article), faults_of_ua(article)) == ([], [])


def test_a_file_that_claims_nothing_is_not_held_to_anything(tmp_path: Path) -> None:
    plain = tmp_path / "plain.pdf"
    with pypdfium2.PdfDocument.new() as document:
        document.new_page(300, 400).close()
        document.save(plain)
    answer: dict[Path, Verified] = verify([plain, tmp_path / "none.pdf"])
    assert answer == {plain: Verified()}
    assert "claims neither PDF/UA nor PDF/A" in run("check", str(plain)).stdout


def test_a_file_that_cannot_be_read_keeps_no_other_from_its_answer(
    verified: dict[str, Verified],
) -> None:
    assert not any(verified["torn"].faults)
    assert not verified["torn"].by_verapdf
