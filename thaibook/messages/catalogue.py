"""Every message the program can give an author, by its code, in English and in Thai.

To add one, write it in the module of its subject, one of those that are joined here; what an
editor would mark stands in lint_catalogue. Then give it a folder in tests/data/broken.
"""

from __future__ import annotations

from thaibook.messages.batch_messages import BATCH
from thaibook.messages.command_messages import COMMANDS
from thaibook.messages.dialect_messages import DIALECTS
from thaibook.messages.finished_file_messages import FINISHED
from thaibook.messages.importing_messages import IMPORTING
from thaibook.messages.lint_catalogue import LINT
from thaibook.messages.looks_messages import LOOKS
from thaibook.messages.manuscript_messages import MANUSCRIPT
from thaibook.messages.message import Message, warning
from thaibook.messages.output_messages import OUTPUT
from thaibook.messages.page_messages import PAGES
from thaibook.messages.picture_messages import PICTURES
from thaibook.messages.publisher_messages import PUBLISHER
from thaibook.messages.settings_messages import SETTINGS
from thaibook.messages.text_messages import TEXT

MESSAGES: dict[str, Message] = {
    **SETTINGS,
    **MANUSCRIPT,
    **PICTURES,
    **LOOKS,
    **PUBLISHER,
    **TEXT,
    **DIALECTS,
    **OUTPUT,
    **COMMANDS,
    **BATCH,
    **IMPORTING,
    **FINISHED,
    **PAGES,
    **{code: warning(*words) for code, words in LINT.items()},
}
