"""What the program says: problems, and every text of it in English and in Thai."""

from thaibook.messages.fragments import Phrase, in_thai, name_of_character, reason_of
from thaibook.messages.install_commands import JAVA, NODE, command_of, install_command
from thaibook.messages.lint_catalogue import LINT
from thaibook.messages.problems import (
    MAX_TOLD,
    BookError,
    Problem,
    collect_errors,
    path_as_typed,
    problem,
    raise_errors,
)

__all__ = [
    "JAVA",
    "LINT",
    "MAX_TOLD",
    "NODE",
    "BookError",
    "Phrase",
    "Problem",
    "collect_errors",
    "command_of",
    "in_thai",
    "install_command",
    "name_of_character",
    "path_as_typed",
    "problem",
    "raise_errors",
    "reason_of",
]
