"""What each shop says to an EPUB."""

from thaibook.check.shops.judging import Judgement, judge
from thaibook.check.shops.report import refusals, shop_lines
from thaibook.check.shops.unzipped import CONTAINER, NS, Unzipped, target_of, unzip

__all__ = [
    "CONTAINER",
    "NS",
    "Judgement",
    "Unzipped",
    "judge",
    "refusals",
    "shop_lines",
    "target_of",
    "unzip",
]
