"""Citations: `[@key]` from BibTeX and CSL-JSON, and the list of works in the Thai form of APA."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from thaibook.build import prepare
from thaibook.load import load_manuscript
from thaibook.load.citing import Citations, read_works
from thaibook.messages import BookError, Problem

Files = Callable[..., Path]
BIB = r"""
@book{wan, author={มีวรรค, วันดี}, title={วรรคตอน}, publisher={ดอยหลวง}, year={2020}, edition={3}}
@book{wan2, author={วันดี มีวรรค}, title={ย่อหน้า}, publisher={ดอยหลวง}, year={2563}}
@phdthesis{dam, author={ดำ ดี and แดง ดี}, title={การตัดคำ}, school={มหาวิทยาลัยเชียงใหม่}, year=2560}
@incollection{ch, author={ฟ้า ใส}, title={คำ}, booktitle={ภาษา}, editor={น้ำ เย็น}, pages={5--9},
  year=2565, publisher={ดอยหลวง}}
@article{k, author={Knuth, Donald E. and Plass, Michael F.}, title={Breaking {Paragraphs}},
  journal={Software}, volume=11, number=11, pages={1119--1184}, year=1981, doi={10.1002/spe}}
@online{cafe, author={Jos{\'e} M{\"u}ller}, title={Type}, url={https://example.org/a_b}, year=2024}
"""
KNUTH = "(Knuth & Plass, 1981)"
CSL = [
    {"id": "wan", "type": "book", "title": "วรรคตอน", "publisher": "ดอยหลวง", "edition": "3",
     "author": [{"given": "วันดี", "family": "มีวรรค"}], "issued": {"date-parts": [[2020]]}},
    {"id": "k", "type": "article-journal", "title": "Breaking", "container-title": "Software",
     "author": [{"given": "Donald E.", "family": "Knuth"}], "issued": {"date-parts": [[1981, 11]]}},
]  # fmt: skip


def _cited(text: str, bib: str = BIB) -> tuple[str, Citations, list[Problem]]:
    problems: list[Problem] = []
    citations = Citations(read_works(bib, Path("refs.bib"), problems))
    return citations.cited(text, Path("a.md"), problems), citations, problems


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("[@dam]", "(ดำ ดี และแดง ดี, 2560)"),
        ("[@wan]", "(วันดี มีวรรค, 2563ก)"),  # of the Buddhist Era, and told from the other
        ("[@wan2, น. 4; ดู @k]", "(วันดี มีวรรค, 2563ข, น. 4; ดู Knuth & Plass, 1981)"),
        ("[-@k, p. 7]", "(1981, p. 7)"),
        ("ตาม @ch เขียน", "ตาม ฟ้า ใส (2565) เขียน"),
        ("`[@k]` a@k.com [@k](b.md)", "`[@k]` a@k.com [@k](b.md)"),
        (
            "[@k][ก]{.margin} [@k][-@k]",
            "(Knuth & Plass, 1981)[ก]{.margin} (Knuth & Plass, 1981)(1981)",
        ),
        ("[ดู @k][label]", "[ดู Knuth & Plass (1981)][label]"),
    ],
)
def test_a_citation_says_author_and_year(typed: str, said: str) -> None:
    text, _, problems = _cited(typed)
    assert (text.replace("\\", ""), problems) == (said, [])


def test_code_stays_as_it_is() -> None:
    text = "ก\n\n```\n[@k]\n```\n"
    assert _cited(text)[0] == text


def test_the_list_has_what_was_cited_in_the_form_of_apa() -> None:
    _, citations, _ = _cited("[@k; @wan; @ch; @dam; @cafe]")
    assert citations.entries() == (
        "ดำ ดี และแดง ดี. (2560). <i>การตัดคำ</i> [วิทยานิพนธ์ปริญญาเอก]. มหาวิทยาลัยเชียงใหม่.",
        "ฟ้า ใส. (2565). คำ. ใน น้ำ เย็น (บ.ก.), <i>ภาษา</i> (น. 5–9). ดอยหลวง.",
        "วันดี มีวรรค. (2563ก). <i>วรรคตอน</i> (พิมพ์ครั้งที่ 3). ดอยหลวง.",
        "Knuth, D. E., &amp; Plass, M. F. (1981). Breaking Paragraphs. <i>Software, 11</i>(11), "
        "1119–1184. https://doi.org/10.1002/spe",
        "Müller, J. (2024). <i>Type</i>. https://example.org/a_b",
    )


def test_csl_json_says_the_same() -> None:
    problems: list[Problem] = []
    citations = Citations(read_works(json.dumps(CSL), Path("refs.json"), problems))
    assert citations.cited("[@wan; @k]", Path("a.md"), problems) == (
        "(วันดี มีวรรค, 2563; Knuth, 1981)"
    )
    assert problems == []


def test_what_is_wrong_is_told_where_it_stands() -> None:
    broken = "@book{a, title={ก}, year=2560}\n\n@book{b, title={ไม่ปิด\n@book{c, title={ค}}\n"
    text, _, problems = _cited("หนึ่ง\n\n[@a] [@nobody]", broken)
    assert text.endswith("\\[@nobody]")
    told = [(each.code, each.line) for each in problems]
    assert told == [("works-unreadable", 3), ("citation-missing", 3)]


def test_a_file_that_is_not_there_is_an_error(manuscript: Files) -> None:
    with pytest.raises(BookError) as told:
        load_manuscript(manuscript(yaml="bibliography: [none.bib, ../out.bib]\n"))
    codes = {(each.code, each.line) for each in told.value.problems}
    assert codes == {("works-missing", 3), ("outside-book", 3)}


def test_the_list_stands_where_the_author_wants_it_or_at_the_end(manuscript: Files) -> None:
    bib = {"r.bib": BIB.encode()}
    cited = "# ก\n\nอ้าง [@k]\n"
    book = prepare(manuscript(cited, yaml="bibliography: r.bib\n", **bib))[1]
    last = [section for section in book.sections if section.kind == "bibliography"]
    assert "<i>Software, 11</i>" in last[0].body
    assert 'href="https://doi.org/10.1002/spe"' in last[0].body
    cited += "\n::: บรรณานุกรม\n:::\n"
    book = prepare(manuscript(cited, yaml="bibliography: r.bib\n", **bib))[1]
    assert [section.kind for section in book.sections if "Software" in section.body] == ["chapter"]


def test_sections_have_numbers_in_text_and_contents(manuscript: Files) -> None:
    text = "# บท\n\n## หนึ่ง\n\n### ย่อย\n\n### ย่อยสอง\n\n## สอง\n\nดู [](#สอง)\n"
    yaml = "typography: {sections: true, numbering: arabic, digits: thai}\n"
    book = prepare(manuscript(text, yaml=yaml))[1]
    chapter = next(each for each in book.sections if each.kind == "chapter")
    titles = [heading.title for heading in chapter.headings[1:]]
    assert titles == ["๑.๑ หนึ่ง", "๑.๑.๑ ย่อย", "๑.๑.๒ ย่อยสอง", "๑.๒ สอง"]
    assert re.search(r'class="ref auto"[^>]*>สอง</a>', chapter.body)
