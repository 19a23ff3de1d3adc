"""What other programs add to Markdown: understood, or named with what to write instead."""

from thaibook.grammar.dialects.draft import Remark
from thaibook.grammar.dialects.understanding import understood

__all__ = ["Remark", "understood"]
