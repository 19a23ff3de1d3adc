"""The page of the preview in a browser: it follows the manuscript, and names its lines."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from conftest import ROOT
from readers.engines import chromium

Write = Callable[..., Path]

LONG = "\n\n".join(
    f"ย่อหน้าที่ {n} " + " ".join(f"ประโยคที่ {n * 40 + m} ยาวพอสมควร" for m in range(30))
    for n in range(1, 25)
)
EVIL = "<script>window.evil=1</script> <b onclick='window.evil=1'>หนา</b>"

# Expressions of JavaScript: what the page shows.
FRAME = "document.querySelector('#glass iframe')"
READY = f"{FRAME} && !{FRAME}.className && document.querySelector(`[data-index='0'] img`)"
STATUS = "document.querySelector('#status-text').textContent"
DOING = "document.querySelector('#doing').textContent"
NOTICE = "document.querySelector('#notice')"
TOAST = "document.querySelector('#place').textContent"
FOLIO = "document.querySelector('#folio').value"
MESSAGES = "document.querySelector('#messages-list').textContent"
MARK = "document.querySelector('.mark')"
PAGE_OF_MARK = f"Number({MARK}.parentElement.dataset.index)"
CLEAR = "textContent.replaceAll('\\u200b', '')"  # without marks between words
MARKED = f"{FRAME}?.contentDocument.querySelector('.preview-mark')?.{CLEAR}"
DESK = "document.querySelector('#sheets').getBoundingClientRect()"
# The indices of the pages that are seen, and whether the mark is.
SEEN = f"""(desk => [...document.querySelectorAll('.leaf')].filter(leaf => {{
    const box = leaf.getBoundingClientRect()
    return box.top < desk.bottom - 200 && box.bottom > desk.top + 200
}}).map(leaf => Number(leaf.dataset.index)))({DESK})"""
IN_VIEW = f"""((box, desk) => box && box.top >= desk.top && box.top < desk.bottom)(
    {MARK}?.getBoundingClientRect(), {DESK})"""
# The pages of the second edition whose pictures were fetched.
FETCHED = """performance.getEntriesByType('resource')
    .map(each => each.name.match(/page.2.([0-9]+).[0-9]+$/)?.[1])
    .filter(Boolean).map(Number)"""
STYLE = f"""(({{ contentWindow: view, contentDocument: page }}) => {{
    const {{ fontSize, backgroundColor, width }} = view.getComputedStyle(page.documentElement)
    return [view.getComputedStyle(page.body).columnWidth, fontSize, backgroundColor, width]
}})({FRAME})"""
# How far the lines of the e-book stand from the left of the device's glass, on each turn.
INDENTS = f"""(async ({{ contentDocument: page }}) => {{
    const found = []
    for (let turn = 0; turn < 4; turn += 1) {{
        const lefts = [...page.querySelectorAll('p')].flatMap(each => [...each.getClientRects()])
            .map(box => Math.round(box.left)).filter(left => left >= 0 && left < 390)
        found.push(...lefts)
        document.querySelector('#screen-next').click()
        await new Promise(done => setTimeout(done, 100))
    }}
    return [...new Set(found)]
}})({FRAME})"""
WIDTH = "document.documentElement.scrollWidth"


def _choose(title: str) -> str:
    """Choose a chapter of the e-book."""
    return f"""(list => {{
        list.value = [...list.options].findIndex(each => each.text === '{title}')
        list.dispatchEvent(new Event('change'))
    }})(document.querySelector('#chapter'))"""


def _click_in_frame(words: str) -> str:
    """Click the paragraph of the e-book that begins with these words."""
    return f"""[...{FRAME}.contentDocument.querySelectorAll('p')]
        .find(each => each.{CLEAR}.startsWith('{words}')).click()"""


@contextmanager
def _previewing(*words: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The program, and the address that it printed."""
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "make_book.py"), "preview", *words],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert process.stdout
        yield process.stdout.readline().strip(), process
    finally:
        process.terminate()
        process.communicate(timeout=20)


Step = tuple[Any, ...]


def _drive(address: str, **steps: Step | list[Step]) -> dict[str, Any]:
    """What Chromium says to each step, by the step's name; to some in a row, to the last."""
    rows = [(name, step if isinstance(step, list) else [step]) for name, step in steps.items()]
    job = {
        "address": address,
        "chromium": chromium(),
        "axe": str(ROOT / "tests/js/node_modules/@daisy/axe-core-for-ace/axe.min.js"),
        "steps": [step for _, row in rows for step in row],
    }
    ran = subprocess.run(
        ["node", str(ROOT / "tests" / "preview_page.mjs")], input=json.dumps(job),
        capture_output=True, text=True, encoding="utf-8", timeout=500, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    answers = iter(json.loads(ran.stdout))
    return {name: [next(answers) for _ in row][-1] for name, row in rows}


def _until(expression: str) -> Step:
    return "until", expression


def _say(expression: str) -> Step:
    return "evaluate", expression


def _click(selector: str, *place: float) -> Step:
    return "click", f"document.querySelector('{selector}')", *place


def test_the_page_follows_the_manuscript(manuscript: Write) -> None:
    text = f"# บทหนึ่ง\n\n{LONG}\n\n{EVIL}\n"
    folder = manuscript(text)
    changed = text.replace("ย่อหน้าที่ 20 ", "ย่อหน้าที่ยี่สิบ ")
    chapter = str(folder / "a.md")
    with _previewing(str(folder), "--lang", "th") as (address, process):
        said = _drive(
            address,
            at_first=_say(f"document.body.dataset.doing + ' ' + {DOING}"),
            status=[_until(READY), _say(STATUS)],
            pages=_say("document.querySelectorAll('.leaf').length"),
            # a paragraph far away is changed
            saved=("write", chapter, changed),
            shown=[_until(f"({MARKED})?.includes('ยี่สิบ')"), _until(MARK), _say(PAGE_OF_MARK)],
            seen=_say(SEEN),
            fetched=_say(FETCHED),
            # an error
            broken=("write", chapter, changed + "\n\n![](none.png)\n"),
            notice=[_until(f"!{NOTICE}.hidden"), _say(f"{NOTICE}.textContent")],
            messages=_say(MESSAGES),
            still_seen=_say(SEEN),
            axe=("axe",),
            sandbox=_say("[...document.querySelectorAll('iframe')].map(f => f.sandbox.value)"),
            # it is mended
            mended=[("write", chapter, changed), _until(f"{NOTICE}.hidden")],
            evil=_say(f"window.evil ?? {FRAME}.contentWindow.evil ?? 'nothing ran'"),
        )
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=20) == 130
    assert said["at_first"].startswith(("loading กำลัง", "building กำลัง"))
    assert said["status"].startswith("ตรงกับที่บันทึก")
    assert said["pages"] > 6
    assert said["shown"] in said["seen"]
    assert said["shown"] > 3
    assert 0 not in said["fetched"]  # the cover looks as before
    assert "เล่มล่าสุดที่สร้างได้" in said["notice"]
    assert "image-missing" in said["messages"]
    assert "html-removed" in said["messages"]
    assert said["still_seen"] == said["seen"]  # the last good book stays where it was
    assert said["axe"] == []
    assert set(said["sandbox"]) == {"allow-same-origin"}
    assert said["evil"] == "nothing ran"


def test_paper_and_screen_go_in_step_and_name_their_lines(manuscript: Write) -> None:
    loose = f"กิน {'W' * 24} แล้ว {'M' * 30} จึงกลับบ้าน"  # no line can be filled
    folder = manuscript(f"# บทหนึ่ง\n\n{LONG}\n\nกินต่างๆมาก\n\n{loose}\n")
    with _previewing(str(folder), "--lang", "en") as (address, _):
        said = _drive(
            address,
            axe=[_until(READY), ("axe",)],
            # the paper follows the e-book
            chapter=_say(_choose("บทหนึ่ง")),
            followed=_until(f"{FRAME}?.src.includes('chapter-1') && ({SEEN})[0] > 1"),
            drawn=_until(f"document.querySelector(`[data-index='${{({SEEN})[0]}}'] img`)"),
            indents=_say(INDENTS),
            back=[_say(_choose("บทหนึ่ง")), _until(f"({SEEN})[0] > 1")],
            # a click on the paper
            clicked=("click", f"document.querySelector(`[data-index='${{({SEEN}).at(-1)}}']`)"),
            place=[_until(f"({TOAST}).includes('a.md:')"), _say(TOAST)],
            marked=[_until(MARKED), _say(f"({MARKED}).slice(0, 12)")],
            # a click in the e-book
            click=_say(_click_in_frame("ย่อหน้าที่ 5 ")),
            in_step=[_until(f"({MARKED})?.startsWith('ย่อหน้าที่ 5 ')"), _until(IN_VIEW)],
            place_of_five=_say(TOAST),
            # a message leads to its page
            messages=[_click("#messages-button"), _click("#messages-list .acts button")],
            led=[_until(f"({MARKED})?.startsWith('กินต่าง')"), _until(IN_VIEW)],
            axe_of_messages=("axe",),
            # what a proof-reader would mark, on the pages
            proof=[_click("#proof"), _until("document.querySelector('.flaw')"), ("axe",)],
            flaw=_say("document.querySelector('.flaw').title"),
            no_proof=[_click("#proof"), _until("!document.querySelector('.flaw')")],
            # keys
            focus=_say("document.querySelector('#sheets').focus({ preventScroll: true })"),
            turned=[_say(f"window.was = {FOLIO}"), ("key", "ArrowLeft"),
                    _until(f"{FOLIO} !== window.was")],
            walked=[("key", "ArrowDown"), _until(f"/a.md:[0-9]+/.test({TOAST})")],
            # how a reader sets it
            tablet=[*map(_click, ("button[data-device=tablet]", "#text-larger", "#night")),
                    _say(STYLE)],
            one_column=[_click("#columns"), _say(STYLE)],
            axe_in_the_dark=[_click("#theme"), ("axe",)],
            # a telephone
            telephone=[("screen", 360, 740), ("axe",)],
            width=_say(WIDTH),
            telephone_screen=[_click("button[data-view=screen]"), ("axe",)],
            width_of_screen=_say(WIDTH),
        )  # fmt: skip
    assert said["axe"] == said["axe_of_messages"] == said["axe_in_the_dark"] == []
    assert said["telephone"] == said["telephone_screen"] == []
    assert said["proof"] == []
    assert said["flaw"].startswith("page")
    assert len(said["indents"]) == 1
    assert said["width"] == said["width_of_screen"] == 360
    line = re.fullmatch(r".*a\.md:(\d+)(?: copied)?", said["place"])
    assert line
    paragraph = (folder / "a.md").read_text("utf-8").splitlines()[int(line[1]) - 1]
    assert paragraph.startswith(said["marked"])
    assert re.search(r"a\.md:11\b", said["place_of_five"])
    assert said["tablet"] == ["400px", "19.8px", "rgb(20, 20, 20)", "1024px"]
    assert said["one_column"][0] == "912px"
