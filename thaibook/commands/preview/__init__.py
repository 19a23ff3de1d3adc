"""The live preview: a local page that shows a book and follows its manuscript."""

from thaibook.commands.preview.editors import EDITORS, editor_address
from thaibook.commands.preview.showing import show

__all__ = ["EDITORS", "editor_address", "show"]
