"""Pictures: taken as they are meant, made fit for screen and paper, and harmless."""

from __future__ import annotations

import base64
import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import PIL.Image
import PIL.ImageCms
import PIL.ImageColor
import PIL.ImageDraw
import pypdfium2
import pytest
from conftest import places
from lxml import etree
from validator import faults_of_epub

from thaibook.build import build, prepare
from thaibook.commands.main import main
from thaibook.images.derivatives import SCREEN_SIDE, for_print, for_screen
from thaibook.images.pictures import (
    MAX_MEGABYTES,
    PHOTO_BYTES,
    SHOP_BYTES,
    inspect_image,
    name_in_book,
    read_image,
)
from thaibook.images.svg import SvgError, clean_svg
from thaibook.images.svg.bounds import MAX_DEPTH
from thaibook.messages.problems import BookError
from thaibook.model import Image

Write = Callable[..., Path]
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"{}>{}</svg>'
)
NOWHERE = Path("a.md")


def _photo(size: tuple[int, int] = (300, 200), mode: str = "RGB") -> PIL.Image.Image:
    """Red on the left, blue on the right: one sees which way it stands."""
    picture = PIL.Image.new("RGB", size, "#2040c0")
    PIL.ImageDraw.Draw(picture).rectangle((0, 0, size[0] // 2, size[1]), fill="#c02020")
    return picture.convert(mode)


def _noise(size: tuple[int, int], mode: str) -> PIL.Image.Image:
    bands = [PIL.Image.effect_noise(size, 90) for _ in mode]
    return PIL.Image.merge(mode, bands)


def _bytes(picture: PIL.Image.Image, kind: str, **options: Any) -> bytes:
    written = io.BytesIO()
    picture.save(written, kind, **options)
    return written.getvalue()


def _image(data: bytes) -> Image:
    look = inspect_image(data)
    assert look is not None
    return Image("images/a.x", look.media_type, look.width, look.height, data)


def _opened(image: Image) -> PIL.Image.Image:
    picture = PIL.Image.open(io.BytesIO(image.data))
    assert picture.size == (image.width, image.height)
    assert PIL.Image.MIME[picture.format or ""] == image.media_type
    return picture


def _is(picture: PIL.Image.Image, at: tuple[float, float], colour: str) -> bool:
    place = (int(at[0] * picture.width), int(at[1] * picture.height))
    pixel, wanted = picture.convert("RGB").getpixel(place), PIL.ImageColor.getrgb(colour)
    assert isinstance(pixel, tuple)
    return max(abs(a - b) for a, b in zip(pixel, wanted, strict=True)) < 12


# --- upright, and without metadata


def _exif(turn: int) -> PIL.Image.Exif:
    exif = PIL.Image.Exif()
    exif[0x0112] = turn
    exif[0x010F] = "MAKER-OF-THE-CAMERA"
    exif.get_ifd(0x8825)[29] = "2018:10:01 GPS"
    return exif


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("copy", [for_screen, lambda image: for_print(image, 148, 210)])
def test_a_photograph_stands_upright(kind: str, copy: Callable[[Image], Image]) -> None:
    # Orientation 6: the camera was turned; the left side of the file is the top.
    image = _image(_bytes(_photo(), kind, exif=_exif(6)))
    assert (image.width, image.height) == (200, 300)
    made = _opened(copy(image))
    assert made.size == (200, 300)
    assert _is(made, (0.5, 0.1), "#c02020")
    assert _is(made, (0.5, 0.9), "#2040c0")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("turn", [1, 3])
def test_place_and_camera_stay_at_home(kind: str, turn: int) -> None:
    options: dict[str, Any] = {"comment": b"SECRET"} if kind == "JPEG" else {}
    data = _bytes(_photo(), kind, exif=_exif(turn), **options) + b"trailing SECRET"
    image = _image(data)
    for made in (for_screen(image), for_print(image, 148, 210)):
        assert _opened(made).getexif() == {}
        for secret in (b"MAKER", b"GPS", b"SECRET", b"Exif", b"eXIf"):
            assert secret not in made.data


def test_a_picture_that_is_right_keeps_its_pixels() -> None:
    data = _bytes(_noise((300, 200), "RGB"), "JPEG", quality=77, progressive=True, comment=b"x")
    made = for_screen(_image(data))
    assert _opened(made).tobytes() == PIL.Image.open(io.BytesIO(data)).tobytes()
    assert len(made.data) < len(data)
    for mode in ("1", "L", "LA", "P", "RGB", "RGBA"):
        data = _bytes(_photo(mode=mode), "PNG")
        assert _opened(for_screen(_image(data))).tobytes() == _photo(mode=mode).tobytes()


def test_the_second_picture_of_a_telephone_is_dropped() -> None:
    first, second = _photo(), _noise((300, 200), "RGB")
    data = _bytes(first, "MPO", save_all=True, append_images=[second])
    made = for_screen(_image(data))
    assert getattr(_opened(made), "n_frames", 1) == 1
    assert len(made.data) < len(data) / 2


# --- as large as is needed


def test_the_screen_needs_no_more_than_its_pixels() -> None:
    made = for_screen(_image(_bytes(_photo((4000, 3000)), "JPEG")))
    assert made.media_type == "image/jpeg"
    assert _opened(made).size == (SCREEN_SIDE, 1200)


def test_the_press_needs_300_dpi_of_the_page() -> None:
    made = for_print(_image(_bytes(_photo((4000, 3000)), "JPEG")), 148, 210)
    assert _opened(made).size == (1748, 1311)  # 148 mm at 300 dpi
    small = _image(_bytes(_photo(), "JPEG"))
    assert _opened(for_print(small, 148, 210)).size == (300, 200)  # never blown up


def test_a_picture_a_pixel_high_stays_a_picture() -> None:
    assert _opened(for_screen(_image(_bytes(_photo((5000, 1)), "PNG")))).size == (SCREEN_SIDE, 1)


def test_a_cover_fills_the_page_at_300_dpi(manuscript: Write) -> None:
    from thaibook.pdf.paper_files import BASE, BookFiles

    wide = _bytes(_photo((6000, 3000)), "JPEG")
    folder = manuscript(yaml="cover: {image: c.jpg}\n", **{"c.jpg": wide})
    _, book, design, _ = prepare(folder)
    data, _ = BookFiles(book, design)[f"{BASE}text/cover-image"]
    assert PIL.Image.open(io.BytesIO(data)).size == (4960, 2480)  # 210 mm high at 300 dpi


def test_shops_take_every_picture() -> None:
    noise = _noise((1300, 1300), "RGBA")
    image = _image(_bytes(noise, "PNG"))
    made = for_screen(image)
    assert made.media_type == "image/png"  # what can be seen through stays so
    assert len(made.data) < SHOP_BYTES < len(image.data)


def test_a_photograph_saved_as_png_becomes_a_jpeg_on_the_screen() -> None:
    image = _image(_bytes(_noise((800, 800), "RGB"), "PNG"))
    assert len(image.data) > PHOTO_BYTES
    assert for_screen(image).media_type == "image/jpeg"
    assert for_print(image, 148, 210).media_type == "image/png"


@pytest.mark.parametrize(
    ("kind", "mode", "options", "media_type"),
    [
        ("WEBP", "RGB", {}, "image/jpeg"),
        ("WEBP", "RGB", {"lossless": True}, "image/png"),
        ("WEBP", "RGBA", {}, "image/png"),
        ("GIF", "P", {}, "image/png"),
    ],
)
def test_e_ink_readers_get_what_they_know(
    kind: str, mode: str, options: dict[str, Any], media_type: str
) -> None:
    # EPUB 3.3 takes WebP; the readers of ten years ago do not.
    picture = _photo(mode=mode)
    if mode == "RGBA":
        picture.putalpha(PIL.Image.linear_gradient("L").resize(picture.size))
    made = for_screen(_image(_bytes(picture, kind, **options)))
    assert made.media_type == media_type
    assert ("A" in _opened(made).mode) == (mode == "RGBA")
    assert made.name.endswith({"image/jpeg": ".jpg", "image/png": ".png"}[media_type])


# --- colours


def test_ink_becomes_light_on_the_screen_and_stays_ink_on_paper(manuscript: Write) -> None:
    ink = _bytes(PIL.Image.new("CMYK", (300, 200), (0, 204, 204, 0)), "JPEG")
    image = _image(ink)
    assert _opened(for_screen(image)).mode == "RGB"
    assert _is(_opened(for_screen(image)), (0.5, 0.5), "#ff3333")
    assert _opened(for_print(image, 148, 210)).mode == "CMYK"
    assert _opened(for_print(image, 10, 10)).mode == "CMYK"
    folder = manuscript("# ก\n\n![สีแดง](ink.jpg)\n", **{"ink.jpg": ink})
    page = pypdfium2.PdfDocument(build(folder, folder / "out", epub=False).files[0])[4]
    seen = page.render(scale=1).to_pil().convert("RGB")
    inks = [found for found in seen.getcolors(1 << 20) or [] if found[1] != (255, 255, 255)]
    _, colour = max(inks)  # the one that covers most
    assert isinstance(colour, tuple)
    assert colour[0] > 180


def test_wide_colours_are_brought_to_srgb() -> None:
    srgb = PIL.ImageCms.ImageCmsProfile(PIL.ImageCms.createProfile("sRGB")).tobytes()
    own = srgb.replace("sRGB".encode("utf-16-be"), "mine".encode("utf-16-be"))
    assert own != srgb
    image = _image(_bytes(_photo(), "JPEG", icc_profile=own))
    for made in (for_screen(image), for_print(image, 148, 210)):
        assert "icc_profile" not in _opened(made).info
        assert _is(_opened(made), (0.1, 0.5), "#c02020")


def test_sixteen_bits_of_grey_are_seen_as_grey() -> None:
    grey = PIL.Image.new("I;16", (30, 20), 0x8080)
    for made in (
        for_screen(_image(_bytes(grey, "PNG"))),
        for_print(_image(_bytes(grey, "PNG")), 9, 9),
    ):
        assert _is(_opened(made), (0.5, 0.5), "#808080")


def test_the_same_picture_gives_the_same_bytes() -> None:
    for kind in ("JPEG", "PNG", "WEBP", "GIF"):
        image = _image(_bytes(_photo((2000, 1000)), kind))
        assert for_screen(image) == for_screen(image)
        assert for_print(image, 90, 90) == for_print(image, 90, 90)


# --- in the book


def test_names_are_ascii_and_no_two_alike() -> None:
    names = ["ภาพ.png", "ภาพ.jpg", "a b.png", "a-b.png", "A-b.png", "x/a-b.png", "cover.jpg"]
    made = [name_in_book(name) for name in names]
    assert len({name.lower() for name in made}) == len(names)
    assert all(name.isascii() and name.startswith("images/") for name in made)
    assert made[2].startswith("images/a-b-")


def test_every_kind_is_in_both_files(manuscript: Write) -> None:
    frames = [_photo(), _noise((300, 200), "RGB")]
    files = {
        "ภาพ.jpg": _bytes(_photo(), "JPEG"),
        "a b.png": _bytes(_photo(mode="RGBA"), "PNG"),
        "c.webp": _bytes(_photo(), "WEBP"),
        "d.gif": _bytes(frames[0], "GIF", save_all=True, append_images=frames[1:]),
        "e.svg": SVG.format(' viewBox="0 0 9 9"', '<rect width="9" height="9"/>').encode(),
        "cover.jpg": _bytes(_photo(), "JPEG"),  # the book has a cover.jpg of its own
    }
    links = "\n\n".join(f"![ภาพ](<{name}>)" for name in files)
    folder = manuscript(f"# ก\n\n{links}\n", **files)
    built = build(folder, folder / "out")
    assert places(built.warnings) == [("image-still", 9)]
    with zipfile.ZipFile(built.files[0]) as archive:
        page = etree.fromstring(archive.read("EPUB/text/chapter-1.xhtml"))
        shown = [e.get("src", "") for e in page.iter("{http://www.w3.org/1999/xhtml}img")]
        assert [name.rpartition(".")[2] for name in shown] == "jpg png jpg png svg jpg".split()
        assert all(f"EPUB/{name[3:]}" in archive.namelist() for name in shown)
    assert faults_of_epub(built.files[0].read_bytes()) == []
    pages = [pypdfium2.PdfDocument(built.files[1])[number] for number in range(4, 7)]
    drawn = [o for p in pages for o in p.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])]
    assert len(drawn) == 5


def test_a_small_picture_is_printed_small_rather_than_coarse(manuscript: Write) -> None:
    folder = manuscript("# ก\n\n![ภาพ](a.png)\n", **{"a.png": _bytes(_photo(), "PNG")})
    page = pypdfium2.PdfDocument(build(folder, folder / "out", epub=False).files[0])[4]
    image = next(iter(page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])))
    left, _, right, _ = image.get_bounds()
    assert right - left == pytest.approx(300 / 150 * 72, abs=0.5)  # 150 dpi


def test_a_file_too_heavy_for_a_book_is_not_decoded(tmp_path: Path) -> None:
    with (tmp_path / "a.png").open("wb") as file:
        file.truncate(MAX_MEGABYTES * 1_000_000 + 1)
    with pytest.raises(BookError, match="image-too-heavy"):
        read_image(tmp_path, "a.png", NOWHERE, 1)


def test_a_small_file_that_unfolds_to_gigabytes_is_not_decoded(tmp_path: Path) -> None:
    data = bytearray(_bytes(PIL.Image.new("1", (10, 10)), "PNG"))
    data[16:24] = struct.pack(">II", 60_000, 60_000)
    data[29:33] = zlib.crc32(data[12:29]).to_bytes(4, "big")
    (tmp_path / "bomb.png").write_bytes(data)
    with pytest.raises(BookError, match="image-too-large"):
        read_image(tmp_path, "bomb.png", NOWHERE, 1)


# --- drawings


def _clean(inside: str, attributes: str = "") -> str:
    drawing = clean_svg(SVG.format(attributes, inside).encode(), lambda data: data == b"picture")
    return drawing.data.decode()


def test_a_drawing_keeps_what_it_draws() -> None:
    inside = (
        "<title>ชื่อ</title><desc>คำอธิบาย</desc>"
        '<defs><linearGradient id="g" x2="1"><stop offset="0" stop-color="#fff"/>'
        '</linearGradient><clipPath id="c"><circle r="3"/></clipPath>'
        '<symbol id="s"><path d="M0 0l1-1e3z"/></symbol></defs>'
        "<style>.a, g &gt; .b { fill: url(#g); stroke: rgb(1, 2, 3) !important }</style>"
        '<g transform="translate(1,2) rotate(3)" clip-path="url(#c)">'
        '<rect class="a" width="5" fill="url(#g)" style="opacity: .5; stroke-width: 2px"/>'
        '<use xlink:href="#s" x="1"/><text x="1" font-family="Sarabun, \'Noto Serif\'" lang="th">ก '
        '<tspan dy="1">ข</tspan> ค</text></g>'
        '<image width="3" xlink:href="data:image/png;base64,cGljdHVyZQ=="/>'
    )
    drawing = clean_svg(SVG.format(' viewBox="0 0 9 9"', inside).encode(), lambda _: True)
    assert drawing.removed == ()
    text = drawing.data.decode()
    parts = (
        "<title>ชื่อ</title>",
        'fill="url(#g)"',
        'clip-path="url(#c)"',
        "opacity:.5;stroke-width:2px",
        "fill:url(#g);stroke:rgb(1, 2, 3)!important",
        'xlink:href="#s"',
        'd="M0 0l1-1e3z"',
        'transform="translate(1,2) rotate(3)"',
        'lang="th"',
        "data:image/png;base64,cGljdHVyZQ==",
        "</tspan> ค",
    )
    for part in parts:
        assert part in text, part


@pytest.mark.parametrize(
    ("inside", "left_out"),
    [
        ("<script>steal()</script>", "<script>"),
        ('<rect onclick="steal()"/>', "onclick"),
        ("<foreignObject><p>steal</p></foreignObject>", "<foreignObject>"),
        ('<a xlink:href="javascript:steal()"><rect/></a>', "<a>"),
        ('<image xlink:href="http://steal/"/>', "href"),
        ('<image href="data:image/svg+xml;base64,cGljdHVyZQ=="/>', "href"),
        ('<image href="data:image/png;base64,c3RlYWw="/>', "href"),  # not a picture
        ('<use href="steal.svg#a"/>', "href"),
        ('<use href="data:image/svg+xml,steal#a"/>', "href"),
        ('<set attributeName="href" to="steal"/>', "<set>"),
        ('<animate attributeName="steal"/>', "<animate>"),
        ('<rect fill="url(http://steal/)"/>', "fill"),
        ('<rect fill="url(#a) url(steal)"/>', "fill"),
        (r'<rect style="fill:\75rl(steal)"/>', "fill"),
        ('<rect style="fill:url(steal)"/>', "fill"),
        ("<style>@import url(steal);</style>", "@import"),
        ("<style>@font-face { src: url(steal) }</style>", "@font-face"),
        ("<style>a { fill: url(steal) }</style>", "fill"),
        ('<filter id="f"><feImage href="steal"/></filter>', "<filter>"),
        ('<handler type="steal"/>', "<handler>"),
        ('<font-face-uri xlink:href="steal"/>', "<font-face-uri>"),
    ],
)
def test_a_drawing_only_draws(inside: str, left_out: str) -> None:
    drawing = clean_svg(SVG.format("", inside).encode(), lambda data: data == b"picture")
    assert drawing.removed == (left_out,)
    assert b"steal" not in drawing.data


@pytest.mark.parametrize(
    "inside",
    [
        "<style>image { href: steal; xlink\\:href: steal; d: path(steal) }</style>",
        '<metadata>steal</metadata><i:x xmlns:i="urn:i" steal="1"/>',
        '<rect i:steal="x" xmlns:i="urn:i" data-steal="x" steal="x" xml:base="http://steal/"/>',
        "<!-- steal --><?xml-stylesheet href='steal'?>",
        '<linearGradient spreadMethod="repeat" id="steal&#10;x"/>',
    ],
)
def test_what_draws_nothing_goes_without_a_word(inside: str) -> None:
    drawing = clean_svg(SVG.format("", inside).encode(), lambda _: False)
    assert b"steal" not in drawing.data
    assert b"spreadMethod" not in drawing.data
    assert drawing.removed == ()


TEN = "".join(
    f"<!ENTITY {b} '{f'&{a};' * 10}'>" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)
TWICE = "".join(
    f'<g id="g{n}"><use href="#g{n - 1}"/><use href="#g{n - 1}"/></g>' for n in range(1, 40)
)


def _with_entities(entities: str, inside: str) -> str:
    return f"<!DOCTYPE svg [{entities}]>" + SVG.format("", inside)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("not a drawing", "well-formed"),
        ("<svg/>", "not an SVG"),
        (_with_entities("<!ENTITY a 'x'>", "<text>&a;</text>"), "entities"),
        (
            _with_entities(f"<!ENTITY a '{'x' * 10}'>{TEN}", '<text id="&i;">&i;</text>'),
            "well-formed|entities",
        ),
        (_with_entities("<!ENTITY a SYSTEM 'file:///etc/passwd'>", "&a;"), "entities"),
        (SVG.format("", "<g>" * (MAX_DEPTH + 1) + "</g>" * (MAX_DEPTH + 1)), "nested"),
        (SVG.format("", "<g/>" * 20_001), "more than"),
        (SVG.format("", '<g id="a"><use href="#a"/></g>'), "refer"),
        (SVG.format("", '<pattern id="a"><rect fill="url(#a)"/></pattern>'), "refer"),
        (SVG.format("", f'<g id="g0"/>{TWICE}'), "too often"),
        (SVG.format("", "<style>a{fill:url(#p)}</style><pattern id='p'/>"), "no gradient"),
        (SVG.format("", "<style>" + "a{}" * 100_000 + "</style>"), "style sheet is too long"),
        (SVG.format("", "<style>a{b:" + "(" * 5000 + "}</style>"), "nested too deeply"),
        (SVG.format(f' style="fill:{"(" * 5000}"', ""), "nested too deeply"),
    ],
)
def test_a_drawing_without_end_is_refused(data: str, reason: str) -> None:
    with pytest.raises(SvgError, match=reason):
        clean_svg(data.encode(), lambda _: False)


def test_the_public_doctype_of_old_drawings_is_harmless() -> None:
    doctype = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    drawing = clean_svg((doctype + SVG.format("", "<rect/>")).encode(), lambda _: False)
    assert b"DOCTYPE" not in drawing.data


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="40" height="30"', (40, 30)),
        ('width="1in" height="72pt"', (96, 96)),
        ('viewBox="0 0 40 30"', (40, 30)),
        ('viewBox="0 0 40 30" width="80"', (80, 60)),
        ('viewBox="0 0 40 30" width="100%" height="15"', (20, 15)),
        ('viewBox="0 0 0 0"', (300, 150)),
        ('width="1e99" height="-3" viewBox="0 0 nan 4"', (300, 150)),
        ("", (300, 150)),
    ],
)
def test_the_size_of_a_drawing(attributes: str, size: tuple[int, int]) -> None:
    drawing = clean_svg(SVG.format(f" {attributes}", "").encode(), lambda _: False)
    assert (drawing.width, drawing.height) == size
    assert etree.fromstring(drawing.data).get("viewBox")


def test_a_drawing_that_cannot_be_drawn_on_paper_is_named(manuscript: Write) -> None:
    """WeasyPrint would go on with the page as the unfinished drawing left it."""
    broken = SVG.format(' viewBox="0 0 9 9"', '<g transform="rotate(9)"><path opacity="x"/></g>')
    folder = manuscript("# ก\n\nข\n\n![ภาพ](a.svg)\n", **{"a.svg": broken.encode()})
    with pytest.raises(BookError) as caught:
        build(folder, folder / "out")
    assert places(caught.value.problems) == [("image-refused", 5)]


def test_too_little_memory_is_no_fault_of_the_picture(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither in a picture of its own, nor in one inside a drawing."""

    def exhausted(_: object) -> None:
        raise MemoryError

    picture = _bytes(PIL.Image.new("RGB", (30, 40)), "PNG")
    (tmp_path / "a.png").write_bytes(picture)
    inside = f'<image xlink:href="data:image/png;base64,{base64.b64encode(picture).decode()}"/>'
    (tmp_path / "a.svg").write_text(SVG.format("", inside), "utf-8")
    monkeypatch.setattr("PIL.PngImagePlugin.PngImageFile.load", exhausted)
    for name in ("a.png", "a.svg"):
        (tmp_path / "a.md").write_text(f"# บท\n\n![ภาพ]({name})\n", "utf-8")
        assert main([str(tmp_path / "a.md"), "--epub", "-o", str(tmp_path / "out")]) == 1
        assert capsys.readouterr().err.startswith("out-of-memory")


def test_our_own_fault_is_not_told_as_the_drawing_s(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what the CSS parser cannot follow is the drawing's fault."""

    def astray(*_: object) -> None:
        raise RecursionError

    monkeypatch.setattr("thaibook.images.svg.harmless._kind", astray)
    with pytest.raises(RecursionError):
        clean_svg(SVG.format("", "<g/>").encode(), lambda _: False)
