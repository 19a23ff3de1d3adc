"""Manuscripts at random: what authors write, and what nobody would.

CHAOTIC chapters are any text with all of Markdown's signs; TIDY ones are whole and
well-formed, so that each of their letters has to arrive.
"""

# ruff: noqa: E501 (tables of what is typed)

from __future__ import annotations

import re

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

# --- letters: Thai in any order, and every sign that Markdown knows

THAI = st.text("กขคงจชดตนบปผพมยรลวสหอฮะัาำิีุูเแโใไ่้๊๋็์ๆฯ๐๑๒๓ฺํ๎", min_size=1, max_size=12)
WORDS = st.sampled_from(
    ["สวัสดีชาวโลก", "กำลังทำน้ำแข็ง", "เชียงใหม่", "พ.ศ. 2568", "ฯลฯ", "ต่าง ๆ", "Thai", "e-book", "A&B",
     "1 < 2 > 1", "100%", "C:\\temp", "a_b_c", "2568.", "ก.", "๑.", "http://a.th/?ก=1&b=2", "x@y.th",
     "https://a.co.th/ก_(ข).", "https://a.th/[ก]?b[0]", "www.a.th/&amp;", "http://ก.ไทย", "“คำพูด”", "'เดี่ยว'", '"คู่"', "…", "—", "\u200b", "\u00a0", "\u00ad", "😀", "漢字", "עברית",
     "a\u0301", "\ufe0f", "\u200d", "ﷺ", "𝒳"]
)  # fmt: skip
QUIET_WORDS = st.sampled_from(
    ["สวัสดีชาวโลก", "กำลังทำน้ำแข็ง", "พ.ศ. 2568", "ฯลฯ", "ต่าง ๆ", "Thai", "e-book", "100%", "“คำพูด”",
     "(วงเล็บ)", "1.5", "a_b_c", "x@y.th", "ดูhttps://a.th/ก-ข",
     "(www.a.co.thและ)", "…", "—", "é", "ก. ข.", "5 < 6", "A&B", "😀", "漢字", "\u200b"]
)  # fmt: skip
SIGNS = st.text("*_`~^=[](){}<>!#|:;$&\\\"'-+./ \n\t1๑กa", min_size=1, max_size=20)
ENTITIES = st.sampled_from(
    ["&amp;", "&lt;", "&gt;", "&quot;", "&nbsp;", "&#3585;", "&#xe01;", "&ก;", "&", "&#0;", "&copy;", "&#60;b&#62;"]
)  # fmt: skip
PLAIN = st.lists(st.one_of(THAI, WORDS, ENTITIES), min_size=1, max_size=6).map(" ".join)
CHAOS = st.lists(st.one_of(THAI, WORDS, SIGNS, ENTITIES), min_size=1, max_size=10).map("".join)
NAMES = st.sampled_from(["a", "b", "ก", "หมายเหตุ", "1", "x-1", "title", "a b", "A"])
ADDRESSES = st.sampled_from(
    ["http://example.org/ก?a=1&b=2", "https://a.th/(x)", "mailto:a@b.th", "#a", "#ก", "b.md", "b.md#a",
     "a.md#chapter-1-title", "nowhere.md", "../a.md", "/etc/passwd", "//a.th/x", "file:///etc/passwd",
     "javascript:x()", "", "#", "?q", "http://", "http://[", "http://a b/", "%zz", "<>", "a.png", "tel:1"]
)  # fmt: skip
PICTURES = st.sampled_from(["p.png", "p.jpg", "p.svg", "p.gif", "<p.png>", "./p.png"])


def _wrapped(inner: SearchStrategy[str]) -> SearchStrategy[str]:
    """What stands inside a line: marked text, links, notes, mathematics, raw HTML."""
    marks = st.sampled_from(
        ["*", "**", "_", "__", "***", "`", "``", "~~", "~", "^", "$", "$$", "==", '"', "'"]
    )
    tags = st.sampled_from(
        ["b", "i", "u", "s", "span", "a", "sub", "sup", "ruby", "rt", "kbd", "q", "abbr", "cite", "code", "small",
         "mark", "bdo", "del", "ins", "time", "var", "dfn", "div", "p", "font", "o:p", "center", "T"]
    )  # fmt: skip
    return st.one_of(
        inner,
        st.builds("{0}{1}{0}".format, marks, inner),
        st.builds("{0}{1}{2}".format, marks, inner, marks),
        st.builds("[{}]({})".format, inner, ADDRESSES),
        st.builds('[{}]({} "{}")'.format, inner, ADDRESSES, inner),
        st.builds("[{}][{}]".format, inner, NAMES),
        st.builds("[{}]{{.index}}".format, inner),
        st.builds('[{}]{{.index term="{}!{}"}}'.format, inner, THAI, THAI),
        st.builds("[{}]{{#{} .{} lang={}}}".format, inner, NAMES, st.just("x"), st.just("en")),
        st.builds("[^{}]".format, NAMES),
        st.builds("![{}]({})".format, inner, PICTURES),
        st.builds("<{0}>{1}</{0}>".format, tags, inner),
        st.builds('<{0} {1}="{2}">{3}'.format, tags, ATTRIBUTE_NAMES, inner, inner),
        st.builds("<{}>".format, tags),
        st.builds("</{}>".format, tags),
        st.builds("<{}>".format, ADDRESSES),
        st.builds("{}<br>{}".format, inner, inner),
        st.builds("<!-- {} -->{}".format, inner, inner),
        st.builds("${}$".format, st.sampled_from([r"\frac{1}{2}", "x^2_i", r"\text{ก}", r"\alpha", "{", r"\x", "ก"])),
    )  # fmt: skip


ATTRIBUTE_NAMES = st.sampled_from(
    ["id", "class", "href", "src", "style", "title", "lang", "dir", "onclick", "name", "width", "term", "align",
     "xml:lang", "epub:type", "data-x", "start", "colspan", "datetime", "role", "hidden"]
)  # fmt: skip
LINE = st.recursive(st.one_of(PLAIN, CHAOS), _wrapped, max_leaves=5).map(
    lambda text: re.sub(r"\n[^\S\n]*\n", "\n", text)
)
QUIET = st.lists(st.one_of(THAI, QUIET_WORDS), min_size=1, max_size=6).map(" ".join)
TIDY_LINE = st.one_of(
    QUIET,
    st.builds("{} **{}** *{}*".format, QUIET, QUIET, QUIET),
    st.builds("{} `{}` ~~{}~~".format, QUIET, QUIET, QUIET),
    st.builds(
        "{}~{}~ {}^2^ =={}==".format, QUIET, st.sampled_from(["2", "n+1", "ก"]), QUIET, QUIET
    ),
    st.builds("{} [{}](https://a.th/) {}".format, QUIET, QUIET, QUIET),
    st.builds("{} <b>{}</b> <o:p>{}</o:p>".format, QUIET, QUIET, QUIET),
    st.builds("{}<br>{}".format, QUIET, QUIET),
    st.builds("{} ![{}](p.png) {}".format, QUIET, QUIET, QUIET),
    st.builds("[{}]{{.index}} {}".format, QUIET, QUIET),
    st.builds("{} <!-- {} --> {}".format, QUIET, QUIET, QUIET),
    st.builds("{} “{}” &amp; {}".format, QUIET, QUIET, QUIET),
)


FORMULAS = st.sampled_from([r"\sum_{i=1}^n i", r"\begin{matrix}1\\2\end{matrix}", "{{{", "ก"])


def _indented(text: str, by: str, first: str = "") -> str:
    return first + text.replace("\n", f"\n{by}")


def _table(cells: list[list[str]]) -> str:
    head, *rows = [" | ".join(row) for row in cells]
    return "\n".join(
        [f"| {head} |", "|" + ":-:|-" * len(cells[0]) + "|", *(f"| {r} |" for r in rows)]
    )


def _nested(inner: SearchStrategy[str]) -> SearchStrategy[str]:
    """Blocks within blocks: lists, quotations, fenced divisions."""
    bullets = st.sampled_from(
        ["- ", "* ", "1. ", "3) ", "๑. ", "ก. ", "10. ", "- [ ] ", "- [x] ", "1. [X] "]
    )
    return st.one_of(
        inner,
        st.lists(inner, min_size=1, max_size=3).map("\n\n".join),
        inner.map(lambda text: _indented(text, "> ", "> ")),
        st.builds(lambda sign, text: _indented(text, "    ", sign), bullets, inner),
        st.builds(lambda sign, texts: "\n".join(_indented(t, "    ", sign) for t in texts), bullets,
                  st.lists(inner, min_size=1, max_size=3)),
        st.builds("::: {}\n{}\n:::".format, st.sampled_from(["verse", "กลอน", "note", "{.x}", "กลาง"]), inner),
    )  # fmt: skip


def _chapters(line: SearchStrategy[str]) -> SearchStrategy[str]:
    """Chapters of blocks of `line`, among them blocks that are broken."""
    flat = line.map(lambda text: text.replace("\n", " "))
    rows = st.lists(st.lists(flat, min_size=1, max_size=4), min_size=1, max_size=4)
    leaf = st.one_of(
        line,
        st.builds("{} {}".format, st.sampled_from(["#", "##", "###", "####", "######", "#######"]), flat),
        st.builds("{} {} {{#{}}}".format, st.sampled_from(["#", "##"]), flat, NAMES),
        st.builds("{}\n{}".format, flat, st.sampled_from(["===", "---"])),
        rows.map(_table),
        st.builds("```{}\n{}\n```".format, st.sampled_from(["", "python", "html", "ไม่มี", "{.x}"]), line),
        st.builds("~~~\n{}".format, line),
        line.map(lambda text: _indented(text, "    ", "    ")),
        st.builds('![{}]({} "{}"){{width={}% credit="{}" #{}}}'.format, flat, PICTURES, THAI,
                  st.integers(0, 120), THAI, NAMES),
        st.builds("![{}]({})\nภาพ: {} {{#{}}}".format, flat, PICTURES, flat, NAMES),
        st.builds("ตาราง: {}\n\n{}".format, flat, rows.map(_table)),
        st.builds("[^{}]: {}".format, NAMES, line.map(lambda text: _indented(text, "    "))),
        st.builds("[^{}]: {}\n\n    {}".format, NAMES, flat, flat),
        st.builds("[{}]: {} '{}'".format, NAMES, ADDRESSES, THAI),
        st.builds("*[{}]: {}".format, THAI, flat),
        st.builds("{}\n: {}\n: {}".format, flat, flat, flat),
        st.builds("$$\n{}\n$$".format, FORMULAS),
        st.builds("$$\n{}\n$${}{{#{}}}".format, FORMULAS, st.sampled_from(["", " ", "\n"]), NAMES),
        st.builds("$${}$$ {{#{}}}{}".format, FORMULAS, NAMES, st.one_of(st.just(""), flat)),
        st.sampled_from(["---", "***", "* * *", "+++", "\\newpage", "<hr>", "<br>", "***", ":::", "```", "<div>", "</div>"]),
        st.builds("<div {}='{}'>\n\n{}\n\n</div>".format, ATTRIBUTE_NAMES, NAMES, line),
        st.builds("<table><tr><td colspan={}>{}<td>{}</table>".format, st.integers(-1, 3), line, line),
        st.builds("<figure><img src={} alt='{}'><figcaption>{}</figure>".format, PICTURES, THAI, line),
        st.builds("<ol start={}><li value={}>{}</ol>".format, NAMES, NAMES, line),
        st.builds("<h{0}>{1}</h{0}>".format, st.integers(1, 6), line),
    )  # fmt: skip
    return _blocks(leaf)


def _blocks(leaf: SearchStrategy[str]) -> SearchStrategy[str]:
    block = st.recursive(leaf, _nested, max_leaves=4)
    return st.lists(block, min_size=1, max_size=5).map("\n\n".join)


TIDY_ROWS = st.lists(st.lists(TIDY_LINE, min_size=2, max_size=2), min_size=2, max_size=4)
TIDY = _blocks(
    st.one_of(
        TIDY_LINE,
        st.builds("{} {}".format, st.sampled_from(["#", "##", "###"]), TIDY_LINE),
        TIDY_ROWS.map(_table),
        st.builds("```{}\n{}\n```".format, st.sampled_from(["", "python", "text"]), QUIET),
        QUIET.map(lambda text: _indented(text, "    ", "    ")),
        st.builds('![{}](p.png "{}"){{width=50% credit="{}"}}'.format, QUIET, QUIET, QUIET),
        st.builds("![{}](p.jpg)\n\nภาพ: {}".format, QUIET, TIDY_LINE),
        st.builds("ตาราง: {}\n\n{}".format, TIDY_LINE, TIDY_ROWS.map(_table)),
        st.builds("{}\n: {}".format, TIDY_LINE, TIDY_LINE),
        st.builds("{} $x^2$ {}".format, QUIET, QUIET),
        st.builds("$$\nx^2\n$$ {{#eq-{}}}".format, st.integers(1, 99999)),
        st.sampled_from(["---", "* * *", "+++", "\\newpage"]),
    )
)
CHAOTIC = _chapters(LINE)


# --- book.yaml: good values mostly, and anything

FLAT = LINE.map(lambda text: text.replace("\n", " "))
ODD = st.one_of(FLAT, st.sampled_from(
    ["", "~", "[]", "{}", "[a, b]", "{a: b}", "'", '"', "- a", "*a", "&a b", "!!int 1", "2568-01-01", "-1", "1e99",
     "yes", "|\n  ก\n  ข", ">\n  ก", '"\\0"', '"\\u202e"', "th-TH", "ก" * 300, "urn:x:1", "http://a.th/ ก"]
))  # fmt: skip
VALUES: dict[str, SearchStrategy[str]] = {
    "subtitle": ODD, "language": st.sampled_from(["th", "en", "zh-TW", "x", "ไทย"]),
    "creators": st.one_of(ODD, st.just("[{name: ก, role: trl}, ข]")), "source": ODD, "publisher": ODD,
    "date": st.sampled_from(["2018-10-02", "2018", "2561", "วันนี้", "2018-13-01", "2018-02-31"]), "rights": ODD,
    "description": ODD, "subjects": ODD, "identifier": ODD, "slug": st.sampled_from(["ok", "..", "a/b", "ก"]),
    "page": st.sampled_from(["{size: A4}", "{size: 80mm x 90mm, bleed: 3mm, marks: true}", "{size: 1mm x 1mm}"]),
    "typography": st.sampled_from(["{justify: false, digits: thai}", "{body: ก}", "{}", "[]"]),
    "cover": st.one_of(ODD, st.sampled_from(
        ["{image: p.jpg, credit: ก}", "{image: p.svg}", "{image: p.png, image_link: 'http://a.th/\"<x>'}"])),
    "epub": st.sampled_from(["{breaks: wbr}", "{breaks: none}", "{breaks: zwsp}", "{breaks: cdata}", "{}"]), "ก": ODD,
}  # fmt: skip


@st.composite
def settings_text(draw: st.DrawFn) -> str:
    title = draw(st.one_of(THAI, FLAT.map(lambda text: "'" + text.replace("'", "''") + "'"), ODD))
    keys = draw(st.lists(st.sampled_from(sorted(VALUES)), max_size=3, unique=True))
    lines = [f"title: {title}", "chapters: [a.md, b.md]"]
    return "\n".join([*lines, *(f"{key}: {draw(VALUES[key])}" for key in keys), ""])


GOOD_SETTINGS = st.just("title: เล่มทดสอบ\nchapters: [a.md, b.md]\n")
SETTINGS = st.one_of(GOOD_SETTINGS, GOOD_SETTINGS, settings_text())
