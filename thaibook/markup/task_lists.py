"""Items of a list that say of themselves whether they are done: `- [ ] งาน`, `- [x] งาน`.

Enters: a tree in which the list processor has put <span class="task">[x]</span> before the
words of such an item. Leaves: <li class="task"> and <span class="tick done" role="img"
aria-label="เสร็จแล้ว"></span>, which the style sheets draw as a box, since few faces have
one; a voice reads its name (WAI-ARIA 1.2, img).
"""

from __future__ import annotations

from lxml import etree

from thaibook.markup.elements import add_class, classes, drop_class, element, replace
from thaibook.markup.source import Source

SIGNS = {"[ ]": "to do", "[x]": "done", "[X]": "done"}


def tick_tasks(root: etree._Element, source: Source) -> None:
    """Make a box of the sign of each task of a chapter."""
    for sign in classes(root, "task"):
        drop_class(sign, "task")
        item = next(sign.iterancestors("li"), None)
        kind = SIGNS.get(sign.text or "")
        if item is None or not kind or len(sign):
            continue
        add_class(item, "task")
        cls = f"tick {kind}" if kind == "done" else "tick"
        tick = element("span", cls=cls, role="img", aria_label=source.label(kind))
        sign.tail = (sign.tail or "").lstrip()
        replace(sign, tick)
