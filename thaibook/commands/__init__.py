"""The commands, what is typed after them, and the only printing."""

from thaibook.commands.main import run

__all__ = ["run"]
