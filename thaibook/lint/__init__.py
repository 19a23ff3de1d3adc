"""What an editor would mark."""

from thaibook.lint.linting import Linted, lint

__all__ = [
    "Linted",
    "lint",
]
