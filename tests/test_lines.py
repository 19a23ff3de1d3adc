"""What the lines of a Markdown text are: the same for the book and for all who ask."""

from __future__ import annotations

import re
import time
from collections import Counter
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from anything import CHAOTIC, TIDY
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import SearchStrategy
from markdown.extensions.footnotes import FootnoteBlockProcessor
from markdown.util import STX

from thaibook.grammar import Kind, arranged, lines_as_read, scan, without_mdx
from thaibook.load import exceeded_limits
from thaibook.markup.converter import _converter
from thaibook.model import Chapter

KINDS = [
    ("ก\n\nข", "PROSE BLANK PROSE"),
    ("# ก\nข\n===\n    ค", "HEADING HEADING UNDERLINE CODE"),
    ("ก\n---\nข\n\n---", "HEADING UNDERLINE PROSE BLANK RULE"),
    ("```python\n# ก\n```\nข", "FENCE CODE FENCE PROSE"),
    ("> ```\n> ก\n\nข", "FENCE CODE BLANK PROSE"),
    ("    ```\n    ก\n\n- ก\n\n    ```\n    ข", "CODE CODE BLANK PROSE BLANK FENCE CODE"),
    ("- ```\n  ก\n  ```\n  ข", "FENCE CODE FENCE PROSE"),  # no fence beside the sign of an item
    ("$$\nx\n\ny\n$$\n{#a}", "FORMULA FORMULA FORMULA FORMULA FORMULA FORMULA"),
    ("$$\nx", "PROSE PROSE"),
    ("ก\n|ก|ข|\n|-|-|\n|ค|ง|", "PROSE ROW DASHES ROW"),
    ("|ก|ข|\n|ค|ง|", "PROSE PROSE"),
    ("::: กลอน\n# ก\n:::\n# ข", "DIVISION VERSE DIVISION HEADING"),
    ("/// note | ก\n- ข\n///", "DIVISION PROSE DIVISION"),
    ('!!! note "ก"\n    # ข\n\nค', "BOX HEADING BLANK PROSE"),
    ("<div>\n# ก\n\n# ข\n</div>", "HTML HEADING BLANK HEADING HTML"),
    ("<!-- # ก\n\n# ข -->\n<!-- ค --> ง", "COMMENT COMMENT COMMENT PROSE"),
    ("<pre>\n\n# ง\n</pre>", "HTML HTML HTML HTML"),
    ("[^1]: ก\n\n    # ข\n\n        ค\n\nง", "PROSE BLANK HEADING BLANK CODE BLANK PROSE"),
    ("[ก]: https://a.th\n*[ก]: ข\n\\newpage", "LINK ABBREVIATION PAGE"),
    ("import A from 'a'\n{/* ก\n# ข */}\n\n# ค", "MDX MDX MDX BLANK HEADING"),
    ("ก\n:   ข\n\n    ค\n\n        ง", "PROSE PROSE BLANK PROSE BLANK CODE"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), KINDS, ids=[str(n) for n in range(len(KINDS))])
def test_each_line_is_of_one_kind(text: str, wanted: str) -> None:
    assert " ".join(line.kind.name for line in scan(text)) == wanted


def test_a_line_knows_what_it_stands_in_and_where_its_words_begin() -> None:
    lines = scan("> - ก\n>   1. # ข\n>\n>\t[^a]: ค\n\n2568. ง\nก. จ\n\n[^b]: ๑) ฉ")
    places = [(line.quotations, line.items, line.notes) for line in lines]
    assert places[:4] == [(1, 1, 0), (1, 2, 0), (1, 2, 0), (1, 1, 1)]
    assert [line.begins for line in lines[:2]] == [4, 7]
    assert [line.markers for line in lines] == [
        ("-",), ("1.",), (), ("[^a]:",), (), (), (), (), ("[^b]:", "๑)"),
    ]  # fmt: skip


def test_a_fence_tells_its_language_and_that_nothing_closes_it() -> None:
    lines = scan("```{.Python}\n```\n\n~~~ text\nก")
    assert [(line.language, line.is_open) for line in lines if line.kind is Kind.FENCE] == [
        ("Python", False), ("", False), ("text", True),
    ]  # fmt: skip


def _built(text: str) -> Counter[str]:
    """How many headings, items, rules, notes, rows and lines of code Markdown makes."""
    engine = _converter().reset()
    lines = without_mdx(arranged(text), keep_lines=False).split("\n")
    for step in engine.preprocessors:
        lines = step.run(lines)
    root = engine.parser.parseDocument(lines).getroot()
    assert root is not None
    counts = _counts(root)
    processors = engine.parser.blockprocessors
    footnotes = next(p for p in processors if isinstance(p, FootnoteBlockProcessor)).footnotes
    read: set[str] = set()
    while unread := [name for name in footnotes.footnotes if name not in read]:
        read.add(unread[0])
        note = Element("div")
        engine.parser.parseChunk(note, footnotes.footnotes[unread[0]])
        counts += _counts(note)
    return counts + Counter(note=len(read))


def _counts(root: Element) -> Counter[str]:
    counts: Counter[str] = Counter()
    for element in root.iter():
        name = re.sub("^h[1-6]$", "heading", str(element.tag))
        if name == "code":
            counts[name] += sum(
                bool(line.strip()) and STX not in line for line in (element.text or "").split("\n")
            )
        elif name == "tr":  # an empty row below a head alone is Markdown's own
            counts[name] += any(cell.text or len(cell) or cell.tag == "th" for cell in element)
        elif name in ("heading", "li", "hr"):
            counts[name] += 1
    return counts


def _scanned(text: str) -> Counter[str]:
    counts: Counter[str] = Counter()
    notes: set[str] = set()
    fenced = False
    names = {Kind.HEADING: "heading", Kind.RULE: "hr", Kind.ROW: "tr", Kind.CODE: "code"}
    for line, written in zip(lines_as_read(text), text.split("\n"), strict=True):
        fenced = (line.kind is Kind.FENCE and not fenced) or (fenced and line.kind is Kind.CODE)
        if line.kind in names and not fenced and written[line.begins :].strip():
            counts[names[line.kind]] += 1
        notes.update(marker for marker in line.markers if marker[0] == "[")
        counts["li"] += sum(marker[0] != "[" for marker in line.markers)
    return counts + Counter(note=len(notes))


@pytest.mark.parametrize(("texts", "most"), [(TIDY, 0), (CHAOTIC, 1)], ids=["tidy", "chaotic"])
def test_lines_are_what_markdown_makes_of_them(texts: SearchStrategy[str], most: int) -> None:
    """Of any manuscript; of those that nobody would write, one may differ. The texts are not the
    same in each run: Hypothesis takes words from the modules that happen to be loaded."""
    other: list[str] = []

    @settings(
        max_examples=150, derandomize=True, deadline=None, database=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(texts)
    def run(text: str) -> None:
        if _scanned(text) != +_built(text):
            other.append(text)

    run()
    assert len(other) <= most, other[0]


@pytest.mark.parametrize(
    "text",
    [
        "ก. - ก\n    - ข\n(ค) ง",  # a paragraph that is indented, and begins a list
        "ก. > ก\n    > ```\n    > ข",
        "ก\n    # ข",
        "1. * ```text\n        ```\n        ```\n1. >     ก",
        "> ::: verse\n> > ```python\n> > ก",
        "::: verse\n> ```\n> > :::",
        "ก\n: - ข[^a]\n\n        [^a]: # ค\n\n    - ง",
        "ก[^a]\n\n[^a]: ข[^b]\n\n    [^b]: - ค",
    ],
)
def test_lines_that_were_read_otherwise_once(text: str) -> None:
    assert _scanned(text) == +_built(text)


ENDLESS = [
    "- ", "1. ", "> ", "```\n", "::: a\n", ":::\n", "# a\n", "a\n===\n", "|a|b\n|-|-\n", "|-|-|\n",
    "[^1]: a\n", "[a]: b\n", "[a]:\n", "ก. a\nข) b\n", "- a\n\n", "* * *\n", "$$\n", "> $$\n",
    "~~~\n> ~~~\n", "<div>\n\n", "<!--\n", "<pre>\n", "*[a]: b\n", ": a\n", "a\n: b\n\n", "    a\n",
    "!!! a\n    b\n", "/// a\n", "\t", " ", "   \n", "{/* a */}\n", "<A b={1} />\n", "- a\n1. b\n",
    "> - a\n\n", "+++\n", "# a\\\n", " -", "--- ",
]  # fmt: skip


@pytest.mark.parametrize("piece", ENDLESS, ids=[str(n) for n in range(len(ENDLESS))])
def test_no_text_takes_long_to_scan(piece: str) -> None:
    """Four times the text may not take sixteen times as long; slow machines are allowed for."""

    def seconds(length: int) -> float:
        begin = time.process_time()
        scan("ก" + piece * (length // len(piece)) + "\nก")
        return time.process_time() - begin

    # Another process may take the caches of this one away: then once more.
    tries = ((seconds(40_000), seconds(10_000)) for _ in range(3))
    assert any(longer < 0.2 + 10 * shorter for longer, shorter in tries)


@pytest.mark.parametrize("signs", ["> ", "- ", "!!! a\n", "::: a\n"])
def test_what_stands_deep_within_is_scanned(signs: str) -> None:
    lines = ["    " * level + signs + "ก" for level in range(300)]
    assert len(scan("\n".join(lines))) == sum(line.count("\n") + 1 for line in lines)
    assert len(scan(signs * 5000 + "ก")) == 5000 * signs.count("\n") + 1


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("# ก\n\n" * 2001, "headings"),
        ("ก\n---\n\n" * 2001, "headings"),
        ("```\n" + "# ก\n" * 2100 + "```\n", ""),  # comments of a program
        ("#" * 9 + " ก\n" + "---\n\n" * 2100, ""),
        ("2568. " * 60 + "ก", ""),  # years
        ("๑. " * 60 + "ก", "levels within one another"),
    ],
)
def test_limits_count_what_markdown_reads(text: str, what: str) -> None:
    problems = exceeded_limits(Chapter(Path("a.md"), text))
    assert [problem.message() for problem in problems if what not in problem.message()] == []
    assert len(problems) == bool(what)
