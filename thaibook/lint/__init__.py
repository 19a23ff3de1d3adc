"""What an editor would mark."""

from thaibook.lint.doubtful import doubtful_words
from thaibook.lint.linting import Linted, lint

__all__ = [
    "Linted",
    "doubtful_words",
    "lint",
]
