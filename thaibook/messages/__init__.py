"""What the program says: problems, and every text of it in English and in Thai."""

from thaibook.messages.dialect_messages import ADVICE
from thaibook.messages.fragments import Phrase, in_thai, name_of_character, reason_of
from thaibook.messages.importing_messages import CONSTRUCTS
from thaibook.messages.install_commands import JAVA, NODE, command_of, install_command
from thaibook.messages.lint_catalogue import LINT
from thaibook.messages.one_line import shown_path
from thaibook.messages.problems import (
    MAX_TOLD,
    BookError,
    Problem,
    collect_errors,
    problem,
    raise_errors,
)
from thaibook.messages.program_name import file_argument, free_folder, interpreter, program
from thaibook.messages.typed_paths import path_as_typed

__all__ = [
    "ADVICE",
    "CONSTRUCTS",
    "JAVA",
    "LINT",
    "MAX_TOLD",
    "NODE",
    "BookError",
    "Phrase",
    "Problem",
    "collect_errors",
    "command_of",
    "file_argument",
    "free_folder",
    "in_thai",
    "install_command",
    "interpreter",
    "name_of_character",
    "path_as_typed",
    "problem",
    "program",
    "raise_errors",
    "reason_of",
    "shown_path",
]
