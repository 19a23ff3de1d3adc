"""Questions about the cover and the pictures."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from thaibook.check.shops.answers import MB, Answer, Question, size, without
from thaibook.check.shops.unzipped import NS, Picture, Unzipped, target_of


def cover(book: Unzipped) -> Picture | None:
    """The picture that the package calls its cover."""
    return book.pictures.get(book.named("cover-image"))


def _sides(picture: Picture) -> str:
    return f"{picture.width} x {picture.height}"


def has_cover(book: Unzipped) -> Answer:
    """A picture with the property cover-image."""
    picture = cover(book)
    return Answer(picture is not None, picture.name if picture else "")


def cover_within(least: tuple[int, int], most: int = 1 << 30) -> Question:
    """The cover is at least that wide and high, and no side has more than `most` pixels."""

    def ask(book: Unzipped) -> Answer:
        picture = cover(book)
        if picture is None:
            return Answer(False)
        good = picture.width >= least[0] and picture.height >= least[1]
        good = good and max(picture.width, picture.height) <= most
        return Answer(good, _sides(picture))

    return ask


def cover_shape(least: float, most: float) -> Question:
    """Height divided by width of the cover."""

    def ask(book: Unzipped) -> Answer:
        picture = cover(book)
        if picture is None or not picture.width:
            return Answer(False)
        ratio = picture.height / picture.width
        return Answer(least <= ratio <= most, f"1 : {ratio:.2f}")

    return ask


def cover_up_to(megabytes: int) -> Question:
    """The file of the cover is at most that large."""

    def ask(book: Unzipped) -> Answer:
        picture = cover(book)
        return Answer(
            bool(picture and picture.size <= megabytes * MB), size(picture.size if picture else 0)
        )

    return ask


def cover_kind(*kinds: str) -> Question:
    """The cover is in one of these formats."""

    def ask(book: Unzipped) -> Answer:
        picture = cover(book)
        return Answer(bool(picture and picture.kind in kinds), picture.kind if picture else "")

    return ask


def _cover_images(book: Unzipped) -> list[tuple[str, etree._Element]]:
    wanted = book.named("cover-image")
    return [
        (name, image)
        for name, tree in book.documents.items()
        for image in tree.iterfind(".//x:img", NS)
        if wanted and target_of(name, image.get("src", "")) == wanted
    ]


def cover_as_img(book: Unzipped) -> Answer:
    """The cover stands in a page as `img`, not as a background or an SVG."""
    images = _cover_images(book)
    return Answer(bool(images), images[0][0] if images else "")


def cover_alone(book: Unzipped) -> Answer:
    """The page of the cover holds nothing else."""
    for name, _ in _cover_images(book):
        body = book.documents[name].find("x:body", NS)
        if body is not None:
            text = "".join(map(str, body.itertext())).strip()
            return Answer(not text and len(body.findall(".//x:img", NS)) == 1, name)
    return Answer(False)


def cover_named(book: Unzipped) -> Answer:
    """The metadata name the cover's item too (`<meta name="cover">`, from EPUB 2)."""
    wanted = book.named("cover-image")
    names = [m.get("content") for m in book.package.iterfind(".//opf:meta[@name='cover']", NS)]
    return Answer(bool(wanted) and book.items[wanted].id in names, wanted)


def _pictures_without(wrong: Callable[[Picture], str]) -> Question:
    def ask(book: Unzipped) -> Answer:
        told = ((picture.name, wrong(picture)) for picture in book.pictures.values())
        return without(f"{name}: {why}" for name, why in told if why)

    return ask


def picture_kinds(*kinds: str) -> Question:
    """Every picture is in one of these formats."""
    return _pictures_without(lambda p: "" if p.kind in kinds else p.kind or "?")


def pixels_up_to(most: int) -> Question:
    """Width times height of every picture."""
    return _pictures_without(lambda p: _sides(p) if p.width * p.height > most else "")


def sides_up_to(most: int, kind: str) -> Question:
    """Width and height of every picture of that format."""
    return _pictures_without(
        lambda p: (
            f"{p.width} x {p.height}" if p.kind == kind and max(p.width, p.height) > most else ""
        )
    )


def pictures_up_to(megabytes: int) -> Question:
    """The file of every picture."""
    return _pictures_without(lambda p: size(p.size) if p.size > megabytes * MB else "")


pictures_rgb = _pictures_without(lambda p: p.mode if p.mode in ("CMYK", "LAB", "HSV") else "")
pictures_solid = _pictures_without(lambda p: "transparent" if p.transparent else "")


def pictures_described(book: Unzipped) -> Answer:
    """An alternative text for every picture that is not marked as decoration."""
    return without(
        f"{name}: {image.get('src')}"
        for name, tree in book.documents.items()
        for image in tree.iterfind(".//x:img", NS)
        if not image.get("alt", "").strip()
        and image.get("role") not in ("presentation", "none")
        and image.get("aria-hidden") != "true"
    )


def documents_up_to(megabytes: int) -> Question:
    """Every document together with its pictures."""

    def ask(book: Unzipped) -> Answer:
        heavy = []
        for name, tree in book.documents.items():
            names = {target_of(name, i.get("src", "")) for i in tree.iterfind(".//x:img", NS)}
            weight = len(etree.tostring(tree))
            weight += sum(book.pictures[n].size for n in names if n in book.pictures)
            if weight > megabytes * MB:
                heavy.append(f"{name}: {size(weight)}")
        return without(heavy)

    return ask
