"""Which words of a Thai text were hardly meant, and what was meant instead."""

from thaibook.thai.proofreading.continuing import likelier_joined
from thaibook.thai.proofreading.misread_words import Misreading, misreadings
from thaibook.thai.proofreading.misspelt_words import Misspelt, misspelt
from thaibook.thai.proofreading.name_pairs import TwoWays, two_ways
from thaibook.thai.proofreading.space_habits import MissingSpace, missing_spaces

__all__ = [
    "Misreading",
    "MissingSpace",
    "Misspelt",
    "TwoWays",
    "likelier_joined",
    "misreadings",
    "missing_spaces",
    "misspelt",
    "two_ways",
]
