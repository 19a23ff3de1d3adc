"""How the author's Markdown is read before it is Markdown: what its lines are."""

from thaibook.grammar.divisions import CLOSING, OPENING, with_colons, with_wide_tabs
from thaibook.grammar.items import (
    LOOK_AHEAD,
    Part,
    dedent,
    first_item,
    is_list,
    kind_of,
    part_of_list,
    text_indent,
)
from thaibook.grammar.kinds import Kind
from thaibook.grammar.lines import Line, scan
from thaibook.grammar.mdx import additions, imports, span, without_mdx
from thaibook.grammar.meant_lines import MODES, End, LineEnds, arranged, line_ends
from thaibook.grammar.plain_text import PlainText, bare, keep_plain_lines, plain_lines
from thaibook.grammar.signs import (
    ATTRIBUTES,
    BARE_TARGET,
    BOX,
    BRACES,
    ITEM,
    MARKER,
    NEW_PAGE,
    OF_PICTURE,
    OF_TABLE,
    SPACED,
    TARGET,
    TASK,
    TYPED_BULLET,
    UNDERLINE,
    VALUE,
)
from thaibook.grammar.table_rows import HEAD_OF_TABLE
from thaibook.grammar.verbatim import Fenced, fenced_blocks, html_blocks
from thaibook.grammar.verse_forms import Form, ems, form_of, is_bare_verse, parts_of, stanzas

__all__ = [
    "ATTRIBUTES",
    "BARE_TARGET",
    "BOX",
    "BRACES",
    "CLOSING",
    "HEAD_OF_TABLE",
    "ITEM",
    "LOOK_AHEAD",
    "MARKER",
    "MODES",
    "NEW_PAGE",
    "OF_PICTURE",
    "OF_TABLE",
    "OPENING",
    "SPACED",
    "TARGET",
    "TASK",
    "TYPED_BULLET",
    "UNDERLINE",
    "VALUE",
    "End",
    "Fenced",
    "Form",
    "Kind",
    "Line",
    "LineEnds",
    "Part",
    "PlainText",
    "additions",
    "arranged",
    "bare",
    "dedent",
    "ems",
    "fenced_blocks",
    "first_item",
    "form_of",
    "html_blocks",
    "imports",
    "is_bare_verse",
    "is_list",
    "keep_plain_lines",
    "kind_of",
    "line_ends",
    "part_of_list",
    "parts_of",
    "plain_lines",
    "scan",
    "span",
    "stanzas",
    "text_indent",
    "with_colons",
    "with_wide_tabs",
    "without_mdx",
]
