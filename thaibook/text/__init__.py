"""Pure helpers on strings that know nothing of books: numerals, ISBN, labels, normal forms."""

from thaibook.text.content_streams import Operator, pdf_operators
from thaibook.text.decoding import Decoded, decode
from thaibook.text.isbn import digits_of, hyphenated_isbn, is_isbn, isbn13, with_check_digit
from thaibook.text.labels import LABELS
from thaibook.text.late_patterns import late_pattern
from thaibook.text.names import without_title
from thaibook.text.normal_forms import CONTROL, letters
from thaibook.text.numerals import BUDDHIST_ERA, dated, numeral
from thaibook.text.quotation import typographic
from thaibook.text.xhtml_tags import Tag, texts_and_sources, texts_and_tags

__all__ = [
    "BUDDHIST_ERA",
    "CONTROL",
    "LABELS",
    "Decoded",
    "Operator",
    "Tag",
    "dated",
    "decode",
    "digits_of",
    "hyphenated_isbn",
    "is_isbn",
    "isbn13",
    "late_pattern",
    "letters",
    "numeral",
    "pdf_operators",
    "texts_and_sources",
    "texts_and_tags",
    "typographic",
    "with_check_digit",
    "without_title",
]
