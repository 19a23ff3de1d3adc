"""The bar code of an ISBN: EAN-13, with the price as an add-on of five digits.

Enters: digits. Leaves: an inline SVG in black on white, whose unit is a module, the width of the
thinnest bar; the style sheet says how wide that is. Sources: ISO/IEC 15420 for the bars, their
heights and the quiet zones; ISBN Users' Manual, 7th edition, 13.
"""

from __future__ import annotations

from collections.abc import Iterator

# The seven modules of each digit, 1 for black: set A as the standard names it; B is C read from
# the right, C is A in the other colour.
SET_A = (
    "0001101", "0011001", "0010011", "0111101", "0100011",
    "0110001", "0101111", "0111011", "0110111", "0001011",
)  # fmt: skip
BLACK_AND_WHITE = str.maketrans("01", "10")
SET_C = tuple(digit.translate(BLACK_AND_WHITE) for digit in SET_A)
SET_B = tuple(digit[::-1] for digit in SET_C)
# The first digit is said by the sets of the six that follow; for the add-on, the sum of its own.
SETS_OF_FIRST = (
    "AAAAAA", "AABABB", "AABBAB", "AABBBA", "ABAABB",
    "ABBAAB", "ABBBAA", "ABABAB", "ABABBA", "ABBABA",
)  # fmt: skip
SETS_OF_SUM = (
    "BBAAA", "BABAA", "BAABA", "BAAAB", "ABBAA", "AABBA", "AAABB", "ABABA", "ABAAB", "AABAB",
)  # fmt: skip
EDGE, CENTRE, ADD_ON_START, BETWEEN = "101", "01010", "1011", "01"
# In modules.
QUIET_LEFT, QUIET_RIGHT, GAP, QUIET_AFTER_ADD_ON = 11, 7, 9, 5
HEIGHT, LONGER, DIGIT, TEXT_ROOM = 69, 5, 9, 11  # of the bars, of the guards, of digits
FACE = "JetBrains Mono"
MOST_PRICE = 99_999


def ean13_svg(isbn: str, add_on: str = "") -> str:
    """The SVG of an ISBN of 13 digits; add_on: five digits, or none."""
    bars = [*_runs(_ean13(isbn), QUIET_LEFT)]
    guards = {0, 1, 2, 45, 46, 47, 48, 49, 92, 93, 94}
    rects = [
        _rect(left, width, 0, HEIGHT + (LONGER if left - QUIET_LEFT in guards else 0))
        for left, width in bars
    ]
    base = HEIGHT + DIGIT
    texts = [_digit(isbn[0], QUIET_LEFT - 5, base)]
    texts += [_digit(d, QUIET_LEFT + 3 + 7 * n + 3.5, base) for n, d in enumerate(isbn[1:7])]
    texts += [_digit(d, QUIET_LEFT + 50 + 7 * n + 3.5, base) for n, d in enumerate(isbn[7:])]
    width = QUIET_LEFT + 95 + QUIET_RIGHT
    if add_on:
        begin = QUIET_LEFT + 95 + GAP
        rects += [
            _rect(left, wide, TEXT_ROOM, HEIGHT + LONGER - TEXT_ROOM)
            for left, wide in _runs(_add_on(add_on), begin)
        ]
        texts += [_digit(d, begin + 4 + 9 * n + 3.5, DIGIT) for n, d in enumerate(add_on)]
        width = begin + 47 + QUIET_AFTER_ADD_ON
    return (
        f'<svg viewBox="0 0 {width} {HEIGHT + TEXT_ROOM}" xmlns="http://www.w3.org/2000/svg">'
        f'<g fill="#000" font-family="{FACE}" font-size="10">{"".join((*rects, *texts))}</g></svg>'
    )


def modules(add_on: str = "") -> int:
    """How many modules the symbol is wide, with its quiet zones."""
    symbol = QUIET_LEFT + 95
    return symbol + (GAP + 47 + QUIET_AFTER_ADD_ON if add_on else QUIET_RIGHT)


def price_add_on(price: str) -> str:
    """The five digits of a price in whole baht; "" for none, and for one that five do not hold."""
    whole, _, decimals = price.partition(".")
    is_whole = whole.isdecimal() and not decimals.strip("0")
    return f"{int(whole):05}" if is_whole and 0 < int(whole) <= MOST_PRICE else ""


def _ean13(digits: str) -> str:
    """The 95 modules of the symbol."""
    sets = SETS_OF_FIRST[int(digits[0])]
    left = (_coded(digit, each) for digit, each in zip(digits[1:7], sets, strict=True))
    right = (_coded(digit, "C") for digit in digits[7:])
    return "".join((EDGE, *left, CENTRE, *right, EDGE))


def _add_on(digits: str) -> str:
    """The 47 modules of an add-on of five digits."""
    weighted = sum(int(d) * (9 if place % 2 else 3) for place, d in enumerate(digits))
    sets = SETS_OF_SUM[weighted % 10]
    coded = (_coded(digit, each) for digit, each in zip(digits, sets, strict=True))
    return ADD_ON_START + BETWEEN.join(coded)


def _coded(digit: str, code: str) -> str:
    return {"A": SET_A, "B": SET_B, "C": SET_C}[code][int(digit)]


def _runs(pattern: str, begin: int) -> Iterator[tuple[int, int]]:
    """(left, width) of each bar."""
    start = None
    for place, sign in enumerate(f"{pattern}0"):
        if sign == "1" and start is None:
            start = place
        elif sign == "0" and start is not None:
            yield begin + start, place - start
            start = None


def _rect(left: int, width: int, top: int, height: int) -> str:
    return f'<rect x="{left}" y="{top}" width="{width}" height="{height}"/>'


def _digit(digit: str, middle: float, base: float) -> str:
    return f'<text x="{middle:g}" y="{base:g}" text-anchor="middle">{digit}</text>'
