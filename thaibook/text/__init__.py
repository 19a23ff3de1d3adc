"""Pure helpers on strings that know nothing of books: numerals, ISBN, labels, normal forms."""

from thaibook.text.isbn import digits_of, is_isbn, with_check_digit
from thaibook.text.labels import LABELS
from thaibook.text.normal_forms import CONTROL, letters
from thaibook.text.numerals import BUDDHIST_ERA, dated, numeral

__all__ = [
    "BUDDHIST_ERA",
    "CONTROL",
    "LABELS",
    "dated",
    "digits_of",
    "is_isbn",
    "letters",
    "numeral",
    "with_check_digit",
]
