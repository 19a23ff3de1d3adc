"""What each shop says to an EPUB."""

from thaibook.check.shops.judging import Judgement, judge
from thaibook.check.shops.report import refusals, shop_lines
from thaibook.check.shops.unzipped import unzip

__all__ = [
    "Judgement",
    "judge",
    "refusals",
    "shop_lines",
    "unzip",
]
