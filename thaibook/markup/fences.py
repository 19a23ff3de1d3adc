"""Code between fences and mathematics between lines of $$ become HTML that nothing changes.

Enters: the lines of a chapter. Leaves: the same lines, where each block that
`thaibook.grammar` finds between fences is one placeholder of Python-Markdown's; its own
fenced_code knows no fences in lists and quotations.
"""

from __future__ import annotations

import html
from xml.etree import ElementTree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from thaibook.grammar import Fenced, fenced_blocks
from thaibook.markup.attributes import assign


class FencesExtension(Extension):
    """Registers FencesPreprocessor where fenced_code would stand."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        md.preprocessors.register(FencesPreprocessor(md), "fenced_code_block", 25)


class FencesPreprocessor(Preprocessor):
    """Puts fenced blocks into Python-Markdown's stash of HTML."""

    def run(self, lines: list[str]) -> list[str]:
        """The lines with one placeholder for each fenced block."""
        written: list[str] = []
        last = 0
        for block in fenced_blocks(lines):
            written += lines[last : block.first]
            written += block.placed(self.md.htmlStash.store(_block_html(block)), lines)
            last = block.after
        return written + lines[last:]


def _block_html(block: Fenced) -> str:
    """One block between fences as HTML."""
    if block.is_formula:
        div = ElementTree.Element("div", {"class": "math display"})
        div.text = "\n".join(block.inside)
        assign(div, block.names)
        return ElementTree.tostring(div, encoding="unicode", short_empty_elements=False)
    text = html.escape("\n".join(block.inside), quote=False)
    name = f' class="language-{html.escape(block.language.lower())}"' if block.language else ""
    return f"<pre><code{name}>{text}\n</code></pre>"
