"""How the author's Markdown is read before it is Markdown: what its lines are."""

from thaibook.grammar.link_targets import SPACED
from thaibook.grammar.mdx import additions, imports, span, without_mdx
from thaibook.grammar.plain_text import Reading, bare, read_ahead, readings

__all__ = [
    "SPACED",
    "Reading",
    "additions",
    "bare",
    "imports",
    "read_ahead",
    "readings",
    "span",
    "without_mdx",
]
