"""What a publisher adds to a text: the cover, the imprint page, the paper of the printed book.

Plain frozen data, as in book_data.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple


@dataclass(frozen=True)
class Image:
    """One picture, checked: name is its place in the manuscript's folder; data is the
    author's own file, but for an SVG, which is clean. width, height: as seen upright. No tuple,
    so that the pictures that are held can be let go (weak references)."""

    name: str
    media_type: str
    width: int  # pixels
    height: int  # pixels
    data: bytes
    removed: tuple[str, ...] = ()  # what the book does not carry of it: "animation", "<script>" …
    said_in: Path = Path()  # the file that calls it first, and the line
    line: int = 0


class Flaps(NamedTuple):
    """The flaps of a paper cover, as wide as each other: words of the front and the back one."""

    width_mm: float
    front: str = ""
    back: str = ""


class Back(NamedTuple):
    """What the back of the cover and its spine show. blurb: lines, "" for the description;
    portrait, about: the author; spine: whether its words run "down" or "up", "" for none."""

    blurb: str = ""
    portrait: Image | None = None
    about: str = ""
    barcode: bool = True
    spine: str = "down"
    flaps: Flaps | None = None
    sheet: bool = False  # whether front, spine and back are made as one file


class Cover(NamedTuple):
    """What the cover shows; image None makes a typographic cover. An "" is as the design has it."""

    image: Image | None = None
    image_link: str = ""
    credit: str = ""
    words: bool = True  # False: the picture is the whole cover, with a title of its own
    design: str = ""  # "": the first one there was
    picture: str = ""  # "full", "upper", "lower"
    fit: str = ""  # "crop": what stands out may go; "whole": none of it
    colour: str = ""  # of the ground, as CSS has it: #17324d
    title_place: str = ""  # "top", "middle", "bottom"
    title_colour: str = ""
    title_face: str = ""  # a family of fonts/
    link_on: str = "front"  # where link, credit and code stand, or "back"
    editors: bool = False  # on the front
    back: Back = Back()
    line: int = 0  # of book.yaml, where it begins
    shade: str = ""  # what keeps the title legible on the picture: measured, not the author's

    @property
    def is_finished(self) -> bool:
        """Whether nothing is to be written on the picture."""
        return bool(self.image) and not self.words

    @property
    def is_plain(self) -> bool:
        """Whether the front is left as the first design has it, which crops its picture."""
        chosen = self.design, self.picture, self.fit == "whole", self.colour, self.title_place
        return not any((*chosen, self.title_colour, self.title_face))


class Paper(NamedTuple):
    """The paper of the printed book. caliper_mm: the thickness of a leaf, two pages, 0 where
    nobody has said it; cover_mm: of the board of the cover; binding: "glue", "saddle", "thread";
    signature: pages of one folded sheet, 0 for what the printer has."""

    caliper_mm: float = 0.0
    cover_mm: float = 0.0
    binding: str = "glue"
    signature: int = 0

    def spine_mm(self, pages: int) -> float:
        """How wide the spine of a book of so many pages is: its leaves, and the board on both
        sides; nothing where sheets are stapled through the fold."""
        if self.binding == "saddle":
            return 0.0
        return -(-pages // 2) * self.caliper_mm + 2 * self.cover_mm


class Impression(NamedTuple):
    """One time that the book was printed; date: ISO 8601; 0 and "" where it is not said."""

    number: int
    date: str = ""
    copies: int = 0


class Party(NamedTuple):
    """Somebody's part in the book: what they did (a key of the labels, or the author's own word),
    and their name with the lines of their address."""

    role: str
    lines: tuple[str, ...]


class Imprint(NamedTuple):
    """What the imprint page says, beside the metadata. cip: the National Library's record,
    "draft" where it is to be made of the metadata, "" for none."""

    impressions: tuple[Impression, ...] = ()
    price: str = ""  # baht, as "250"
    cip: str = ""
    copyright: str = ""  # whose it is
    team: tuple[Party, ...] = ()
    makers: tuple[Party, ...] = ()  # printer, publisher, distributor
    logo: Image | None = None
    series: str = ""
    volume: str = ""  # of the series
    line: int = 0  # of book.yaml, where it begins

    @property
    def is_given(self) -> bool:
        """Whether the author wants a publisher's imprint page."""
        said = self.impressions, self.price, self.cip, self.copyright, self.team, self.makers
        return any((*said, self.logo, self.series))
