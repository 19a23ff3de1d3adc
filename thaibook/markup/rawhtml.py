"""Blocks of raw HTML become HTML that nothing changes.

Enters: the lines of a chapter. Leaves: the same lines, where each block that
`thaibook.grammar` finds is one placeholder of Python-Markdown's; its own rule takes all that
stands between two tags as it is, while authors write Markdown between <details> and
</details>. What has `markdown="1"` is left to it. So are comments taken: after a sign like that
of `x <y` it no longer sees where one begins, and would print it.
"""

from __future__ import annotations

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.md_in_html import HtmlBlockPreprocessor, HTMLExtractorExtra
from markdown.preprocessors import Preprocessor

from thaibook.grammar import html_blocks, raw_blocks


class RawHtmlExtension(Extension):
    """Registers RawHtmlPreprocessor before Python-Markdown looks for HTML, and the look itself."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        md.preprocessors.register(RawHtmlPreprocessor(md), "raw_html", 22)
        md.preprocessors.register(TagsPreprocessor(md), "html_block", 20)  # in place of its own


class TagsPreprocessor(HtmlBlockPreprocessor):
    """Python-Markdown's look for HTML with Markdown in it, in time that grows with the text."""

    def run(self, lines: list[str]) -> list[str]:
        """The lines, with what is HTML in the stash."""
        parser = _Tags(self.md)
        parser.feed("\n".join(lines))
        parser.close()
        return "".join(parser.cleandoc).split("\n")


class _Tags(HTMLExtractorExtra):
    """Does not look through the rest of the text for the end of each tag where none ends."""

    def feed(self, data: str) -> None:
        self._last_end = data.rfind(">")
        super().feed(data)

    def check_for_whole_start_tag(self, i: int) -> int:
        """Where the tag at `i` ends; -1: nowhere."""
        return super().check_for_whole_start_tag(i) if i <= self._last_end else -1


class RawHtmlPreprocessor(Preprocessor):
    """Puts blocks of HTML into Python-Markdown's stash."""

    def run(self, lines: list[str]) -> list[str]:
        """The lines with one placeholder for each block of HTML."""
        written: list[str] = []
        last = 0
        for block in html_blocks(lines):
            written += lines[last : block.first]
            own = lines[block.first : block.after]
            if not block.markdown:
                own = block.placed(self.md.htmlStash.store("\n".join(own).lstrip()), lines)
            written += own
            last = block.after
        return self._without_comments(written + lines[last:])

    def _without_comments(self, lines: list[str]) -> list[str]:
        if not any("<!--" in line for line in lines):
            return lines
        written: list[str] = []
        last = 0
        for block in raw_blocks(lines):
            if not block.is_comment:
                continue
            written += lines[last : block.first]
            comment = "\n".join(lines[block.first : block.after]).strip()
            comment = comment.removesuffix(block.tail).rstrip()
            written += ["", self.md.htmlStash.store(comment), "", block.tail]
            last = block.after
        return written + lines[last:]
